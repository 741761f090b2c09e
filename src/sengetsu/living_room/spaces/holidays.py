"""The holidays of the library, for staff to correct: a town opens on some, and closes on days of its own."""

from dataclasses import dataclass
from datetime import date

import jpholiday

from .opening import OpeningCalendar, Span

FISCAL_YEAR_ENDS = (3, 31)


@dataclass(frozen=True)
class Holiday:
    day: date
    name: str
    spans: list[Span]  # when the place is open all the same
    can_open: bool  # whether its weekday has hours at which it could be opened


def last_day_shown(today: date) -> date:
    """The end of the 年度; from January, when the next one is planned, the end of that one.

    Both are the 31 March of the next year.
    """
    month, day = FISCAL_YEAR_ENDS
    return date(today.year + 1, month, day)


def holidays_ahead(calendar: OpeningCalendar, today: date) -> list[Holiday]:
    """With 振替休日 and 国民の休日, from today to the end that `last_day_shown` says."""
    return [
        Holiday(day, name, calendar.spans(day), can_open=bool(calendar.weekly.get(day.weekday())))
        for day, name in jpholiday.between(today, last_day_shown(today))
    ]
