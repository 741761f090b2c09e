"""Sign-ups as pages need them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from sengetsu.accounts.invitations.queries import hash_of
from sengetsu.accounts.models import User
from sengetsu.living_room.bookings.models import Booking, BookingQuerySet

from .choices import SignUpState
from .coming import AHEAD
from .models import Activity
from .offers import Offer, offers
from .sign_up_models import SignUp, SignUpTerms

BEHIND = timedelta(weeks=2)  # how long ago one still counts who came


def dates_of_activities() -> BookingQuerySet:
    """Dates that serve an activity, with all that `offers` needs."""
    rows = Booking.objects.filter(application__activity_link__isnull=False)
    rows = rows.select_related("application__venue", "application__activity_link__activity__group")
    return rows.prefetch_related("uses")


def public_date(activity: Activity, booking_id: UUID) -> Booking | None:
    """A date of an activity, whatever its state: the page says what became of it."""
    rows = dates_of_activities().filter(application__activity_link__activity=activity)
    return rows.filter(public_id=booking_id).first()


def own_date(user: User, booking_id: UUID) -> Booking | None:
    """A date of an activity that this person writes."""
    own = Activity.objects.visible_to(user)
    rows = dates_of_activities().filter(application__activity_link__activity__in=own)
    return rows.filter(public_id=booking_id).first()


def dates_to_run(activity: Activity, now: datetime) -> list[Offer]:
    """Approved dates of the last two weeks and of the next ten, with what they offer: five queries."""
    today = timezone.localtime(now).date()
    rows = dates_of_activities().standing()
    rows = rows.filter(application__activity_link__activity=activity)
    return list(offers(rows.filter(day__range=(today - BEHIND, today + AHEAD)), activity).values())


def sign_up_by_link(token: str) -> SignUp | None:
    rows = SignUp.objects.filter(token_hash=hash_of(token)).prefetch_related("booking__uses")
    return rows.select_related(
        "booking__application__venue", "booking__application__activity_link__activity"
    ).first()


def place_in_queue(sign_up: SignUp) -> int:
    """1 is the next."""
    return SignUp.objects.waiting().filter(booking=sign_up.booking, pk__lte=sign_up.pk).count()


def parties(booking: Booking) -> Sequence[SignUp]:
    """Who comes, then who waits, each in order. Cancelled ones are not shown."""
    rows = SignUp.objects.filter(booking=booking).exclude(state=SignUpState.CANCELLED)
    return sorted(rows, key=lambda row: (row.state != SignUpState.IN, row.pk))


def terms_of_activity(activity: Activity) -> SignUpTerms | None:
    return SignUpTerms.objects.filter(activity=activity).first()


def terms_of_date(booking: Booking, activity: Activity) -> SignUpTerms | None:
    own = SignUpTerms.objects.filter(booking=booking).first()
    return own or terms_of_activity(activity)
