"""Kill -9 between the dates of a series: all of them are there, or none."""

from datetime import date, time, timedelta
from random import Random

import pytest
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.base.once import once
from sengetsu.living_room.bookings.actions import DatePlan, apply
from sengetsu.living_room.bookings.choices import Decision, Door, Purpose
from sengetsu.living_room.bookings.models import Application, Slot
from sengetsu.living_room.bookings.series import Part
from sengetsu.living_room.demo import load_demo
from sengetsu.living_room.spaces.models import Venue

from .writers import kill_many

KILLS, AT_ONCE, DATES = 20, 4, 12
SHIFTS = 24 * 4 * 30  # different hours and days for the keys, so that most series are free


def series_of(key: str, venue: Venue) -> list[DatePlan]:
    """Twelve days of one hour, another hour for another key."""
    number = sum(ord(sign) * place for place, sign in enumerate(key, start=1)) % SHIFTS
    first = timezone.localdate() + timedelta(days=1 + number // 12 % 40)
    space = venue.spaces.all()[number % 2].pk
    hour = 9 + number % 12
    part = Part(space, time(hour), time(hour + 1))
    days: list[date] = [first + timedelta(days=7 * week) for week in range(DATES)]
    return [DatePlan(day, (part,), Decision.HOLD, rule_day=day) for day in days]


@pytest.mark.django_db(transaction=True)
def test_a_killed_series_is_there_as_a_whole_or_not_at_all(aoki: User) -> None:
    venue = Venue.objects.get(pk=load_demo().pk)
    Application.objects.all().delete()

    def write(key: str) -> None:
        facts = {"title": f"会 {key}", "purpose": Purpose.MEETING}

        def act() -> str:
            plans = series_of(key, venue)
            made = apply(by=aoki, venue=venue, facts=facts, dates=plans, door=Door.PHONE)
            return str(made.pk)

        try:
            once(key=key, by=aoki, act=act)
        except ValidationError:
            return  # another key has these hours

    writers = kill_many(kills=KILLS, at_once=AT_ONCE, dice=Random(2026), write=write)  # noqa: S311
    assert len(writers) == KILLS + AT_ONCE
    made = Application.objects.annotate(dates=Count("bookings", distinct=True))
    assert made.count() > KILLS, "too little was written for the kills to mean anything"
    assert set(made.values_list("dates", flat=True)) == {DATES}
    slots = Slot.objects.values_list("booking__application").annotate(slots=Count("pk"))
    assert {number for _, number in slots} == {DATES * 4}
    assert slots.count() == made.count()
