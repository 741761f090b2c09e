"""Rules of a series and the dates that follow from them. Pure: knows no database and no clock.

A rule names the nth weekday of each month (1st–5th, or the last), or every or every other week. A month
without a fifth one has none: that is told, and never becomes the last (domain notes, section 3).
"""

import calendar
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Literal

from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday
from django.db import models
from django.utils.translation import gettext_lazy as _

from sengetsu.base.dates import fiscal_year

from .choices import Phase

LAST = -1  # the last of its weekday in a month
MOST_DATES = 200  # of one series: a weekly one for nearly four years


class Every(models.TextChoices):
    WEEKLY = "weekly", _("毎週")
    BIWEEKLY = "biweekly", _("隔週")
    MONTHLY = "monthly", _("毎月")


class TooManyDates(ValueError):
    """A series of more than `MOST_DATES`."""


@dataclass(frozen=True)
class Part:
    """One space from when to when (wall clock, on quarters of an hour), and what for."""

    space_id: int
    starts: time
    ends: time
    phase: Phase = Phase.MAIN

    def as_json(self) -> dict[str, Any]:
        return {
            "space": self.space_id,
            "starts": f"{self.starts:%H:%M}",
            "ends": f"{self.ends:%H:%M}",
            "phase": str(self.phase.value),
        }

    @classmethod
    def from_json(cls, said: dict[str, Any]) -> "Part":
        starts, ends = time.fromisoformat(said["starts"]), time.fromisoformat(said["ends"])
        return cls(said["space"], starts, ends, Phase(said["phase"]))


@dataclass(frozen=True)
class Rule:
    """`weekday` as `date.weekday()`; `nth` 1–5 or `LAST` with `Every.MONTHLY`, else 0."""

    every: Every
    weekday: int
    parts: tuple[Part, ...]
    nth: int = 0

    def __post_init__(self) -> None:
        fits = self.nth in {1, 2, 3, 4, 5, LAST} if self.every == Every.MONTHLY else self.nth == 0
        if not fits or self.weekday not in range(7):
            raise ValueError(f"no such rule: {self.every} {self.weekday} {self.nth}")

    @property
    def starts(self) -> time:
        return min(part.starts for part in self.parts)

    @property
    def ends(self) -> time:
        return max(part.ends for part in self.parts)

    def as_json(self) -> dict[str, Any]:
        return {
            "every": str(self.every.value),
            "weekday": self.weekday,
            "nth": self.nth,
            "parts": [part.as_json() for part in self.parts],
        }

    @classmethod
    def from_json(cls, said: dict[str, Any]) -> "Rule":
        parts = tuple(Part.from_json(part) for part in said["parts"])
        return cls(Every(said["every"]), said["weekday"], parts, said["nth"])


@dataclass(frozen=True)
class Occurrence:
    """A date that a rule names; `day` is None in a month that has none (`month` is its first day)."""

    rule_number: int
    rule: Rule
    month: date
    day: date | None


def occurrences(rules: Sequence[Rule], first: date, until: date) -> list[Occurrence]:
    """All that the rules name from `first` to `until`, both included, soonest first.

    Every other week is counted from the first such weekday on or after `first`. Raises `TooManyDates`.
    """
    found: list[Occurrence] = []
    for number, rule in enumerate(rules):
        for occurrence in _of(number, rule, first, until):
            found.append(occurrence)
            if len(found) > MOST_DATES:
                raise TooManyDates
    return sorted(found, key=lambda one: (one.day or one.month, one.rule.starts, one.rule_number))


def fiscal_year_end(day: date) -> date:
    """31 March: the last day of the 年度 of a day."""
    return date(fiscal_year(day) + 1, 3, 31)


def _of(number: int, rule: Rule, first: date, until: date) -> Iterator[Occurrence]:
    if rule.every != Every.MONTHLY:
        for day in _days(WEEKLY, first, until, rule.weekday, interval=1 + (rule.every == Every.BIWEEKLY)):
            yield Occurrence(number, rule, day.replace(day=1), day)
        return
    have = {day.replace(day=1): day for day in _days(MONTHLY, first, until, rule.weekday, nth=rule.nth)}
    for month in _months(first, until):
        if month in have:
            yield Occurrence(number, rule, month, have[month])
        elif rule.nth == 5 and not _has_fifth(month, rule.weekday):  # noqa: PLR2004
            yield Occurrence(number, rule, month, None)


def _days(
    frequency: Literal[1, 2], first: date, until: date, at: int, *, nth: int = 0, interval: int = 1
) -> list[date]:
    begin = first if nth else first + timedelta(days=(at - first.weekday()) % 7)  # the first date itself
    rule = rrule(
        frequency,
        interval=interval,
        byweekday=weekday(at)(nth) if nth else weekday(at),
        dtstart=datetime(begin.year, begin.month, begin.day),  # noqa: DTZ001 - a calendar day has no zone
        until=datetime(until.year, until.month, until.day),  # noqa: DTZ001
    )
    found = []
    for moment in rule:
        found.append(moment.date())
        if len(found) > MOST_DATES:
            raise TooManyDates
    return found


def _months(first: date, until: date) -> Iterator[date]:
    month = first.replace(day=1)
    while month <= until:
        yield month
        month = (month + timedelta(days=31)).replace(day=1)


def _has_fifth(month: date, at: int) -> bool:
    days = calendar.monthrange(month.year, month.month)[1]
    return sum(date(month.year, month.month, day).weekday() == at for day in range(1, days + 1)) > 4  # noqa: PLR2004
