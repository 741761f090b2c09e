"""Quarters of an hour: taking them and giving them back.

Nothing here looks first whether a quarter is free: the unique key of `Slot` says so while it is taken, on
every database. Quarters are always inserted in ascending order of day, space and time, so that of two who
want the same ones the slower waits for the faster and is told, and nobody waits in a circle.
"""

from collections.abc import Iterable, Sequence
from datetime import date, time

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from sengetsu.base.language import without_readings
from sengetsu.base.language_dates import clock, say_day
from sengetsu.living_room.spaces.models import Space

from .models import QUARTERS_OF_A_DAY, Booking, Closure, Slot
from .series import Part

MINUTES = 15
Quarter = tuple[date, int, int]  # day, space id, quarter of the day: in the order of taking


class Taken(ValidationError):
    """Somebody else was faster. The sentence says where and when; nothing was written."""


def quarters(starts: time, ends: time) -> range:
    """The quarters of a day from `starts` to `ends` (wall clock). Raises ValueError if a time is not on a
    quarter of an hour, or the end is not after the start."""
    first, last = _quarter(starts), _quarter(ends)
    if first >= last:
        raise ValueError("the end is not after the start")
    return range(first, last)


def _quarter(at: time) -> int:
    if at.minute % MINUTES or at.second or at.microsecond:
        raise ValueError(f"{at} is not on a quarter of an hour")
    return at.hour * 4 + at.minute // MINUTES


def moment(quarter: int) -> time:
    """When a quarter begins. The end of the day is 23:45 for a day that ends at midnight: never offered."""
    return time(min(quarter, QUARTERS_OF_A_DAY - 1) // 4, quarter % 4 * MINUTES)


def wanted(day: date, parts: Iterable[Part]) -> set[Quarter]:
    """What these parts need on that day; parts of one space may touch or overlap."""
    return {(day, part.space_id, quarter) for part in parts for quarter in quarters(part.starts, part.ends)}


def occupy(dates: Sequence[tuple[Booking, Sequence[Part]]]) -> None:
    """Take the quarters of all these dates, or none. Raises `Taken`.

    Runs in the caller's transaction; what the caller wrote before stays for the caller to undo.
    """
    rows = [(quarter, booking) for booking, parts in dates for quarter in wanted(booking.day, parts)]
    rows.sort(key=lambda row: row[0])
    slots = [
        Slot(day=day, space_id=space_id, quarter=quarter, booking=booking)
        for (day, space_id, quarter), booking in rows
    ]
    try:
        with transaction.atomic():
            Slot.objects.bulk_create(slots)
    except IntegrityError as refusal:
        raise _taken([quarter for quarter, _ in rows]) from refusal


def release(booking: Booking) -> None:
    """Give the quarters of a date back; closures that wanted some of them take them."""
    booking.slots.all().delete()
    standing = Closure.objects.filter(
        venue=booking.application.venue_id,
        first_day__lte=booking.day,
        last_day__gte=booking.day,
        lifted_at=None,
    )
    for closure in standing:
        fill(closure, [booking.day])


def fill(closure: Closure, days: Iterable[date]) -> None:
    """Let a closure take what is free on these days; what is booked stays booked (see `queries.met_by`)."""
    spaces = [closure.space_id] if closure.space_id else _spaces_of(closure.venue_id)
    span = (
        quarters(closure.starts, closure.ends)
        if closure.starts and closure.ends
        else range(QUARTERS_OF_A_DAY)
    )
    slots = [
        Slot(day=day, space_id=space, quarter=quarter, closure=closure)
        for day in sorted(days)
        for space in sorted(spaces)
        for quarter in span
    ]
    Slot.objects.bulk_create(slots, ignore_conflicts=True, batch_size=500)


def _spaces_of(venue_id: int) -> list[int]:
    return list(Space.objects.filter(venue_id=venue_id).order_by("pk").values_list("pk", flat=True))


def _taken(rows: list[Quarter]) -> Taken:
    """The sentence for the loser: the first of the wanted quarters that somebody has."""
    days, spaces = {row[0] for row in rows}, {row[1] for row in rows}
    there = Slot.objects.filter(day__in=days, space_id__in=spaces).select_related("space")
    held = {(slot.day, slot.space_id, slot.quarter): slot for slot in there}
    first = next((held[row] for row in rows if row in held), None)
    if first is None:  # it was given back between the refusal and this question, or asked for twice
        return Taken(gettext("ほかの予定が先に入りました。もう一度、空きを確かめてください。"))
    values = {
        "day": without_readings(say_day(first.day)),
        "time": clock(first.begins),
        "space": without_readings(str(first.space)),
    }
    return Taken(
        gettext(
            "%(day)s %(time)s からの%(space)sには、ほかの予定が先に入りました。別の日か時間を選んでください。"
        )
        % values,
        code="taken",
    )
