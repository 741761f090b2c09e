"""Trial shops of the tests: a kitchen, a group that bakes, and dates on which it sold."""

from datetime import date, time
from typing import Any

from sengetsu.accounts.models import User
from sengetsu.base.language_fields import words
from sengetsu.living_room.bookings.choices import Door, Purpose, State
from sengetsu.living_room.bookings.models import Application, Booking, Use
from sengetsu.living_room.fees.choices import Kind, Rounding
from sengetsu.living_room.fees.models import FeeRule
from sengetsu.living_room.fees.rules import Terms
from sengetsu.living_room.groups.choices import GroupState
from sengetsu.living_room.groups.models import Group, Membership
from sengetsu.living_room.spaces.choices import SpaceKind
from sengetsu.living_room.spaces.models import Space, Venue

TENTH = Terms(Kind.PERCENTAGE, rate=1000, floor=500, cap=3000, rounding=Rounding.DOWN, unit=10)
FREE = Terms(Kind.FREE)
FIXED = Terms(Kind.FIXED, amount=1000)
LAST_SUNDAY = date(2026, 11, 22)


def the_venue() -> Venue:
    venue, _ = Venue.objects.get_or_create(name="織月", reading="せんげつ", address="西高尾4-198-5")
    return venue


def the_kitchen() -> Space:
    kitchen, _ = Space.objects.get_or_create(
        venue=the_venue(), kind=SpaceKind.KITCHEN, defaults={"name": words("キッチン")}
    )
    return kitchen


def group_of(*people: User, name: str = "こむぎベーカリー") -> Group:
    group, _ = Group.objects.get_or_create(
        name=name, defaults={"state": GroupState.APPROVED, "valid_until": date(2027, 3, 31)}
    )
    for person in people:
        Membership.objects.get_or_create(group=group, user=person)
    return group


def rule_of(
    terms: Terms, purpose: Purpose = Purpose.TRIAL_SHOP, valid_from: date = date(2026, 4, 1), version: int = 1
) -> FeeRule:
    facts = {name: getattr(terms, name) for name in Terms.__dataclass_fields__}
    return FeeRule.objects.create(
        venue=the_venue(), purpose=purpose, version=version, valid_from=valid_from, **facts
    )


def application_of(group: Group | None, purpose: Purpose = Purpose.TRIAL_SHOP, **facts: Any) -> Application:
    facts.setdefault("title", "パンの日")
    return Application.objects.create(
        venue=the_venue(), group=group, purpose=purpose, door=Door.ACCOUNT, **facts
    )


def date_of(application: Application, day: date = LAST_SUNDAY, state: State = State.APPROVED) -> Booking:
    booking = Booking.objects.create(
        application=application, day=day, starts=time(10), ends=time(14), state=state
    )
    Use.objects.create(booking=booking, space=the_kitchen(), starts=time(10), ends=time(14))
    return booking


def shop_of(group: Group | None, day: date = LAST_SUNDAY, **facts: Any) -> Booking:
    """A trial shop that took place on a day."""
    return date_of(application_of(group, **facts), day)
