"""What went on, in numbers without names: for the public page of the place, and for the town's statistics."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, Sum
from django.db.models.functions import Coalesce

from sengetsu.living_room.bookings.models import Booking
from sengetsu.living_room.spaces.models import Venue
from sengetsu.living_room.usage.choices import AGES

from .drop_in_models import DropIn


@dataclass(frozen=True)
class Figures:
    """Of the days from `first` to `last`, both included. People are counted each time they come (延べ)."""

    dates: int  # of activities, that took place and were counted or reported
    people: int
    first_timers: int
    meals: int  # people at dates with food
    by_band: dict[str, int]
    drop_ins: int  # people who came by without any activity
    drop_ins_by_band: dict[str, int]


def figures(venue: Venue, first: date, last: date) -> Figures:
    """Two queries."""
    everybody = sum((F(f"report__{band}") for band in AGES[1:]), F(f"report__{AGES[0]}"))
    with_food = Q(application__activity_link__activity__has_food=True)
    rows = Booking.objects.standing().filter(
        application__venue=venue,
        application__activity_link__isnull=False,
        report__isnull=False,
        day__range=(first, last),
    )
    found = rows.aggregate(
        dates=Count("pk"),
        people=Coalesce(Sum(everybody), 0),
        first_timers=Coalesce(Sum("report__first_timers"), 0),
        meals=Coalesce(Sum(everybody, filter=with_food), 0),
        **{f"of_{band}": Coalesce(Sum(f"report__{band}"), 0) for band in AGES},
    )
    by_band = {band: found.pop(f"of_{band}") for band in AGES}
    came_by = drop_ins(venue, first, last)
    return Figures(**found, by_band=by_band, drop_ins=sum(came_by.values()), drop_ins_by_band=came_by)


def drop_ins(venue: Venue, first: date, last: date) -> dict[str, int]:
    """Each age band with its head count, also those of whom nobody came. One query."""
    rows = DropIn.objects.filter(venue=venue, day__range=(first, last)).order_by()
    found = dict(rows.values_list("band").annotate(Sum("people")))
    return {band: found.get(band, 0) for band in AGES}
