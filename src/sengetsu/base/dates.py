"""Everything about days: both calendars, birth dates, 年度."""

from datetime import date

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
    "month_and_day",
    "parse_birth",
    "parse_date",
    "wareki",
    "weekday_name",
    "western",
]


def fiscal_year(day: date) -> int:
    """The western year in which the 年度 of a day began (April to March)."""
    return day.year - (day.month < 4)  # noqa: PLR2004 - April
