"""Referrals (つなぎ): from a need to a service or activity, until a known end."""

import uuid
from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from sengetsu.base.sealed import SealedTextField
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.consents.models import Consent
from sengetsu.link_work.needs.models import Need

from .choices import CONNECTED, ENDS, Purpose, ReferralState, Said


class ReferralQuerySet(models.QuerySet["Referral"]):
    def open(self) -> "ReferralQuerySet":
        return self.exclude(state__in=ENDS)

    def to_chase(self, today: date) -> "ReferralQuerySet":
        """The chase list: open, and the day to follow up has come."""
        return self.open().filter(follow_up_on__lte=today)


class Referral(models.Model):
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="referrals")
    need = models.ForeignKey(Need, models.PROTECT, related_name="referrals")
    service = models.ForeignKey("directory.Service", models.PROTECT, null=True, blank=True, related_name="+")
    destination = SealedTextField("つなぎ先（資源の一覧にないとき）", blank=True)
    state = models.CharField(
        "段階", max_length=10, choices=ReferralState.choices, default=ReferralState.DRAFTED
    )
    question = SealedTextField("お願いしたいこと")
    consent = models.ForeignKey(Consent, models.PROTECT, null=True, blank=True, related_name="+")
    without_name = models.BooleanField("名前を出さずにたずねる", default=False)
    sent_on = models.DateField(null=True, blank=True)
    follow_up_on = models.DateField("確かめる日", null=True, blank=True)
    attended_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[ReferralQuerySet] = ReferralQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["state", "follow_up_on"], name="link_work_referral_chase")]
        constraints = [
            models.CheckConstraint(
                name="link_work_open_referral_has_follow_up",
                condition=Q(state__in=sorted(ENDS)) | Q(follow_up_on__isnull=False),
            ),
            models.CheckConstraint(
                name="link_work_referral_goes_somewhere",
                condition=Q(service__isnull=False) | ~Q(destination=""),
            ),
        ]

    def __str__(self) -> str:
        return self.destination or str(self.service)

    @property
    def is_open(self) -> bool:
        return self.state not in ENDS

    @property
    def is_connected(self) -> bool:
        return self.state in CONNECTED

    @property
    def days_late(self) -> int:
        """Days since somebody should have asked; 0 when there is time."""
        if self.follow_up_on is None or not self.is_open:
            return 0
        return max((timezone.localdate() - self.follow_up_on).days, 0)

    @property
    def is_late(self) -> bool:
        return self.days_late > 0


class Question(models.Model):
    """A one-time page that an agency was given. The page itself lies in the postbox, unreadable there."""

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="questions")
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    token = SealedTextField()  # the only key there is; needed to print the letter again
    # A blind token of the envelope's address: by it an answer finds its question.
    address = models.BigIntegerField(unique=True)
    shared = SealedTextField()  # JSON: exactly what was shown of the case, label -> lines
    put_at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-put_at", "-pk"]

    def __str__(self) -> str:
        return self.get_purpose_display()


class ReferralEvent(models.Model):
    """One move of a referral; never changed. `by` is empty when the agency itself answered."""

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="events")
    to_state = models.CharField(max_length=10, choices=ReferralState.choices)
    words = SealedTextField(blank=True)
    said_by = SealedTextField("だれが", blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.get_to_state_display()


class AgencyAnswer(models.Model):
    """An answer that came back through the letter box; on today's list until somebody has seen it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    letter_id = models.UUIDField(null=True, blank=True, unique=True)
    referral = models.ForeignKey(Referral, models.CASCADE, related_name="answers")
    said = models.CharField(max_length=10, choices=Said.choices)
    words = SealedTextField(blank=True)
    said_by = SealedTextField(blank=True)
    first_on = models.DateField(null=True, blank=True)
    arrived_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-arrived_at"]

    def __str__(self) -> str:
        return self.get_said_display()
