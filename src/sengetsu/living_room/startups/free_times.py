"""When a space is free again and again: weekday × part of the day over the next weeks.

Only what the calendar would offer counts (`bookings.verdicts.free_spans`), so no slot of the board is refused
for a reason that the board could have known.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sengetsu.living_room.bookings.queries import lendable
from sengetsu.living_room.bookings.verdicts import Ground, free_spans, ground
from sengetsu.living_room.spaces.choices import SpaceKind, Weekday
from sengetsu.living_room.spaces.models import Space, Venue

from .choices import DayPart
from .times import HOURS, When

WEEKS = 12
LONG_ENOUGH = timedelta(hours=3)  # set up, gather, clean up; where less is lent at all, all of it
AT_LEAST = timedelta(hours=1)  # less than this is not lent
OFTEN_ENOUGH = 2  # dates that a rule has to have within the weeks, before it is called one


@dataclass(frozen=True)
class Slot:
    """One weekday and part of the day of one space. `days`: those on which the place lends it at all."""

    space: Space
    when: When
    days: tuple[date, ...]
    free: tuple[date, ...]

    @property
    def is_every_week(self) -> bool:
        return len(self.free) == len(self.days) >= OFTEN_ENOUGH

    @property
    def nths(self) -> list[int]:
        """The weeks of the month in which it is free each time (2 and 4: 「第2・4水曜日」)."""
        found = []
        for nth in range(1, 6):
            dates = [day for day in self.days if nth_of(day) == nth]
            if len(dates) >= OFTEN_ENOUGH and all(day in self.free for day in dates):
                found.append(nth)
        return found

    @property
    def short(self) -> str:
        """For a cell of the table."""
        if self.is_every_week:
            return _("毎週")
        if self.nths:
            between = ", " if get_language() == "en" else "・"
            return _("第%(nths)s") % {"nths": between.join(str(nth) for nth in self.nths)}
        return f"{len(self.free)}/{len(self.days)}"

    @property
    def grade(self) -> str:
        return "all" if self.is_every_week else "some"

    @property
    def query(self) -> str:
        """For the address of the wish form."""
        kitchen = "&kitchen=1" if self.space.kind == SpaceKind.KITCHEN else ""
        return f"times={self.when.code}&space={self.space.pk}{kitchen}"


@dataclass(frozen=True)
class Grid:
    """One space: a row for each weekday, a slot for each part of the day; None where nothing is lent."""

    space: Space
    rows: list[tuple[Weekday, list[Slot | None]]]

    @property
    def slots(self) -> Iterator[Slot]:
        return (slot for _day, row in self.rows for slot in row if slot and slot.free)


def grids(venue: Venue, *, only: int | None = None) -> list[Grid]:
    """All spaces that are lent (or `only` one), over the next weeks from tomorrow on. A constant number of
    queries."""
    first = timezone.localdate() + timedelta(days=1)
    last = first + timedelta(weeks=WEEKS) - timedelta(days=1)
    facts = ground(venue, first, last)
    days = [first + timedelta(days=number) for number in range(7 * WEEKS)]
    days = [day for day in days if day <= facts.last_day]
    return [_grid(facts, space, days) for space in lendable(venue) if only in {None, space.pk}]


def slots_of(venue: Venue) -> list[Slot]:
    return [slot for grid in grids(venue) for slot in grid.slots]


def slot_asked(venue: Venue, space: str, code: str) -> Slot | None:
    """The empty slot that an address names (`Slot.query`); anything else that it may hold is none."""
    when = When.of(code)
    if when is None or not (space.isascii() and space.isdecimal()):
        return None
    found = (slot for grid in grids(venue, only=int(space)) for slot in grid.slots)
    return next((slot for slot in found if slot.when == when), None)


def nth_of(day: date) -> int:
    """The how manieth of its weekday in its month it is."""
    return (day.day - 1) // 7 + 1


def _grid(facts: Ground, space: Space, days: list[date]) -> Grid:
    free = {day: free_spans(facts, space.pk, day) for day in days}
    lent = {day: facts.usable.spans(day) for day in days}
    rows = [
        (weekday, [_slot(space, When(weekday, part), days, lent, free) for part in DayPart])
        for weekday in Weekday
    ]
    return Grid(space, rows)


Spans = dict[date, list[tuple[time, time]]]


def _slot(space: Space, when: When, days: list[date], lent: Spans, free: Spans) -> Slot | None:
    mine = [day for day in days if day.weekday() == when.weekday]
    wanted = {day: min(LONG_ENOUGH, _longest(lent[day], when.part)) for day in mine}
    usable = tuple(day for day in mine if wanted[day] >= AT_LEAST)
    if not usable:
        return None
    open_days = tuple(day for day in usable if _longest(free[day], when.part) >= wanted[day])
    return Slot(space, when, usable, open_days)


def _longest(spans: Iterable[tuple[time, time]], part: DayPart) -> timedelta:
    """The longest stretch of these spans within this part of the day."""
    begins, ends = HOURS[part]
    lengths = (_length(max(begins, opens), min(ends, closes)) for opens, closes in spans)
    return max(lengths, default=timedelta())


def _length(begins: time, ends: time) -> timedelta:
    """Negative if they do not overlap."""
    return datetime.combine(date.min, ends) - datetime.combine(date.min, begins)
