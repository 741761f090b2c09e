"""The counters of a page with one tap per age band, and what a tap means."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import QueryDict

from sengetsu.living_room.spaces.models import Venue
from sengetsu.living_room.usage.choices import AGES, COUNTS
from sengetsu.living_room.usage.models import Report
from sengetsu.living_room.usage.queries import labels

from .drop_in_models import DropIn

FIRST = "first_timers"


@dataclass(frozen=True)
class Counter:
    band: str
    label: str
    people: int


def counters_of_report(report: Report) -> list[Counter]:
    said = labels()
    return [Counter(band, said[band], getattr(report, band)) for band in COUNTS]


def counters_of_day(venue: Venue, day: date) -> list[Counter]:
    said = labels()
    people = dict(DropIn.objects.filter(venue=venue, day=day).values_list("band", "people"))
    return [Counter(band, said[band], people.get(band, 0)) for band in AGES]


def days_of_month(venue: Venue, day: date) -> list[tuple[date, int]]:
    """Each day of the month of `day` on which somebody was counted, newest first."""
    first = day.replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    sums: dict[date, int] = {}
    for row in DropIn.objects.filter(venue=venue, day__range=(first, last)).order_by("-day"):
        sums[row.day] = sums.get(row.day, 0) + row.people
    return [(on, people) for on, people in sums.items() if people]


def tapped(sent: QueryDict | Mapping[str, Any]) -> dict[str, int]:
    """Band → step of the button that was tapped; nothing for a forged one.

    Whoever is here for the first time is counted in the age band and as such.
    """
    more, less = sent.get("more", ""), sent.get("less", "")
    if more in COUNTS:
        return {more: 1, **({FIRST: 1} if sent.get("first") and more in AGES else {})}
    return {less: -1} if less in COUNTS else {}
