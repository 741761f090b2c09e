"""Dates of soda's group and of another one, before, on and after 25 November 2026, ten in the morning."""

from collections.abc import Callable, Iterator
from datetime import date, time, timedelta

import pytest
import time_machine

from sengetsu.accounts.choices import Role
from sengetsu.accounts.models import User
from sengetsu.living_room.bookings.choices import Door, Purpose, State, Verdict
from sengetsu.living_room.bookings.models import Application, Booking, Use
from sengetsu.living_room.demo import load_demo
from sengetsu.living_room.groups.models import Group, Membership
from sengetsu.living_room.spaces.models import Venue
from tests import factories

TODAY = date(2026, 11, 25)
MakeDate = Callable[..., Booking]


@pytest.fixture(autouse=True)
def november() -> Iterator[time_machine.Traveller]:
    with time_machine.travel("2026-11-25 10:00+09:00", tick=False) as clock:
        yield clock


@pytest.fixture
def venue(db: None) -> Venue:
    venue = Venue.objects.get(pk=load_demo().pk)
    Application.objects.all().delete()  # the demo's own dates
    return venue


@pytest.fixture
def kazama(db: None) -> User:
    """Acts for another group."""
    return factories.user("kazama", "風間 律", Role.ORGANIZER)


def application_of(venue: Venue, name: str, *members: User) -> Application:
    group = Group.objects.create(name=f"{name}の会")
    for member in members:
        Membership.objects.create(group=group, user=member)
    return Application.objects.create(
        venue=venue, group=group, title=name, purpose=Purpose.COMMUNITY_CAFETERIA, door=Door.ACCOUNT
    )


@pytest.fixture
def soramame(venue: Venue, organizer_soda: User) -> Application:
    return application_of(venue, "そらまめ食堂", organizer_soda)


@pytest.fixture
def make_date(venue: Venue, soramame: Application) -> MakeDate:
    """`make_date(-1)`: yesterday's date of そらまめ食堂, 18:00–20:00, approved, out of hours."""

    def make(days: int, *, of: Application = soramame, **facts: object) -> Booking:
        start = {"starts": time(18), "ends": time(20), "state": State.APPROVED}
        known = {**start, "verdict": Verdict.OUT_OF_HOURS, **facts}
        booking = Booking.objects.create(application=of, day=TODAY + timedelta(days=days), **known)
        space = venue.spaces.first()
        Use.objects.create(booking=booking, space=space, starts=booking.starts, ends=booking.ends)
        return booking

    return make
