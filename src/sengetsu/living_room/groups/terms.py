"""How long a registration and its papers last, and when to say that they end. Pure: knows no database."""

from datetime import date, timedelta

from sengetsu.base.dates import fiscal_year

SOON = timedelta(days=30)  # before an end: it is visible in the list, and reminded of once
UNDO = timedelta(minutes=15)
LONGEST = 10  # years: a later end is a slip of the hand


def usual_end(day: date) -> date:
    """The end that a registration gets if nobody says another one: the last day of the next 年度."""
    return date(fiscal_year(day) + 2, 3, 31)


def last_end(day: date) -> date:
    """The latest end that may be written on `day`."""
    return date(day.year + LONGEST, 12, 31)
