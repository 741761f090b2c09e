"""Made-up years of bookings: as many as asked for, the same for the same seed, beside what is there."""

from collections.abc import Iterator
from datetime import date, time, timedelta

import pytest
import time_machine

from sengetsu.living_room.bookings.models import Application, Booking, Slot, Use
from sengetsu.living_room.bookings.slots import quarters
from sengetsu.living_room.demo import load_demo
from sengetsu.living_room.spaces.models import Space, Venue
from sengetsu.living_room.synthetic.years import generate

TODAY = date(2026, 11, 25)
pytestmark = pytest.mark.django_db


@pytest.fixture
def venue() -> Iterator[Venue]:
    with time_machine.travel("2026-11-25 10:00+09:00", tick=False):
        yield load_demo()


def made(venue: Venue, *, seed: int = 1) -> int:
    return generate(venue, years=2, bookings=600, seed=seed, today=TODAY)


def dates() -> list[tuple[date, time, str]]:
    rows = Booking.objects.order_by("day", "starts", "application__title")
    return list(rows.values_list("day", "starts", "application__title"))


def test_there_are_about_as_many_dates_as_were_asked_for_over_those_years(venue: Venue) -> None:
    before = Booking.objects.count()
    number = made(venue)
    assert 500 < number < 700
    assert Booking.objects.count() - before == number
    days = Booking.objects.order_by("day").values_list("day", flat=True)
    assert days[0] < TODAY - timedelta(days=720)
    assert max(days) > TODAY + timedelta(days=80)


def test_the_same_seed_makes_the_same_years(venue: Venue) -> None:
    Application.objects.all().delete()
    made(venue)
    first = dates()
    Application.objects.all().delete()
    made(venue)
    assert dates() == first
    Application.objects.all().delete()
    made(venue, seed=2)
    assert dates() != first


def test_every_date_holds_the_quarters_of_its_use(venue: Venue) -> None:
    Application.objects.all().delete()
    made(venue)
    wanted = {
        (use.space_id, use.booking.day, quarter)
        for use in Use.objects.select_related("booking")
        for quarter in quarters(use.starts, use.ends)
    }
    assert set(Slot.objects.values_list("space_id", "day", "quarter")) == wanted


def test_what_is_booked_already_stays(venue: Venue) -> None:
    Application.objects.all().delete()
    made(venue)
    busy = Booking.objects.filter(day__gt=TODAY).first()
    assert busy is not None
    space = Space.objects.get(uses__booking=busy)
    day, starts, ends = busy.day, busy.starts, busy.ends
    Application.objects.all().delete()
    earlier = Application.objects.create(venue=venue, title="前から", purpose="other", door="phone")
    kept = Booking.objects.create(application=earlier, day=day, starts=starts, ends=ends)
    Slot.objects.create(space=space, day=day, quarter=quarters(starts, ends)[0], booking=kept)
    made(venue)
    assert not Booking.objects.filter(day=day, uses__space=space, starts=starts).exclude(pk=kept.pk).exists()
