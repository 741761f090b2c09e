"""Contacts: every visit, call, letter and escort. Never overwritten; a correction keeps the old text."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from sengetsu.base.sealed import SealedTextField
from sengetsu.link_work.cases.choices import Rung
from sengetsu.link_work.cases.models import Case

from .choices import How, WithWhom


class ContactQuerySet(models.QuerySet["Contact"]):
    def current(self) -> "ContactQuerySet":
        """Without the versions that a later correction replaced."""
        return self.filter(correction=None)


class Contact(models.Model):
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="contacts")
    at = models.DateTimeField("いつ", default=timezone.now)
    how = models.CharField("どのように", max_length=10, choices=How.choices)
    with_whom = models.CharField("だれと", max_length=10, choices=WithWhom.choices, default=WithWhom.PERSON)
    rung = models.PositiveSmallIntegerField("どこまで", choices=Rung.choices, null=True, blank=True)
    happened = SealedTextField("あったこと", blank=True)
    companions = SealedTextField("いっしょに行った人", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    corrects = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="correction")
    correction_reason = SealedTextField("直した理由", blank=True)

    objects = ContactQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["case", "-at"], name="link_work_contact_case")]

    def __str__(self) -> str:
        return f"{self.get_how_display()}"


class NoteQuestion(models.Model):
    """A colleague's or manager's question on a note (記録への問いかけ), with its answer."""

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="questions")
    words = SealedTextField("問いかけ")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    answer = SealedTextField("返事", blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.contact_id}"
