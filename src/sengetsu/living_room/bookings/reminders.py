"""What the worker does for bookings in each round: dates that are over were used, holds end, and whoever has
a date on a day that was closed later is told."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from sengetsu.living_room.notices.queries import keys_told
from sengetsu.living_room.spaces.models import Venue

from .actions import lapse, mark_used
from .models import Booking
from .queries import ended, holds_over, met_by_closed_days
from .recipients import tell
from .verdicts import ground
from .writing import dates_in_words

TOLD_AS = "closed-day"
BACK = timedelta(days=400)  # as far as one may apply ahead


def remind(*, by: None, now: datetime) -> int:
    """How many dates moved or were told of. Asks before it writes: an empty round takes nobody's turn."""
    used = mark_used(by=by) if ended().exists() else 0
    lapsed = lapse(by=by, now=now) if holds_over(now).exists() else 0
    return used + lapsed + sum(_tell_of_closed_days(venue, by=by, now=now) for venue in Venue.objects.all())


def _tell_of_closed_days(venue: Venue, *, by: None, now: datetime) -> int:
    """A day may be closed on any page of staff, so it is found here and not where it was closed."""
    today = timezone.localdate(now)
    told = {key.rpartition(":")[0] for key in keys_told(TOLD_AS, since=now - BACK)}
    met = met_by_closed_days(ground(venue, today, today, now=now))
    new = [(f"{TOLD_AS}:{booking.pk}:{booking.day}", booking, why) for booking, why in met]
    for key, booking, why in new:
        if key not in told:
            _tell(booking, why, key=key, by=by)
    return sum(key not in told for key, _, _ in new)


@transaction.atomic
def _tell(booking: Booking, why: str, *, key: str, by: None) -> None:
    tell(
        booking.application,
        by=by,
        key=key,
        subject=f"「{booking.application.title}」の日が、休みになりました",
        text=f"{why}のためです。予約は残っています。運営と、日を変えるか、それでも開くかを相談してください。\n\n"
        + dates_in_words([booking]),
    )
