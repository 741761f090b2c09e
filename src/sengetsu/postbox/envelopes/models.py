"""Envelopes that go out: a reply to a letter, a question to an agency. Unreadable here."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from .choices import ALIVE, DEAD, EnvelopeKind, EnvelopeState


class EnvelopeQuerySet(models.QuerySet["Envelope"]):
    def alive(self) -> "EnvelopeQuerySet":
        return self.filter(state__in=ALIVE, expires_at__gt=timezone.now())

    def overdue(self) -> "EnvelopeQuerySet":
        return self.filter(state__in=ALIVE, expires_at__lte=timezone.now())


class Envelope(models.Model):
    """`address` is a digest of the receipt or of the link's token; a dead envelope is empty."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("種類", max_length=10, choices=EnvelopeKind.choices)
    address = models.CharField("あて先", max_length=64)
    sealed = models.BinaryField("封書")
    state = models.CharField(
        "状態", max_length=10, choices=EnvelopeState.choices, default=EnvelopeState.WAITING
    )
    put_at = models.DateTimeField("入れた時", default=timezone.now)
    expires_at = models.DateTimeField("期限")
    read_at = models.DateTimeField("読まれた時", null=True)
    ended_at = models.DateTimeField("終わった時", null=True)

    objects: ClassVar[EnvelopeQuerySet] = EnvelopeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["address"], condition=Q(kind=EnvelopeKind.QUESTION), name="postbox_one_question"
            ),
            models.CheckConstraint(condition=Q(kind__in=EnvelopeKind.values), name="postbox_envelope_kind"),
            models.CheckConstraint(
                condition=Q(state__in=sorted(ALIVE), ended_at__isnull=True)
                | Q(state__in=sorted(DEAD), ended_at__isnull=False, sealed=b""),
                name="postbox_envelope_dead_is_empty",
            ),
        ]
        indexes = [models.Index(fields=["address", "put_at"], name="postbox_envelope_address")]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def state_now(self) -> EnvelopeState:
        """Its state, also when the hour has passed and nobody has swept yet."""
        state = EnvelopeState(self.state)
        if state in ALIVE and self.expires_at <= timezone.now():
            return EnvelopeState.EXPIRED
        return state
