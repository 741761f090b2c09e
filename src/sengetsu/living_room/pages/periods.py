"""The stretches of days that the calendar shows, and how far one may leaf. Pure: no database, no clock."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

WEEK = timedelta(days=7)
LIST_DAYS = timedelta(days=28)
YEARS_BACK = 2


class View(StrEnum):
    MONTH = "month"
    WEEK = "week"
    LIST = "list"


@dataclass(frozen=True)
class Bounds:
    """The first and the last day that the calendar knows: nobody, and no crawler, leafs beyond them."""

    first: date
    last: date


@dataclass(frozen=True)
class Period:
    """Some days, both ends included."""

    view: View
    first: date
    last: date

    @property
    def shown(self) -> list[date]:
        """The days of the page: a month is shown in whole weeks, Monday first."""
        first, last = self.first, self.last
        if self.view is View.MONTH:
            first, last = week_of(first).first, week_of(last).last
        return days_between(first, last)

    @property
    def weeks(self) -> list[list[date]]:
        days = self.shown
        return [days[start : start + 7] for start in range(0, len(days), 7)]

    def at(self, day: date) -> "Period":
        """The period of the same kind that holds `day`."""
        return PERIOD_OF[self.view](day)

    def before(self, bounds: Bounds) -> "Period | None":
        """The one before it, if the calendar knows any of its days."""
        start = self.first - (LIST_DAYS if self.view is View.LIST else timedelta(days=1))
        return _known(self.at(start), bounds)

    def after(self, bounds: Bounds) -> "Period | None":
        return _known(self.at(self.last + timedelta(days=1)), bounds)

    def is_known(self, bounds: Bounds) -> bool:
        return self.first <= bounds.last and self.last >= bounds.first


def period_at(view: View, day: date, bounds: Bounds) -> Period | None:
    """The period that holds `day`, if the calendar knows any of its days."""
    near = (
        bounds.first - LIST_DAYS <= day <= bounds.last + LIST_DAYS
    )  # else the year 1 or 9999 would overflow
    return _known(PERIOD_OF[view](day), bounds) if near else None


def month_of(day: date) -> Period:
    first = day.replace(day=1)
    later = first + timedelta(days=31)
    return Period(View.MONTH, first, later.replace(day=1) - timedelta(days=1))


def week_of(day: date) -> Period:
    monday = day - timedelta(days=day.weekday())
    return Period(View.WEEK, monday, monday + WEEK - timedelta(days=1))


def list_from(day: date) -> Period:
    return Period(View.LIST, day, day + LIST_DAYS - timedelta(days=1))


PERIOD_OF = {View.MONTH: month_of, View.WEEK: week_of, View.LIST: list_from}


def bounds_around(today: date, last: date) -> Bounds:
    """From two years ago to the month of the last day that anybody may apply for, in whole months."""
    begins = date(today.year - YEARS_BACK, today.month, 1)
    return Bounds(begins, month_of(max(last, today)).last)


def days_between(first: date, last: date) -> list[date]:
    return [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]


def day_in_address(text: str) -> date | None:
    """A day as an address writes it (2026-12-07), and in no other way: one day has one address."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.isoformat() == text else None


def first_of_month(year: int, month: int) -> date | None:
    """None for a month that is none, such as the 13th or that of the year 0."""
    try:
        return date(year, month, 1)
    except (ValueError, OverflowError):
        return None


def _known(period: Period, bounds: Bounds) -> Period | None:
    return period if period.is_known(bounds) else None
