"""The support plan: wishes, goals, who does what by when, the decision, monitoring and evaluation."""

import uuid
from datetime import date, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from sengetsu.base.sealed import SealedTextField
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.people.models import Person

from .choices import (
    IN_FORCE,
    OVER,
    WATCHED,
    WRITABLE,
    ActionState,
    Outcome,
    PlanKind,
    PlanState,
    Reached,
    Who,
)

USER = settings.AUTH_USER_MODEL


class SupportDecision(models.Model):
    """The city decides that it supports this household (支援決定の対象): what a plan conference stands on."""

    case = models.OneToOneField(Case, models.CASCADE, related_name="support_decision")
    words = SealedTextField("決めた理由")
    decided_on = models.DateField(default=timezone.localdate)
    by = models.ForeignKey(USER, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.decided_on}"


class PlanQuerySet(models.QuerySet["Plan"]):
    def to_monitor(self, day: date) -> "PlanQuerySet":
        """Running plans whose day to look again has come."""
        return self.filter(state__in=WATCHED, monitoring_on__lte=day)

    def open(self) -> "PlanQuerySet":
        return self.exclude(state__in=OVER)


class Plan(models.Model):
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="plans")
    kind = models.CharField("種類", max_length=15, choices=PlanKind.choices)
    state = models.CharField("段階", max_length=12, choices=PlanState.choices, default=PlanState.DRAFT)
    # 1 for the first plan, 2 after 再プラン; `follows` is the one before.
    edition = models.PositiveSmallIntegerField("回", default=1)
    follows = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="followed_by")
    people = models.ManyToManyField(Person, related_name="+")
    wishes = SealedTextField("本人の願い（本人の言葉で）", blank=True)
    family_wishes = SealedTextField("家族の願い", blank=True)
    policy = SealedTextField("支援の方針", blank=True)
    services = SealedTextField("使う制度・サービス", blank=True)
    plain = SealedTextField("本人にわたす、やさしい言葉のプラン", blank=True)
    starts_on = models.DateField("はじまり", null=True, blank=True)
    ends_on = models.DateField("おわり", null=True, blank=True)
    monitoring_on = models.DateField("つぎのモニタリング", null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    decision_words = SealedTextField("決裁の言葉", blank=True)
    # The lead agency (主担当) after the end; empty words mean that nobody was named yet.
    lead_organization = models.ForeignKey(
        "directory.Organization",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="主担当",
    )
    lead_words = SealedTextField("主担当にお願いすること", blank=True)
    by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[PlanQuerySet] = PlanQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["state", "monitoring_on"], name="link_work_plan_monitoring")]
        constraints = [
            models.CheckConstraint(
                name="link_work_watched_plan_has_day",
                condition=~Q(state__in=sorted(WATCHED)) | Q(monitoring_on__isnull=False),
            ),
            models.CheckConstraint(
                name="link_work_plan_in_force_was_decided",
                condition=~Q(state__in=sorted(IN_FORCE)) | Q(decided_by__isnull=False),
            ),
            models.CheckConstraint(
                name="link_work_plan_ends_after_start",
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=models.F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}（{self.edition}回目）"

    @property
    def is_writable(self) -> bool:
        return self.state in WRITABLE

    @property
    def is_watched(self) -> bool:
        return self.state in WATCHED

    @property
    def days_late(self) -> int:
        if self.monitoring_on is None or not self.is_watched:
            return 0
        return max((timezone.localdate() - self.monitoring_on).days, 0)


class Goal(models.Model):
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="goals")
    words = SealedTextField("目標")
    by_when = models.DateField("いつまでに", null=True, blank=True)
    removed = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.words)


class PlanAction(models.Model):
    """What the person, the worker or one agency does for a goal, by when."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    goal = models.ForeignKey(Goal, models.CASCADE, related_name="actions")
    who = models.CharField("だれが", max_length=8, choices=Who.choices)
    organization = models.ForeignKey(
        "directory.Organization", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="機関"
    )
    words = SealedTextField("すること")
    by_when = models.DateField("いつまでに", null=True, blank=True)
    state = models.CharField("様子", max_length=8, choices=ActionState.choices, default=ActionState.TODO)
    changed_at = models.DateTimeField(default=timezone.now)
    removed = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="link_work_agency_action_names_agency",
                condition=Q(who=Who.AGENCY, organization__isnull=False)
                | (~Q(who=Who.AGENCY) & Q(organization=None)),
            ),
        ]

    def __str__(self) -> str:
        return str(self.words)


class ActionComment(models.Model):
    """What somebody wrote beside an action. `organization` is empty when a link worker wrote it."""

    action = models.ForeignKey(PlanAction, models.CASCADE, related_name="comments")
    organization = models.ForeignKey(
        "directory.Organization", models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=8, choices=ActionState.choices)
    words = SealedTextField(blank=True)
    # Who answered on a one-time page; `by` is then whoever asked.
    said_by = SealedTextField(blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.get_state_display()


class ActionPageQuerySet(models.QuerySet["ActionPage"]):
    def open(self) -> "ActionPageQuerySet":
        return self.filter(ended_at=None, until__gt=timezone.now())


class ActionPage(models.Model):
    """A one-time page on which an agency without an account says how its action goes. It stands on the
    consents that open the plan to that agency, and closes with them."""

    action = models.ForeignKey(PlanAction, models.CASCADE, related_name="pages")
    token = SealedTextField()  # the only key of the page; needed to print the letter again
    # A blind token of the envelope's address: by it an answer finds its action.
    address = models.BigIntegerField(unique=True)
    until = models.DateTimeField("閉じる時")  # the midnight after its last day
    asked_at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[ActionPageQuerySet] = ActionPageQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["action"], condition=Q(ended_at=None), name="link_work_one_page_for_an_action"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action_id}"

    @property
    def last_day(self) -> date:
        return timezone.localdate(self.until) - timedelta(days=1)


class PlanEvent(models.Model):
    """One move of a plan; never changed."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="events")
    to_state = models.CharField(max_length=12, choices=PlanState.choices)
    words = SealedTextField(blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(USER, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.get_to_state_display()


class Monitoring(models.Model):
    """A look at a running plan: how it goes, in the person's words first."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="monitorings")
    on = models.DateField(default=timezone.localdate)
    said = SealedTextField("本人の言葉", blank=True)
    words = SealedTextField("様子")
    next_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(USER, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.on}"


class Evaluation(models.Model):
    plan = models.OneToOneField(Plan, models.CASCADE, related_name="evaluation")
    on = models.DateField(default=timezone.localdate)
    said = SealedTextField("何が変わったか（本人の言葉で）", blank=True)
    words = SealedTextField("支えた側から見て、何が変わったか")
    measures = SealedTextField("数で見た変化", blank=True)
    outcome = models.CharField("これから", max_length=8, choices=Outcome.choices)
    by = models.ForeignKey(USER, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.get_outcome_display()


class GoalResult(models.Model):
    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="results")
    goal = models.OneToOneField(Goal, models.CASCADE, related_name="result")
    reached = models.CharField(max_length=8, choices=Reached.choices)

    def __str__(self) -> str:
        return self.get_reached_display()
