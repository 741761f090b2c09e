"""団体登録: who may use the place again and again, until when, and who acts for them."""

import uuid
from datetime import date
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from sengetsu.accounts.choices import Role
from sengetsu.accounts.models import User

from .choices import GroupState


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


class Group(models.Model):
    """A group that registered (or was registered by staff on the telephone)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField("団体の名前", max_length=80)
    reading = models.CharField("ふりがな", max_length=120, blank=True)
    purpose = models.TextField("どんな活動をするか", max_length=1000, blank=True)
    people = models.PositiveSmallIntegerField("人数", null=True, blank=True)
    contact_name = models.CharField("連絡する人", max_length=80, blank=True)
    contact_phone = models.CharField("電話", max_length=40, blank=True)
    contact_email = models.EmailField("メール", blank=True)
    insurance = models.CharField("保険", max_length=120, blank=True)
    insured_until = models.DateField("保険の期限", null=True, blank=True)
    note = models.TextField("メモ（運営だけが見ます）", max_length=1000, blank=True)
    state = models.CharField("状態", max_length=10, choices=GroupState.choices, default=GroupState.APPLIED)
    valid_until = models.DateField("登録の期限", null=True, blank=True)
    applied_at = models.DateTimeField("申請した日", auto_now_add=True)
    decided_at = models.DateTimeField("決めた日", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField("わけ", max_length=200, blank=True)

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

    def is_valid_on(self, day: date) -> bool:
        """Whether the registration holds on that day."""
        return self.state == GroupState.APPROVED and self.valid_until is not None and day <= self.valid_until


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
