"""Signing up for a date without an account: on what terms, and who.

What is personal is sealed, and goes 30 days after the date.
"""

import uuid
from datetime import datetime, time, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from sengetsu.base.sealed import SealedTextField
from sengetsu.living_room.bookings.models import Booking

from .choices import Closes, SignUpState
from .models import Activity

LARGEST_PARTY = 30  # people in one sign-up
KEPT_DAYS = 30  # after the date


class SignUpTerms(models.Model):
    """Whether one signs up, for how many people, and until when: for all dates of an activity, or for one.

    The terms of a date stand before those of its activity.
    """

    activity = models.OneToOneField(
        Activity, models.CASCADE, null=True, blank=True, related_name="sign_up_terms"
    )
    booking = models.OneToOneField(
        Booking, models.CASCADE, null=True, blank=True, related_name="sign_up_terms"
    )
    is_on = models.BooleanField("申しこみを受け付ける", default=True)
    capacity = models.PositiveSmallIntegerField("定員", null=True, blank=True)  # None: as many as come
    closes = models.PositiveSmallIntegerField("しめきり", choices=Closes.choices, default=Closes.AT_START)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(activity__isnull=False, booking=None) | Q(activity=None, booking__isnull=False),
                name="living_room_sign_up_terms_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(capacity=None) | Q(capacity__gte=1), name="living_room_sign_up_terms_capacity"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity_id or self.booking_id}: {self.is_on}"

    def deadline(self, booking: Booking, starts: datetime) -> datetime:
        """Until when one may sign up (aware): the start, or the midnight that ends the last day."""
        if not self.closes:
            return starts
        last = booking.day - timedelta(days=self.closes)
        return timezone.make_aware(datetime.combine(last + timedelta(days=1), time()))


class SignUpQuerySet(models.QuerySet["SignUp"]):
    def coming(self) -> "SignUpQuerySet":
        return self.filter(state=SignUpState.IN)

    def waiting(self) -> "SignUpQuerySet":
        """In the order in which they move up."""
        return self.filter(state=SignUpState.WAITING).order_by("pk")


class SignUp(models.Model):
    """A party for one date. Nobody has to say a name; whoever holds the link changes and cancels."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    booking = models.ForeignKey(Booking, models.CASCADE, related_name="sign_ups")
    state = models.CharField("状態", max_length=10, choices=SignUpState.choices)
    adults = models.PositiveSmallIntegerField("大人")
    children = models.PositiveSmallIntegerField("子ども", default=0)
    name = SealedTextField("呼び名", blank=True)
    allergies = SealedTextField("アレルギー", blank=True)
    contact = SealedTextField("連絡先", blank=True)
    language = models.CharField(max_length=10, default="ja")  # in which a notice is written
    token_hash = models.CharField(max_length=64, unique=True)
    # The moment that this party was told: another one now is news for it.
    promised = models.DateTimeField()
    made_at = models.DateTimeField(auto_now_add=True)
    moved_up_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[SignUpQuerySet] = SignUpQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["booking", "state"], name="living_room_sign_up_booking")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=SignUpState.values), name="living_room_sign_up_state_known"
            ),
            models.CheckConstraint(
                condition=Q(adults__gt=0) | Q(children__gt=0), name="living_room_sign_up_of_somebody"
            ),
            models.CheckConstraint(
                condition=Q(adults__lte=LARGEST_PARTY - F("children")), name="living_room_sign_up_party"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.booking_id}: {self.people}"

    @property
    def people(self) -> int:
        return self.adults + self.children

    @property
    def email(self) -> str:
        return self.contact if "@" in self.contact else ""
