"""Cases: whom we care for, who does, and what comes next (promise 1)."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, ExpressionWrapper, OuterRef, Q
from django.utils import timezone

from sengetsu.accounts.choices import Role
from sengetsu.accounts.models import RoleGrant, Team, User
from sengetsu.base.sealed import SealedTextField
from sengetsu.link_work.people.models import Household, Person

from .choices import EventKind, HandoverState, Rhythm, Route, Rung, State, Urgency


def _who_can_come_in() -> models.QuerySet[RoleGrant, int]:
    grants = RoleGrant.objects.current().filter(role__in=[Role.LINK_WORKER, Role.MANAGER])
    return grants.values_list("user_id", flat=True)


def _opens_to(user: User) -> Q:
    named = CaseAccess.objects.filter(case=OuterRef("pk"), user_id=user.pk)
    mine = Q(team_id__in=user.team_ids) | Q(owner_id=user.pk) | Q(next_person_id=user.pk)
    return mine | Q(Exists(named))


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, user: User) -> "CaseQuerySet":
        """Cases of which `user` may know that they exist. Restricted ones only for the named; when none of
        them can come in any more, for managers, because nobody is forgotten (promise 1)."""
        if not user.has_role(Role.LINK_WORKER, Role.MANAGER):
            return self.none()
        named = CaseAccess.objects.filter(case=OuterRef("pk"))
        known = Q(restricted=False) | Q(Exists(named.filter(user_id=user.pk)))
        if user.has_role(Role.MANAGER):
            known |= Q(~Exists(named.filter(user__is_active=True, user_id__in=_who_can_come_in())))
        return self.filter(known)

    def opening_to(self, user: User) -> "CaseQuerySet":
        """Marks with `opens` the cases that `user` may read without giving a reason: of the own team, one's
        own, promised to oneself as the next step, or where `user` is named."""
        return self.annotate(opens=ExpressionWrapper(_opens_to(user), output_field=models.BooleanField()))

    def readable_by(self, user: User) -> "CaseQuerySet":
        """Cases that open without asking for a reason."""
        return self.visible_to(user).filter(_opens_to(user))

    def open_to(self, user: User) -> "CaseQuerySet":
        """Cases that `user` may read at this moment: without a reason, or with one given a moment ago."""
        given = Look.objects.filter(case=OuterRef("pk"), user_id=user.pk, until__gt=timezone.now())
        return self.visible_to(user).filter(_opens_to(user) | Q(Exists(given)))

    def open(self) -> "CaseQuerySet":
        return self.exclude(state=State.CLOSED)


class Case(models.Model):
    """A person or household accompanied by the link workers.

    The database refuses an open case without an owner and a next step with a date and a person.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.CharField("番号", max_length=12, unique=True)  # fiscal year and running number: 2026-0012
    title = SealedTextField("呼び名")
    state = models.CharField("段階", max_length=20, choices=State.choices, default=State.RECEIVED)
    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    household = models.ForeignKey(Household, models.PROTECT, null=True, blank=True, related_name="cases")
    route = models.CharField("きっかけ", max_length=20, choices=Route.choices, default=Route.OTHER)
    opened_on = models.DateField("開いた日", default=timezone.localdate)
    closed_on = models.DateField("終結した日", null=True, blank=True)
    # 「また来ていい」: after the end, somebody asks once more how it is.
    follow_up_on = models.DateField("また声をかける日", null=True, blank=True)
    rhythm = models.CharField("会うリズム", max_length=10, choices=Rhythm.choices, default=Rhythm.NONE)

    urgency = models.CharField("緊急度", max_length=12, choices=Urgency.choices, blank=True)
    urgency_reason = SealedTextField("そう決めた理由", blank=True)
    urgency_recheck_on = models.DateField("見直す日", null=True, blank=True)

    next_step = SealedTextField("次の一歩", blank=True)
    next_on = models.DateField("次の日", null=True, blank=True)
    next_time = models.TimeField("時刻", null=True, blank=True)
    next_person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    ng_card = SealedTextField("やってはいけないこと", blank=True)
    risks = SealedTextField("訪問のときに気をつけること", blank=True)
    two_person = models.BooleanField("二人で訪問する", default=False)
    restricted = models.BooleanField("見られる人を限る", default=False)

    # The newest facts of the contacts, kept here so that "today" reads one row per case.
    trust = models.PositiveSmallIntegerField("信頼のはしご", choices=Rung.choices, null=True, blank=True)
    last_contact_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    objects: ClassVar[CaseQuerySet] = CaseQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["next_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="link_work_open_case_has_next_step",
                condition=Q(state=State.CLOSED)
                | (
                    Q(owner__isnull=False)
                    & Q(next_on__isnull=False)
                    & Q(next_person__isnull=False)
                    & ~Q(next_step="")
                ),
            ),
            models.CheckConstraint(
                name="link_work_closed_case_has_day",
                condition=~Q(state=State.CLOSED) | Q(closed_on__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "state", "next_on"], name="link_work_case_owner"),
            models.Index(fields=["next_person", "state", "next_on"], name="link_work_case_next"),
            models.Index(fields=["team", "state", "next_on"], name="link_work_case_team"),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def is_open(self) -> bool:
        return self.state != State.CLOSED

    @property
    def late_days(self) -> int:
        """Days since the promised next step; 0 when it is not late."""
        if self.next_on is None or not self.is_open:
            return 0
        return max((timezone.localdate() - self.next_on).days, 0)

    @property
    def is_today(self) -> bool:
        return self.is_open and self.next_on == timezone.localdate()


class CaseMember(models.Model):
    """A person whom the case is about; both of an 8050 household may be clients."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="cases")
    is_client = models.BooleanField("支える対象", default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "person"], name="link_work_case_member_once"),
        ]

    def __str__(self) -> str:
        return str(self.person)


class CaseAccess(models.Model):
    """Who may open a restricted case (and, in any case, who takes part beyond the team)."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="accesses")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "user"], name="link_work_case_access_once")]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.user_id}"


class Look(models.Model):
    """A reason given for opening a case outside one's own team; good until `until`."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="looks")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    reason = SealedTextField("理由")
    at = models.DateTimeField(auto_now_add=True)
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.case_id}: {self.user_id}"


class CaseEvent(models.Model):
    """What happened to the case itself, in words; never changed."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="events")
    kind = models.CharField(max_length=20, choices=EventKind.choices)
    words = SealedTextField(blank=True)
    from_state = models.CharField(max_length=20, blank=True, choices=State.choices)
    to_state = models.CharField(max_length=20, blank=True, choices=State.choices)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}"


class Handover(models.Model):
    """Handing a case over: one act with a summary, and the receiver must accept."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="handovers")
    giver = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    receiver = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    summary = SealedTextField("引き継ぐこと")
    state = models.CharField(max_length=10, choices=HandoverState.choices, default=HandoverState.OFFERED)
    offered_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = SealedTextField("返事", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(state=HandoverState.OFFERED),
                name="link_work_one_open_handover",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.get_state_display()}"
