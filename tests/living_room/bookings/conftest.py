"""The place of the demo town, lent from 9 to 21, and two groups with somebody who acts for each."""

from datetime import date, time

import pytest
import time_machine

from sengetsu.accounts.models import User
from sengetsu.living_room.bookings.actions import DatePlan, apply
from sengetsu.living_room.bookings.choices import Decision, Door, Purpose
from sengetsu.living_room.bookings.models import Application
from sengetsu.living_room.bookings.series import Part
from sengetsu.living_room.demo import load_demo
from sengetsu.living_room.groups.choices import GroupState
from sengetsu.living_room.groups.models import Group, Membership
from sengetsu.living_room.spaces.models import Space, UsableHours, Venue
from tests import factories

WEDNESDAY = date(2026, 12, 2)
NOW = "2026-11-25 10:00+09:00"


@pytest.fixture
def november() -> object:
    """25 November 2026, ten in the morning: an ordinary Wednesday."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def venue(db: None, november: object) -> Venue:
    venue = Venue.objects.get(pk=load_demo().pk)
    Application.objects.all().delete()  # the demo's own dates
    venue.usable_hours.all().delete()
    UsableHours.objects.bulk_create(
        UsableHours(venue=venue, weekday=weekday, opens=time(9), closes=time(21)) for weekday in range(7)
    )
    return venue


@pytest.fixture
def room(venue: Venue) -> Space:
    return venue.spaces.get(kind="room")


@pytest.fixture
def kitchen(venue: Venue) -> Space:
    return venue.spaces.get(kind="kitchen")


def group(name: str, *members: User) -> Group:
    made = Group.objects.create(name=name, state=GroupState.APPROVED, valid_until=date(2028, 3, 31))
    for member in members:
        Membership.objects.create(group=made, user=member)
    return made


@pytest.fixture
def soramame(organizer_soda: User) -> Group:
    """そらまめ食堂, for which soda acts."""
    return group("そらまめ食堂の会", organizer_soda)


@pytest.fixture
def kaze(db: None) -> Group:
    """Another group, for which kazama acts."""
    from sengetsu.accounts.choices import Role

    return group("かぜの会", factories.user("kazama", "風間 律", Role.ORGANIZER))


def span(space: Space, starts: int, ends: int) -> Part:
    """Whole hours of a space."""
    return Part(space.pk, time(starts), time(ends))


def facts(title: str = "おしゃべりの会") -> dict[str, object]:
    return {"title": title, "purpose": Purpose.SALON, "people": 8}


def booked(
    venue: Venue,
    by: User,
    *dates: tuple[date, tuple[Part, ...]],
    decision: Decision = Decision.USE,
    of: Group | None = None,
    approve: bool = False,
) -> Application:
    plans = [DatePlan(day, parts, decision) for day, parts in dates]
    return apply(by=by, venue=venue, facts=facts(), dates=plans, door=Door.ACCOUNT, group=of, approve=approve)
