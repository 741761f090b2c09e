"""The demo town's year is full of life, whatever the day on which it is loaded."""

from datetime import date, timedelta

import pytest
import time_machine

from sengetsu.accounts import demo as accounts
from sengetsu.living_room import demo, demo_life
from sengetsu.living_room.bookings.choices import HOLDING, State, Verdict
from sengetsu.living_room.bookings.models import Booking, Slot
from sengetsu.living_room.fees import demo as fees
from sengetsu.living_room.fees.models import PaymentNotice
from sengetsu.living_room.groups.models import Group

pytestmark = pytest.mark.django_db


def load() -> bool:
    users = accounts.load_demo()
    venue = demo.load_demo()
    fees.load_demo(venue, users)
    return demo_life.load_life(venue, users)


@pytest.mark.parametrize("today", ["2026-04-02", "2026-11-26", "2027-01-02", "2027-03-31"])
def test_the_year_can_be_loaded_on_any_day(today: str) -> None:
    with time_machine.travel(f"{today} 10:00+09:00"):
        assert load()
        now = date.fromisoformat(today)
        assert Booking.objects.filter(state=State.APPROVED, day__range=(now, now + timedelta(40))).exists()
        held = Booking.objects.filter(state__in=HOLDING)
        assert set(held.values_list("pk", flat=True)) == set(
            Slot.objects.values_list("booking_id", flat=True)
        )
        before = Booking.objects.count(), Slot.objects.count(), Group.objects.count()
        assert not load()
        assert (Booking.objects.count(), Slot.objects.count(), Group.objects.count()) == before


def test_soramames_clashes_are_resolved() -> None:
    """A holiday is held anyway, year end is moved a week, and the others are out of hours as always."""
    with time_machine.travel("2026-11-26 10:00+09:00"):
        load()
        meals = Booking.objects.filter(application__title="そらまめ食堂")
        assert not meals.filter(state=State.WAITING).exists()
        held = meals.get(rule_day=date(2026, 5, 3))
        assert (held.day, held.verdict) == (date(2026, 5, 3), Verdict.HOLIDAY)
        moved = meals.get(rule_day=date(2027, 1, 3))
        assert (moved.day, moved.state) == (date(2027, 1, 10), State.APPROVED)
        assert set(meals.exclude(pk=held.pk).values_list("verdict", flat=True)) == {Verdict.OUT_OF_HOURS}


def test_a_trial_shop_has_a_settled_fee_and_one_sale_to_report() -> None:
    with time_machine.travel("2026-11-26 10:00+09:00"):
        load()
        assert PaymentNotice.objects.exclude(paid_on=None).exists()
        waiting = Booking.objects.filter(application__purpose="trial_shop", state=State.USED)
        assert waiting.count() == 1
