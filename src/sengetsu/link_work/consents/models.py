"""Consent: to whom, what, for what, until when, which text, who explained, how given (promise 6)."""

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from sengetsu.base.sealed import SealedTextField
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.people.models import Person

from .choices import TEXT_VERSION, Fact, Given


class ConsentQuerySet(models.QuerySet["Consent"]):
    def valid_on(self, day: date) -> "ConsentQuerySet":
        return self.filter(withdrawn_at=None, given_on__lte=day, until__gte=day)


class Consent(models.Model):
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="consents")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    organization = models.ForeignKey("directory.Organization", models.PROTECT, related_name="+")
    facts = models.JSONField("伝えてよいこと", default=list)
    purpose = SealedTextField("何のために")
    given_on = models.DateField("同意した日", default=timezone.localdate)
    until = models.DateField("いつまで")
    given = models.CharField("どのように", max_length=10, choices=Given.choices)
    witness = SealedTextField("立会いの人", blank=True)
    text_version = models.CharField(max_length=20, default=TEXT_VERSION)
    explained_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawal_words = SealedTextField("取りやめの言葉", blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering = ["-given_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=models.F("given_on")), name="link_work_consent_ends_after_start"
            ),
            models.CheckConstraint(
                condition=~Q(given=Given.ORAL) | ~Q(witness=""), name="link_work_oral_consent_has_witness"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} → {self.organization_id}"

    def is_valid_on(self, day: date) -> bool:
        return self.withdrawn_at is None and self.given_on <= day <= self.until

    @property
    def fact_labels(self) -> list[str]:
        return [Fact(fact).label for fact in self.facts]
