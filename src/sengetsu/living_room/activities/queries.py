"""The next dates of what happens regularly."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dateutil.rrule import MONTHLY, rrule, weekday
from django.utils import timezone

from sengetsu.living_room.spaces.models import Venue
from sengetsu.living_room.spaces.opening import OpeningCalendar

from .models import RegularActivity, Rhythm

AHEAD = timedelta(weeks=10)  # long enough for two dates of a monthly rule, also over a new year


@dataclass(frozen=True)
class Coming:
    """One coming date. `doubt` is why the organiser has to say whether it is held (a holiday, year end)."""

    activity: RegularActivity
    starts: datetime
    ends: datetime
    doubt: str


def dates(rhythm: Rhythm, first: date, last: date) -> Iterator[date]:
    """The nth weekdays between two days, both included. A month without a fifth one has none."""
    rule = rrule(
        MONTHLY,
        byweekday=weekday(rhythm.weekday)(rhythm.nth),
        dtstart=datetime(first.year, first.month, 1),  # noqa: DTZ001 - a calendar day has no zone
        until=datetime(last.year, last.month, last.day),  # noqa: DTZ001
    )
    return (moment.date() for moment in rule if moment.date() >= first)


def coming(venue: Venue, calendar: OpeningCalendar, now: datetime, limit: int = 4) -> list[Coming]:
    """The next dates of all regular activities of a place that have not ended, soonest first.

    A date that falls on a holiday or closure stays in the list with its doubt: it is never skipped silently.
    """
    here = timezone.localtime(now)
    found = [
        Coming(
            activity,
            datetime.combine(day, rhythm.starts, here.tzinfo),
            datetime.combine(day, rhythm.ends, here.tzinfo),
            calendar.closed_because(day),
        )
        for activity in venue.activities.prefetch_related("rhythms")
        for rhythm in activity.rhythms.all()
        for day in dates(rhythm, here.date(), here.date() + AHEAD)
    ]
    return sorted((date for date in found if date.ends > here), key=lambda one: one.starts)[:limit]
