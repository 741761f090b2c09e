"""Dates as calendar programs take them (RFC 5545; domain notes, section 4). Pure: no database, no clock.

A rule of a series is one event with a stable UID, which repeats from its first told date to its last. A date
that differs from the rule is an override of it, one that was called off a cancelled override, and one that
never was a promise is left out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Event

from sengetsu.living_room.bookings.series import LAST, Every, Rule, TooManyDates, occurrences

TOKYO = ZoneInfo("Asia/Tokyo")
HOST = "sengetsu"  # part of every UID: a town that changes its address keeps its dates
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True)
class Times:
    """From when to when on a day, and where. Wall clock of the town."""

    starts: time
    ends: time
    where: str = ""


@dataclass(frozen=True)
class Date:
    """One date that is told: it takes place, or (`is_off`) it was promised and does not."""

    key: str
    day: date
    times: Times
    changed_at: datetime  # aware
    sequence: int = 0
    is_off: bool = False
    rule_number: int = 0
    rule_day: date | None = None  # the day by which the series names it


@dataclass(frozen=True)
class Pattern:
    """What a rule of a series says. `sequence` and `changed_at` are over all its dates, told or not."""

    rule: Rule
    times: Times
    changed_at: datetime
    sequence: int = 0


@dataclass(frozen=True)
class Told:
    """An application as a feed tells it."""

    key: str
    name: str
    dates: Sequence[Date]
    patterns: Mapping[int, Pattern] = field(default_factory=dict)
    about: str = ""
    url: str = ""
    is_tentative: bool = False
    is_private: bool = False

    def events(self) -> Iterator[Event]:
        singles = [one for one in self.dates if one.rule_day is None or one.rule_number not in self.patterns]
        for number, pattern in sorted(self.patterns.items()):
            of_rule = [one for one in self.dates if one.rule_number == number and one.rule_day]
            made, left = self._series(number, pattern, of_rule)
            yield from made
            singles += left
        for one in singles:
            yield self._single(one)

    def _series(
        self, number: int, pattern: Pattern, dates: Sequence[Date]
    ) -> tuple[list[Event], Sequence[Date]]:
        """The event of a rule with its overrides, and the dates that the rule does not name."""
        told = {one.rule_day: one for one in dates if one.rule_day}
        named = days_of(pattern.rule, min(told), max(told)) if told else []
        if not set(named) & set(told) or named[0] not in told:
            return [], dates
        uid = f"{self.key}-{number}@{HOST}"
        event = self._event(uid, named[0], pattern.times, pattern.changed_at, pattern.sequence)
        event.add("rrule", rrule_of(pattern, until=_moment(named[-1], pattern.times.starts)))
        if never := [_moment(day, pattern.times.starts) for day in named if day not in told]:
            event.add("exdate", never)
        others = [self._override(uid, pattern, told[day]) for day in named if day in told]
        left = [one for one in dates if one.rule_day not in named]
        return [event, *(other for other in others if other)], left

    def _override(self, uid: str, pattern: Pattern, one: Date) -> Event | None:
        if not one.is_off and (one.day, one.times) == (one.rule_day, pattern.times):
            return None
        # A date that was called off counts higher than all that was told of it before.
        sequence = pattern.sequence + one.is_off
        event = self._event(uid, one.day, one.times, one.changed_at, sequence, is_off=one.is_off)
        event.add("recurrence-id", _moment(one.rule_day or one.day, pattern.times.starts))
        return event

    def _single(self, one: Date) -> Event:
        uid = f"{one.key}@{HOST}"
        return self._event(uid, one.day, one.times, one.changed_at, one.sequence, is_off=one.is_off)

    def _event(
        self,
        uid: str,
        day: date,
        times: Times,
        changed_at: datetime,
        sequence: int,
        *,
        is_off: bool = False,
    ) -> Event:
        event = Event()
        event.add("uid", uid)
        event.add("dtstamp", changed_at.astimezone(UTC))
        event.add("last-modified", changed_at.astimezone(UTC))
        event.add("sequence", sequence)
        event.add("summary", self.name)
        event.add("dtstart", _moment(day, times.starts))
        event.add("dtend", _moment(day, times.ends))
        event.add("status", "CANCELLED" if is_off else "TENTATIVE" if self.is_tentative else "CONFIRMED")
        if self.is_private:
            event.add("class", "PRIVATE")
        for name, value in (("location", times.where), ("description", self.about), ("url", self.url)):
            if value:
                event.add(name, value)
        return event


def days_of(rule: Rule, first: date, last: date) -> list[date]:
    """The days that a rule names, counted from `first`, one of them. None at all if there are too many."""
    try:
        found = occurrences([rule], first, last)
    except TooManyDates:
        return []
    return [one.day for one in found if one.day]


def rrule_of(pattern: Pattern, *, until: datetime) -> dict[str, Any]:
    rule = pattern.rule
    day = WEEKDAYS[rule.weekday]
    said: dict[str, Any] = {"FREQ": "WEEKLY", "BYDAY": day}
    if rule.every == Every.BIWEEKLY:
        said["INTERVAL"] = 2
    elif rule.every == Every.MONTHLY:
        said = {"FREQ": "MONTHLY", "BYDAY": f"{LAST if rule.nth == LAST else rule.nth}{day}"}
    return {**said, "UNTIL": until.astimezone(UTC)}


def _moment(day: date, at: time) -> datetime:
    return datetime.combine(day, at, TOKYO)
