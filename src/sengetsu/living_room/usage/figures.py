"""What the place was used for so far, in numbers without names."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, Min, Q, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from sengetsu.living_room.bookings.models import Booking
from sengetsu.living_room.spaces.models import Venue

AGE_BANDS = ("preschool", "school", "youth", "adult", "senior")


@dataclass(frozen=True)
class Use:
    """Dates that are over and took place. `visits`: their people together (延べ), as far as counted."""

    dates: int
    visits: int
    first_timers: int
    groups: int
    since: date | None


def use_so_far(venue: Venue, now: datetime) -> Use:
    """One query."""
    here = timezone.localtime(now)
    over = Q(day__lt=here.date()) | Q(day=here.date(), ends__lte=here.time())
    people = sum((F(f"report__{band}") for band in AGE_BANDS[1:]), F(f"report__{AGE_BANDS[0]}"))
    found = (
        Booking.objects.standing()
        .filter(over, application__venue=venue)
        .aggregate(
            dates=Count("pk"),
            visits=Coalesce(Sum(people), 0),
            first_timers=Coalesce(Sum("report__first_timers"), 0),
            groups=Count("application__group", distinct=True),
            since=Min("day"),
        )
    )
    return Use(**found)
