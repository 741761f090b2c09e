"""団体登録: who may use the place again and again, until when, and who acts for them."""

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils import timezone

from sengetsu.accounts.choices import Role
from sengetsu.accounts.models import Invitation, User
from sengetsu.base.text import fold_phone
from sengetsu.directory.folding import text_to_search

from .choices import GroupEvent, GroupState
from .terms import SOON


class GroupQuerySet(models.QuerySet["Group"]):
    def of(self, user: User | AnonymousUser) -> "GroupQuerySet":
        """The groups for which this person acts today."""
        if not isinstance(user, User):
            return self.none()
        return self.filter(memberships__user=user, memberships__ended_at=None).distinct()

    def visible_to(self, user: User | AnonymousUser) -> "GroupQuerySet":
        """One's own groups; all of them for those who run the place."""
        if isinstance(user, User) and user.has_role(Role.LINK_WORKER, Role.MANAGER):
            return self
        return self.of(user)

    def valid_on(self, day: date) -> "GroupQuerySet":
        """Those whose registration holds on that day."""
        return self.filter(state=GroupState.APPROVED, valid_until__gte=day)


class Group(models.Model):
    """A group that registered (or was registered by staff on the telephone). Also one person alone."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField("団体の名前", max_length=80)
    reading = models.CharField("ふりがな", max_length=120, blank=True)
    purpose = models.TextField("どんな活動をするか", max_length=1000, blank=True)
    people = models.PositiveSmallIntegerField("人数", null=True, blank=True)
    contact_name = models.CharField("連絡する人", max_length=80, blank=True)
    contact_phone = models.CharField("電話", max_length=40, blank=True)
    contact_email = models.EmailField("メール", blank=True)
    note = models.TextField("メモ（運営だけが見ます）", max_length=1000, blank=True)
    state = models.CharField("状態", max_length=10, choices=GroupState.choices, default=GroupState.APPLIED)
    valid_until = models.DateField("登録の期限", null=True, blank=True)
    applied_at = models.DateTimeField("申請した日", auto_now_add=True)
    decided_at = models.DateTimeField("決めた日", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField("わけ", max_length=200, blank=True)
    # A member asked for a longer registration; empty again when staff answered.
    renewal_asked_at = models.DateTimeField("更新をたのんだ日", null=True, blank=True)
    # The end of which its members were reminded: each end once.
    reminded_of = models.DateField(null=True, blank=True)
    # What a search compares: names, purpose, and telephone digits, folded. Written by `save`.
    search_text = models.TextField(editable=False, blank=True, default="")

    objects: ClassVar[GroupQuerySet] = GroupQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="living_room_group_named"),
            models.CheckConstraint(
                condition=Q(state__in=GroupState.values), name="living_room_group_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state=GroupState.APPROVED) | Q(valid_until__isnull=False),
                name="living_room_approved_group_has_an_end",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        texts = text_to_search(self.name, self.reading, self.contact_name, self.purpose)
        self.search_text = f"{texts}\n{fold_phone(self.contact_phone)}"
        if update_fields is not None:
            update_fields = {*update_fields, "search_text"}
        super().save(*args, update_fields=update_fields, **kwargs)

    def is_valid_on(self, day: date) -> bool:
        """Whether the registration holds on that day."""
        return self.state == GroupState.APPROVED and self.valid_until is not None and day <= self.valid_until

    @property
    def is_valid(self) -> bool:
        return self.is_valid_on(timezone.localdate())

    @property
    def has_run_out(self) -> bool:
        """Registered, and the end has passed: it may be renewed."""
        return self.state == GroupState.APPROVED and not self.is_valid

    @property
    def ends_soon(self) -> bool:
        """Time to renew: the end is near or has passed."""
        return self.state == GroupState.APPROVED and not self.is_valid_on(timezone.localdate() + SOON)


class Membership(models.Model):
    """Somebody who acts for a group. Ended ones are kept: who acted then can be told later."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    since = models.DateTimeField("はじまり", auto_now_add=True)
    ended_at = models.DateTimeField("おわり", null=True, blank=True)

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "user"], condition=Q(ended_at=None), name="living_room_member_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.group}"


class MemberInvitation(models.Model):
    """A link of `accounts` that leads into a group: with an account one joins, without one it makes both."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="invitations")
    invitation = models.OneToOneField(Invitation, models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return f"{self.group}: {self.invitation}"


class PermitQuerySet(models.QuerySet["Permit"]):
    def standing(self) -> "PermitQuerySet":
        """Not taken away."""
        return self.filter(removed_at=None)

    def expired_on(self, day: date) -> "PermitQuerySet":
        """Those that no longer hold on that day."""
        return self.standing().filter(expires_on__lt=day)

    def expiring(self, day: date) -> "PermitQuerySet":
        """Those that run out within the time of a reminder after `day`, or have run out."""
        return self.expired_on(day + SOON)


class Permit(models.Model):
    """A paper of a group with an end: a food permit, a responsible person's course, an insurance.

    Which of them is needed is local and decided by people: `kind` is free text, with suggestions as data.
    """

    group = models.ForeignKey(Group, models.CASCADE, related_name="permits")
    kind = models.CharField("種類", max_length=80)
    number = models.CharField("番号", max_length=80, blank=True)
    holder = models.CharField("名義の人", max_length=80, blank=True)
    expires_on = models.DateField("期限", null=True, blank=True)
    entered_at = models.DateTimeField(auto_now_add=True)
    reminded_of = models.DateField(null=True, blank=True)  # the end of which its group was reminded
    removed_at = models.DateTimeField("消したとき", null=True, blank=True)

    objects: ClassVar[PermitQuerySet] = PermitQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["expires_on", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(kind=""), name="living_room_permit_named")]

    def __str__(self) -> str:
        return self.kind

    @property
    def has_run_out(self) -> bool:
        return self.expires_on is not None and self.expires_on < timezone.localdate()

    @property
    def ends_soon(self) -> bool:
        """The end is near or has passed."""
        return self.expires_on is not None and self.expires_on < timezone.localdate() + SOON


class GroupStep(models.Model):
    """One thing that happened to a group, with the state before it: its history, and what undo needs."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="steps")
    event = models.CharField(max_length=12, choices=GroupEvent.choices)
    # A name that was left behind, a reason, the new end: short words for the group's page.
    words = models.CharField(max_length=200, blank=True)
    before = models.JSONField(default=dict, blank=True)  # see `writing.state_of`
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(event__in=GroupEvent.values), name="living_room_group_event_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.event}"
