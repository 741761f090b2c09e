"""Everything about days: both calendars, birth dates, 年度, and the days on which a town hall works."""

from collections.abc import Collection
from datetime import date, timedelta

import jpholiday

from .births import Birth, age_on, parse_birth
from .eras import (
    EARLIEST,
    ERAS,
    LATEST,
    WEEKDAYS,
    DateProblem,
    era_year,
    month_and_day,
    parse_date,
    wareki,
    weekday_name,
    western,
)

__all__ = [
    "EARLIEST",
    "ERAS",
    "LATEST",
    "WEEKDAYS",
    "Birth",
    "DateProblem",
    "age_on",
    "era_year",
    "fiscal_year",
    "fiscal_year_days",
    "fiscal_year_name",
    "is_business_day",
    "month_and_day",
    "next_business_day",
    "parse_birth",
    "parse_date",
    "wareki",
    "weekday_name",
    "western",
]

MonthDay = tuple[int, int]
YEAR_END: tuple[MonthDay, MonthDay] = ((12, 29), (1, 3))  # 行政機関の休日に関する法律 1条


def fiscal_year(day: date) -> int:
    """The western year in which the 年度 of a day began (April to March)."""
    return day.year - (day.month < 4)  # noqa: PLR2004 - April


def fiscal_year_name(year: int) -> str:
    """令和8年度 for 2026."""
    return f"{era_year(date(year, 12, 31))}度"


def fiscal_year_days(year: int) -> tuple[date, date]:
    """First and last day of a 年度."""
    return date(year, 4, 1), date(year + 1, 3, 31)


def is_business_day(
    day: date,
    *,
    year_end: tuple[MonthDay, MonthDay] | None = YEAR_END,
    closed: Collection[date] = (),
    opened: Collection[date] = (),
) -> bool:
    """Whether the town hall works on `day`. `closed` and `opened` are the town's own corrections."""
    if day in opened:
        return True
    month_day = (day.month, day.day)
    if year_end and (month_day >= year_end[0] or month_day <= year_end[1]):
        return False
    return day.weekday() < WEEKDAYS.index("土") and day not in closed and not jpholiday.is_holiday(day)


def next_business_day(
    day: date,
    *,
    year_end: tuple[MonthDay, MonthDay] | None = YEAR_END,
    closed: Collection[date] = (),
    opened: Collection[date] = (),
) -> date:
    """`day` itself if it is a business day, else the next one; at most a year ahead."""
    for later in range(366):
        found = day + timedelta(days=later)
        if is_business_day(found, year_end=year_end, closed=closed, opened=opened):
            return found
    raise DateProblem("1年先まで、あいている日がありません。")
