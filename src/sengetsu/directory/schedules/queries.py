"""Whether a service is open: now, in the evening, at the weekend."""

from datetime import date, datetime, time

from .choices import WEEKDAYS, Frequency
from .models import Schedule

EVENING = time(18, 0)
WEEKEND = frozenset({"SA", "SU"})
WEEK = 7


def falls_on(schedule: Schedule, day: date) -> bool:
    """Holidays are not known here: the page says to ask when in doubt."""
    name = WEEKDAYS[day.weekday()]
    if schedule.frequency == Frequency.WEEKLY:
        return name in schedule.days
    nth = (day.day - 1) // WEEK + 1
    return f"{nth}{name}" in schedule.days or (_is_last(day) and f"-1{name}" in schedule.days)


def _is_last(day: date) -> bool:
    return date.fromordinal(day.toordinal() + WEEK).month != day.month


def open_at(schedules: list[Schedule], moment: datetime) -> bool:
    """`moment` in the town's time. Rules without hours do not count: nothing is promised."""
    clock = moment.time()
    return any(
        one.opens_at is not None
        and one.closes_at is not None
        and one.opens_at <= clock < one.closes_at
        and falls_on(one, moment.date())
        for one in schedules
    )


def in_the_evening(schedules: list[Schedule]) -> bool:
    return any(one.closes_at is not None and one.closes_at > EVENING for one in schedules)


def at_the_weekend(schedules: list[Schedule]) -> bool:
    return any(day[-2:] in WEEKEND for one in schedules for day in one.days)
