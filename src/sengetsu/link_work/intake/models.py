"""How a worry comes in: letters, tips, calls, walk-ins. Nothing but the story is required."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from sengetsu.accounts.choices import Role
from sengetsu.accounts.models import User
from sengetsu.base.sealed import SealedTextField
from sengetsu.link_work.cases.choices import Route, Urgency
from sengetsu.link_work.cases.models import Case

from .choices import IN_A_CASE, About, Agreed, IntakeState, Kind, ReplyBy


class IntakeQuerySet(models.QuerySet["Intake"]):
    def visible_to(self, user: User) -> "IntakeQuerySet":
        """What is in no case yet, for link workers and managers; else for who may read its case."""
        if not user.has_role(Role.LINK_WORKER, Role.MANAGER):
            return self.none()
        return self.filter(Q(case=None) | Q(case__in=Case.objects.readable_by(user).values("pk")))


class Intake(models.Model):
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField("どのように", max_length=12, choices=Kind.choices)
    # The letter in the postbox from which this came; unique, so collecting twice makes one row.
    letter_id = models.UUIDField(null=True, blank=True, unique=True)
    receipt = models.CharField("受付番号", max_length=20, blank=True)
    # The receipt of the first letter: what one writer sends under one passphrase stays together.
    thread = models.CharField("はじめの手紙の受付番号", max_length=20, blank=True, db_index=True)
    received_at = models.DateTimeField("受けた時", default=timezone.now)
    receiver = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    route = models.CharField("だれから", max_length=20, choices=Route.choices, default=Route.OTHER)
    informant = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    story = SealedTextField("話したこと")
    sender = SealedTextField("知らせた人", blank=True)
    contact = SealedTextField("連絡先", blank=True)
    about = models.CharField("だれのこと", max_length=10, choices=About.choices, default=About.UNKNOWN)
    person = SealedTextField("心配な人（名前や言い方）", blank=True)
    kana = SealedTextField("ふりがな", blank=True)
    place = SealedTextField("場所（聞いたとおりに）", blank=True)
    reply_by = models.CharField("返事", max_length=10, choices=ReplyBy.choices, default=ReplyBy.NONE)
    details = SealedTextField(blank=True)  # JSON: further answers of the form, label -> text
    topics = SealedTextField("相談の内容", blank=True)  # codes of needs.choices.Category, comma separated
    main_topic = SealedTextField("いちばんの相談（◎）", blank=True)  # one of them
    agreed = models.CharField("本人の同意", max_length=10, choices=Agreed.choices, default=Agreed.UNKNOWN)
    # The software only warns; a human decides.
    warned = models.BooleanField(default=False)
    warning_words = SealedTextField(blank=True)
    urgency = models.CharField("緊急度", max_length=12, choices=Urgency.choices, blank=True)
    urgency_reason = SealedTextField("そう決めた理由", blank=True)
    urgency_recheck_at = models.DateTimeField("見直す時", null=True, blank=True)
    urgency_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField("扱い", max_length=10, choices=IntakeState.choices, default=IntakeState.NEW)
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="intakes")
    outcome = SealedTextField("どうしたか・理由", blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    handled_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[IntakeQuerySet] = IntakeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-received_at", "-pk"]
        indexes = [models.Index(fields=["state", "urgency", "-received_at"], name="link_work_intake_list")]
        constraints = [
            models.CheckConstraint(
                name="link_work_intake_case",
                condition=~Q(state__in=sorted(IN_A_CASE)) | Q(case__isnull=False),
            ),
            models.CheckConstraint(
                name="link_work_urgency_has_reason",
                condition=Q(urgency="")
                | (~Q(urgency_reason="") & Q(urgency_by__isnull=False) & Q(urgency_recheck_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.receipt}"

    @property
    def is_in_a_case(self) -> bool:
        """A human put it there; a follow-up letter only lies beside its thread's case until then."""
        return self.state in IN_A_CASE

    @property
    def called(self) -> str:
        """Whom the entry is about, as far as it says."""
        return self.person or (self.sender if self.about == About.SELF else "")


class IntakeReply(models.Model):
    """What was written back (sealed here too); the writer reads it with the passphrase."""

    intake = models.ForeignKey(Intake, models.CASCADE, related_name="replies")
    text = SealedTextField("返事")
    way = models.CharField(max_length=10, choices=ReplyBy.choices)
    # The envelope in the postbox, if the writer reads it with the passphrase.
    envelope_id = models.UUIDField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.intake_id}"
