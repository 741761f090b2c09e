"""Consent: to whom, what, for what, until when, which text, who explained, how given (promise 6)."""

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from sengetsu.base.sealed import SealedTextField
from sengetsu.link_work.attachments.models import Attachment
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.people.models import Person

from .choices import TEXT_VERSION, Basis, Document, Fact, Given, Way

LABELS = {**dict(Fact.choices), **dict(Document.choices)}


class ConsentQuerySet(models.QuerySet["Consent"]):
    def valid_on(self, day: date) -> "ConsentQuerySet":
        return self.filter(withdrawn_at=None, given_on__lte=day, until__gte=day)


class Consent(models.Model):
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="consents")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    organization = models.ForeignKey("directory.Organization", models.PROTECT, related_name="+")
    facts = models.JSONField("伝えてよいこと", default=list)
    documents = models.JSONField("見せてよい書類", default=list, blank=True)
    purpose = SealedTextField("何のために")
    given_on = models.DateField("同意した日", default=timezone.localdate)
    until = models.DateField("いつまで")
    given = models.CharField("どのように", max_length=10, choices=Given.choices)
    witness = SealedTextField("立会いの人", blank=True)
    text_version = models.CharField(max_length=20, default=TEXT_VERSION)
    explained_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # The signed paper, photographed.
    paper = models.ForeignKey(Attachment, models.SET_NULL, null=True, blank=True, related_name="+")
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

    @property
    def document_labels(self) -> list[str]:
        return [Document(document).label for document in self.documents]


class Narrowing(models.Model):
    """What a consent allowed before somebody narrowed it; never changed."""

    consent = models.ForeignKey(Consent, models.CASCADE, related_name="narrowings")
    facts = models.JSONField()
    documents = models.JSONField()
    until = models.DateField()
    words = SealedTextField(blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.consent_id}"

    @property
    def labels(self) -> list[str]:
        return [*(Fact(one).label for one in self.facts), *(Document(one).label for one in self.documents)]


class Disclosure(models.Model):
    """One row of the ledger (開示の記録): to whom, when, what, why, on which basis. Never changed but for the
    manager's review of an emergency."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="disclosures")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    organization = models.ForeignKey(
        "directory.Organization", models.PROTECT, null=True, blank=True, related_name="+"
    )
    recipient = SealedTextField("だれに（機関の中の人、資源の一覧にない相手）", blank=True)
    basis = models.CharField("根拠", max_length=10, choices=Basis.choices)
    consent = models.ForeignKey(Consent, models.PROTECT, null=True, blank=True, related_name="+")
    way = models.CharField("どうやって", max_length=10, choices=Way.choices)
    facts = models.JSONField(default=list)
    what = SealedTextField("くわしく", blank=True)
    why = SealedTextField("なぜ")
    reason = SealedTextField("根拠の説明", blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    review = SealedTextField("見直しの結果", blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(basis=Basis.CONSENT) | Q(consent__isnull=False),
                name="link_work_disclosure_names_its_consent",
            ),
            models.CheckConstraint(
                condition=~Q(basis__in=[Basis.EMERGENCY, Basis.LAW]) | ~Q(reason=""),
                name="link_work_disclosure_gives_its_reason",
            ),
            models.CheckConstraint(
                condition=Q(organization__isnull=False) | ~Q(recipient=""),
                name="link_work_disclosure_goes_to_somebody",
            ),
        ]

    def __str__(self) -> str:
        return str(self.organization or self.recipient)

    @property
    def waits_for_review(self) -> bool:
        return self.basis == Basis.EMERGENCY and self.reviewed_at is None

    @property
    def fact_labels(self) -> list[str]:
        return [str(LABELS.get(one, one)) for one in self.facts]
