"""What a date offers to those who want to sign up: one rule for the page, the form and the action."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q, Sum
from django.utils import timezone
from django.utils.translation import gettext

from sengetsu.base.language_dates import say_moment
from sengetsu.living_room.bookings.choices import STANDING
from sengetsu.living_room.bookings.models import Booking

from .choices import ActivityState, SignUpState
from .coming import Coming, visit_span
from .models import Activity
from .sign_up_models import SignUp, SignUpTerms


@dataclass(frozen=True)
class Offer:
    """`taken` people have a seat, `waiting` people wait for one."""

    booking: Booking
    activity: Activity
    terms: SignUpTerms | None
    taken: int = 0
    waiting: int = 0

    @property
    def is_wanted(self) -> bool:
        """Whether one signs up for this date at all; else one simply comes."""
        return self.terms is not None and self.terms.is_on

    @property
    def starts(self) -> datetime:
        return visit_span(self.booking)[0]

    @property
    def deadline(self) -> datetime:
        return self.terms.deadline(self.booking, self.starts) if self.terms else self.starts

    @property
    def left(self) -> int | None:
        """Seats for whoever comes now; None for as many as come. Nobody overtakes those who wait."""
        if self.terms is None or self.terms.capacity is None:
            return None
        return 0 if self.waiting else max(0, self.terms.capacity - self.taken)

    @property
    def is_held(self) -> bool:
        return self.booking.state in STANDING and self.activity.state == ActivityState.RUNNING

    @property
    def is_open(self) -> bool:
        return not self.why_not()

    def why_not(self, now: datetime | None = None) -> str:
        """Why nobody can sign up now, in the visitor's language; empty when one can."""
        now = now or timezone.now()
        if not self.is_wanted:
            return gettext("この回は、申しこみはいりません。そのままお越しください。")
        if not self.is_held:
            return gettext("この回は、お休みです。")
        if now >= self.starts:
            return gettext("この回は、もう始まりました。")
        if now >= self.deadline:
            return gettext("申しこみは、%(when)sまででした。") % {"when": say_moment(self.deadline)}
        return ""

    def why_not_seat(self, people: int) -> str:
        """Why a party can never have seats here; empty when it can, now or after waiting."""
        capacity = self.terms.capacity if self.terms else None
        if capacity is not None and people > capacity:
            return gettext("この回は%(n)s人までです。") % {"n": capacity}
        return ""

    def has_room(self, people: int) -> bool:
        return self.left is None or people <= self.left


@dataclass(frozen=True)
class Visit:
    """A coming date on a page, with what it offers."""

    date: Coming
    offer: Offer


def offer_of(booking: Booking) -> Offer:
    """Three queries. The booking's application must serve an activity."""
    activity = booking.application.activity_link.activity
    return offers([booking], activity)[booking.pk]


def visits(dates: Iterable[Coming], activity: Activity) -> list[Visit]:
    dates = list(dates)
    found = offers([date.booking for date in dates], activity)
    return [Visit(date, found[date.booking.pk]) for date in dates]


def offers(bookings: Iterable[Booking], activity: Activity) -> dict[int, Offer]:
    """Two queries for however many dates of one activity."""
    bookings = list(bookings)
    rows = SignUpTerms.objects.filter(Q(activity=activity) | Q(booking__in=bookings))
    terms = {row.booking_id: row for row in rows}
    sums = _people(bookings)
    return {
        booking.pk: Offer(
            booking,
            activity,
            terms.get(booking.pk) or terms.get(None),
            sums.get((booking.pk, SignUpState.IN), 0),
            sums.get((booking.pk, SignUpState.WAITING), 0),
        )
        for booking in bookings
    }


def _people(bookings: Iterable[Booking]) -> Mapping[tuple[int, str], int]:
    rows = SignUp.objects.filter(booking__in=bookings).exclude(state=SignUpState.CANCELLED).order_by()
    sums = rows.values("booking", "state").annotate(total=Sum(F("adults") + F("children")))
    return {(row["booking"], row["state"]): row["total"] for row in sums}
