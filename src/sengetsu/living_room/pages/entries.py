"""What a stranger may read of one date: a public one by its name, any other only as 「使用中」.

Nobody's name, no purpose and no note ever gets here. The pages and the feeds are made of entries alone, so
what is not in one cannot leak.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from enum import StrEnum
from typing import TypeVar

from django.utils import timezone, translation

from sengetsu.base.language_fields import Words
from sengetsu.living_room.bookings.choices import HOLDING, STANDING, Phase, State
from sengetsu.living_room.bookings.models import Booking, Closure, Use
from sengetsu.living_room.bookings.series import Part
from sengetsu.living_room.spaces.models import Space

Span = tuple[time, time]
AnyPart = TypeVar("AnyPart", Part, Use, Part | Use)  # of a rule, of a date


class Kind(StrEnum):
    OPEN = "open"  # anybody may read its name and come
    BUSY = "busy"  # in use: by whom and for what is nobody's business
    HELD = "held"  # somebody asked for it; nothing is promised yet
    DOUBT = "doubt"  # an open one of which it is not sure yet whether it takes place
    OFF = "off"  # an open one that does not take place
    MOVED = "moved"  # the day on which those who know the rhythm would come in vain
    CLOSED = "closed"  # the house took a space out of use


@dataclass(frozen=True)
class Event:
    """What an open date is about: its name and a line on it, each in three languages, and its page."""

    name: Words
    line: Words = field(default_factory=Words)
    url: str = ""
    about: Words = field(default_factory=Words)
    is_free: bool = False

    @property
    def is_only_japanese(self) -> bool:
        """Whether an English page has to mark the name as Japanese."""
        language = translation.get_language() or ""
        return language == "en" and not self.name.get(language)


@dataclass(frozen=True)
class Taken:
    """A space for one span of the day; without times, all day long."""

    space: Space
    starts: time | None
    ends: time | None


@dataclass(frozen=True)
class Entry:
    """One date. The times are those of its open part; those of a `BUSY` or `HELD` one, all of its use."""

    kind: Kind
    day: date
    starts: time | None  # None: all day long (closures only)
    ends: time | None
    taken: tuple[Taken, ...] = ()
    event: Event | None = None
    reason: str = ""  # of a closure
    moved_to: date | None = None
    rhythm: tuple[int, int] = (0, 0)  # what comes again and again has one of its own
    come: Span | None = None  # when to come, where the times are those of one space and not the same

    @property
    def in_order(self) -> tuple[date, time, str]:
        return self.day, self.starts or time.min, self.kind

    @property
    def is_over(self) -> bool:
        return timezone.make_aware(datetime.combine(self.day, self.ends or time.max)) <= timezone.now()

    def within(self, space: Space) -> "Entry | None":
        """What this date is to one space: in use from when to when. None if it does not touch it."""
        taken = tuple(part for part in self.taken if part.space.pk == space.pk)
        if not taken:
            return None
        [part] = taken
        same = (part.starts, part.ends) == (self.starts, self.ends)
        come = (self.starts, self.ends) if self.starts and self.ends and self.event and not same else None
        return replace(self, starts=part.starts, ends=part.ends, taken=taken, come=come)


def open_entry(booking: Booking, event: Event) -> Entry:
    """A public date, by its name. One that does not take place takes no space any more."""
    uses = list(booking.uses.all())
    starts, ends = open_span(booking, uses)
    kind = Kind.OPEN if booking.state in STANDING else Kind.DOUBT if booking.state in HOLDING else Kind.OFF
    taken = () if kind is Kind.OFF else _taken(uses)
    rhythm = (booking.application_id, booking.rule_number)
    return Entry(kind, booking.day, starts, ends, taken, event, rhythm=rhythm)


def nameless_entry(booking: Booking) -> Entry:
    """A date of which a stranger learns that it takes a space, and no more."""
    kind = Kind.HELD if booking.state == State.WAITING else Kind.BUSY
    return Entry(kind, booking.day, booking.starts, booking.ends, _taken(booking.uses.all()))


def moved_entry(booking: Booking, event: Event) -> Entry:
    """The day from which a date of a series was moved away."""
    day = booking.rule_day or booking.day
    entry = open_entry(booking, event)
    return replace(entry, kind=Kind.MOVED, day=day, moved_to=booking.day, taken=())


def closure_entry(closure: Closure, day: date, spaces: Iterable[Space]) -> Entry:
    """One day of a time in which the house itself takes a space, or all of them, out of use."""
    met = [space for space in spaces if closure.space_id in {None, space.pk}]
    taken = tuple(Taken(space, closure.starts, closure.ends) for space in met)
    return Entry(Kind.CLOSED, day, closure.starts, closure.ends, taken, reason=closure.reason)


def open_parts(parts: Iterable[AnyPart]) -> list[AnyPart]:
    """The parts at which people may come: the main ones, or all where none is called so."""
    known = list(parts)
    return [part for part in known if part.phase == Phase.MAIN] or known


def open_span(booking: Booking, uses: Iterable[Use]) -> Span:
    """When people may come."""
    parts = open_parts(uses)
    if not parts:
        return booking.starts, booking.ends
    return min(part.starts for part in parts), max(part.ends for part in parts)


def _taken(uses: Iterable[Use]) -> tuple[Taken, ...]:
    """One span for each space, from its first part to its last."""
    by_space: dict[int, list[Use]] = {}
    for use in uses:
        by_space.setdefault(use.space_id, []).append(use)
    spans = [
        Taken(parts[0].space, min(use.starts for use in parts), max(use.ends for use in parts))
        for parts in by_space.values()
    ]
    return tuple(sorted(spans, key=lambda part: (part.space.position, part.space.pk)))
