"""Two conferences. What was shared and heard in one stays in these tables: no other room reads them."""

import uuid
from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from sengetsu.base.sealed import SealedTextField
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.people.models import Person
from sengetsu.link_work.plans.models import Plan

from .choices import OATH, OPEN_DAYS, PLAN_OATH, TELLS, ConferenceKind, ConferenceState, SeatAnswer

USER = settings.AUTH_USER_MODEL


class Conference(models.Model):
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField("種類", max_length=10, choices=ConferenceKind.choices)
    number = models.CharField("番号", max_length=16, unique=True)  # 支-2026-001
    state = models.CharField(max_length=10, choices=ConferenceState.choices, default=ConferenceState.PLANNED)
    on = models.DateField("日")
    starts_at = models.TimeField("はじまり", null=True, blank=True)
    ends_at = models.TimeField("おわり", null=True, blank=True)
    place = SealedTextField("場所", blank=True)
    purpose = SealedTextField("めあて（ケースの名前は書かない）", blank=True)
    chair = models.ForeignKey(USER, models.PROTECT, related_name="+")
    next_conference = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="conference_before"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="link_work_conference_ends_after_start",
                condition=Q(ends_at=None) | Q(starts_at=None) | Q(ends_at__gt=models.F("starts_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{'支援会議' if self.is_statutory else '重層的支援会議'} {self.number}"

    @property
    def is_statutory(self) -> bool:
        return self.kind == ConferenceKind.STATUTORY

    @property
    def oath(self) -> str:
        """The text of secrecy that somebody invited without an account promises."""
        return OATH if self.is_statutory else PLAN_OATH

    @property
    def is_planned(self) -> bool:
        return self.state == ConferenceState.PLANNED

    @property
    def open_until(self) -> date:
        """The last day on which an agency may open anything of it."""
        return self.on + timedelta(days=OPEN_DAYS)


class Member(models.Model):
    """Somebody invited. Nothing of a statutory conference opens before `acknowledged_at`; nothing of either
    after `left_at`."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    conference = models.ForeignKey(Conference, models.CASCADE, related_name="members")
    user = models.ForeignKey(USER, models.PROTECT, related_name="+")
    # Whom an agency's person speaks for; empty for the city's own people.
    organization = models.ForeignKey(
        "directory.Organization", models.PROTECT, null=True, blank=True, related_name="+"
    )
    invited_at = models.DateTimeField(default=timezone.now)
    invited_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    oath_version = models.CharField(max_length=20, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["conference", "user"], name="link_work_member_invited_once"),
            models.CheckConstraint(
                name="link_work_acknowledged_a_text",
                condition=Q(acknowledged_at=None) | ~Q(oath_version=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}"


class Guest(models.Model):
    """Somebody of an agency invited once, without an account. The one-time page tells day and place, never a
    case; papers are handed over at the table, and only to who promised secrecy."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    conference = models.ForeignKey(Conference, models.CASCADE, related_name="guests")
    organization = models.ForeignKey("directory.Organization", models.PROTECT, related_name="+")
    name = SealedTextField("だれを")
    token = SealedTextField()  # the only key of the page; needed to print the invitation again
    # A blind token of the envelope's address: by it an answer finds its guest.
    address = models.BigIntegerField(unique=True)
    invited_at = models.DateTimeField(default=timezone.now)
    invited_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    said = models.CharField("返事", max_length=10, choices=SeatAnswer.choices, blank=True)
    said_by = SealedTextField("答えた人", blank=True)
    words = SealedTextField("伝えたいこと", blank=True)
    earlier = SealedTextField("前の日程への返事", blank=True)  # a new day asks anew, and loses nothing
    answered_at = models.DateTimeField(null=True, blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    oath_version = models.CharField(max_length=20, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="link_work_guest_attends_by_oath",
                condition=~Q(said=SeatAnswer.ATTEND) | Q(acknowledged_at__isnull=False) & ~Q(oath_version=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}"


class AgendaItem(models.Model):
    """One case on the agenda. A plan conference speaks of a plan."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    conference = models.ForeignKey(Conference, models.CASCADE, related_name="items")
    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    plan = models.ForeignKey(Plan, models.PROTECT, null=True, blank=True, related_name="+")
    topic = SealedTextField("話し合うこと")
    minutes = SealedTextField("記録", blank=True)
    by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    removed = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "case"],
                condition=Q(removed=False),
                name="link_work_case_once_on_agenda",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.conference_id}: {self.case_id}"


class Paper(models.Model):
    """A numbered paper (資料1). Put together from the records in one act, then edited part by part."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="papers")
    number = models.PositiveSmallIntegerField("資料番号")
    expires_on = models.DateField("見られる最後の日")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["number", "pk"]

    def __str__(self) -> str:
        return f"資料{self.number}"


class PaperPart(models.Model):
    """`tells` names what it is about, `person` about whom: by that an agency's sight of it is decided."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    paper = models.ForeignKey(Paper, models.CASCADE, related_name="parts")
    heading = SealedTextField("見出し")
    words = SealedTextField("内容", blank=True)
    tells = models.CharField("何についてか", max_length=12, choices=TELLS)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    removed = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.tells


class PaperOpening(models.Model):
    """Somebody opened a paper; never changed."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="openings")
    member = models.ForeignKey(Member, models.PROTECT, related_name="openings")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.paper_id}: {self.member_id}"


class Remark(models.Model):
    """What a member said or brought (会議で聞いたこと). It is read in this conference only."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="remarks")
    member = models.ForeignKey(Member, models.PROTECT, related_name="remarks")
    words = SealedTextField("聞いたこと・言ったこと")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.item_id}"


class Resolution(models.Model):
    """What was decided (決まったこと), with an owner and a day; on the owner's today until it is done."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="resolutions")
    words = SealedTextField("決まったこと")
    owner = models.ForeignKey(Member, models.PROTECT, related_name="resolutions", verbose_name="だれが")
    due = models.DateField("いつまでに")
    done_at = models.DateTimeField(null=True, blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(USER, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["due", "pk"]

    def __str__(self) -> str:
        return f"{self.due}"
