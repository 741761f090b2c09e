"""What all runners of a lap want at once: free hours on the last days for which one may apply.

A lap of single dates is one hour of one space; a lap of a series is the same hour of some weeks.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from django.utils import timezone

from sengetsu.living_room.bookings.series import Part
from sengetsu.living_room.bookings.verdicts import Ground, free_spans, ground
from sengetsu.living_room.spaces.models import Venue

WEEKS = 6  # of a series
REACH = 120  # days before the horizon that are looked at


class NoRoom(Exception):
    """There are not enough free hours to run for."""


@dataclass(frozen=True)
class Lap:
    """The dates of one application: `part` on each of `days` (ascending)."""

    days: tuple[date, ...]
    part: Part


def laps(venue: Venue, number: int, *, series: bool) -> list[Lap]:
    """Free hours, the furthest first; none meets another. Raises `NoRoom`."""
    today = timezone.localdate()
    here = ground(venue, today, today)
    here = ground(venue, here.last_day - timedelta(days=REACH), here.last_day)
    found: list[Lap] = []
    for lap in _series(here) if series else _single(here):
        found.append(lap)
        if len(found) == number:
            return found
    raise NoRoom(f"空いている時間が{len(found)}しかありません。")


def _days(here: Ground) -> Iterator[date]:
    for back in range(REACH):
        day = here.last_day - timedelta(days=back)
        if day > here.today:
            yield day


def _single(here: Ground) -> Iterator[Lap]:
    for day in _days(here):
        for space_id in sorted(here.spaces):
            for part in _hours(here, space_id, day):
                yield Lap((day,), part)


def _series(here: Ground) -> Iterator[Lap]:
    """Series that begin in the same week: no two of them want the same hour."""
    begin = here.last_day - timedelta(weeks=WEEKS - 1)
    for back in range(7):
        first = begin - timedelta(days=back)
        days = tuple(first + timedelta(weeks=week) for week in range(WEEKS))
        for space_id in sorted(here.spaces):
            hours = [set(_hours(here, space_id, day)) for day in days if day > here.today]
            if len(hours) == WEEKS:
                for part in sorted(set.intersection(*hours), key=lambda one: one.starts):
                    yield Lap(days, part)


def _hours(here: Ground, space_id: int, day: date) -> Sequence[Part]:
    """The whole hours of what is free."""
    return [
        Part(space_id, time(hour), time(hour + 1))
        for opens, closes in free_spans(here, space_id, day)
        for hour in range(opens.hour + (opens.minute > 0), closes.hour)
    ]
