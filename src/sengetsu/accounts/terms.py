"""The term of a welfare commissioner: three years, all renewed on the same day (民生委員法第10条)."""

from datetime import date, timedelta

FIRST_RENEWAL = date(2025, 12, 1)
YEARS = 3


def term_end(day: date) -> date:
    """The last day of the term in which `day` lies."""
    renewal = FIRST_RENEWAL
    while renewal <= day:
        renewal = renewal.replace(year=renewal.year + YEARS)
    return renewal - timedelta(days=1)
