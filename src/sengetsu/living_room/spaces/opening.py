"""When the place is open: weekly hours, holidays, yearly closures, and special days that win over all.

Times are the town's wall clock. Holidays are those of the national law with 振替休日 and 国民の休日
(jpholiday); a town that knows better enters a special day.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

import jpholiday
from django.utils import timezone

Span = tuple[time, time]  # opens, closes
LOOK_AHEAD = 60  # days; a place that stays shut longer says so in its own words


def merged(spans: Sequence[Span]) -> list[Span]:
    """The same hours in order, where no span touches another."""
    joined: list[Span] = []
    for opens, closes in sorted(spans):
        if joined and opens <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], closes))
        else:
            joined.append((opens, closes))
    return joined


def holiday(day: date) -> str:
    """The name of a national holiday, also of 振替休日 and 国民の休日; else nothing."""
    return jpholiday.is_holiday_name(day) or ""


@dataclass(frozen=True)
class Season:
    """A closure that comes every year, from (month, day) to (month, day), both included."""

    first: tuple[int, int]
    last: tuple[int, int]
    reason: str = ""

    def holds(self, day: date) -> bool:
        here = (day.month, day.day)
        if self.first <= self.last:
            return self.first <= here <= self.last
        return here >= self.first or here <= self.last


@dataclass(frozen=True)
class OpeningCalendar:
    """The rules of one place. Pure: knows no database and no clock."""

    weekly: Mapping[int, Sequence[Span]] = field(default_factory=dict)  # weekday (Monday 0) → spans
    closed_on_holidays: bool = True
    seasons: Sequence[Season] = ()
    special: Mapping[date, Sequence[Span]] = field(default_factory=dict)  # no spans: closed that day
    special_reasons: Mapping[date, str] = field(default_factory=dict)
    as_usual: Collection[date] = ()  # open as on any such weekday, whatever holiday or closure it meets

    def spans(self, day: date) -> list[Span]:
        """The open hours of a day in order; empty when the place is closed."""
        if day in self.special:
            return sorted(self.special[day])
        return [] if self._rests(day) else sorted(self.weekly.get(day.weekday(), ()))

    def closed_because(self, day: date) -> str:
        """Why this day is unlike its weekday: a name of a holiday or a reason, else nothing."""
        if day in self.special:
            return "" if self.special[day] else self.special_reasons.get(day, "")
        if day in self.as_usual:
            return ""
        return self.season(day) or (holiday(day) if self.closed_on_holidays else "")

    def season(self, day: date) -> str:
        """The reason of the yearly closure that holds this day, if any does."""
        if day in self.special or day in self.as_usual:
            return ""
        return next((season.reason for season in self.seasons if season.holds(day)), "")

    def open_until(self, now: datetime) -> time | None:
        """The time at which the place closes, if it is open at `now` (aware); closing time is closed."""
        here = timezone.localtime(now)
        for opens, closes in self.spans(here.date()):
            if opens <= here.time().replace(tzinfo=None) < closes:
                return closes
        return None

    def next_opening(self, now: datetime) -> datetime | None:
        """When the place opens next after `now` (aware), within the next 60 days."""
        here = timezone.localtime(now)
        for ahead in range(LOOK_AHEAD + 1):
            day = here.date() + timedelta(days=ahead)
            for opens, _ in self.spans(day):
                moment = datetime.combine(day, opens, here.tzinfo)
                if moment > here:
                    return moment
        return None

    def for_groups(self, weekly: Mapping[int, Sequence[Span]]) -> "OpeningCalendar":
        """The same place with usable hours by weekday: it rests on the same days.

        A special day that is closed is closed to groups too; one that is as usual is so for them. One that is
        open at other hours lends the place then as well, and takes nothing away from the usable hours of its
        weekday, when groups come with a key.
        """
        usable = replace(self, weekly=weekly, special={}, special_reasons={})
        special = {
            day: merged([*usable.spans(day), *spans]) if spans else [] for day, spans in self.special.items()
        }
        return replace(usable, special=special, special_reasons=self.special_reasons)

    def _rests(self, day: date) -> bool:
        if day in self.as_usual:
            return False
        season = any(season.holds(day) for season in self.seasons)
        return season or (self.closed_on_holidays and jpholiday.is_holiday(day))
