"""A cafeteria with dates as the tests need them: fewer words than an application on paper."""

from datetime import date, time
from typing import Any

from sengetsu.base.language_fields import words
from sengetsu.living_room.activities.choices import ActivityState, Kind
from sengetsu.living_room.activities.models import Activity, ActivityApplication
from sengetsu.living_room.bookings.choices import Door, Phase, Purpose, State, Verdict
from sengetsu.living_room.bookings.models import Application, Booking, Use
from sengetsu.living_room.groups.choices import GroupState
from sengetsu.living_room.groups.models import Group, Membership
from sengetsu.living_room.spaces.choices import SpaceKind
from sengetsu.living_room.spaces.models import Space, Venue

NOON, THREE = time(12), time(15)


def venue() -> Venue:
    """織月 without hours, texts or dates."""
    return Venue.objects.get_or_create(name="織月", defaults={"reading": "せんげつ", "address": "西高尾"})[0]


def group_of(user: Any = None, name: str = "そらまめの会") -> Group:
    group = Group.objects.create(name=name, state=GroupState.APPROVED, valid_until=date(2027, 3, 31))
    if user is not None:
        Membership.objects.create(group=group, user=user)
    return group


def activity(name: str = "そらまめ食堂", group: Group | None = None, **columns: Any) -> Activity:
    columns = {"state": ActivityState.RUNNING, "kind": Kind.FOOD, **columns}
    return Activity.objects.create(venue=venue(), group=group, name=words(name), **columns)


def application_for(of: Activity, **columns: Any) -> Application:
    """An application of the activity's group whose dates are the activity's."""
    columns = {"purpose": Purpose.COMMUNITY_CAFETERIA, "door": Door.ACCOUNT, "title": str(of), **columns}
    made = Application.objects.create(venue=of.venue, group=of.group, **columns)
    ActivityApplication.objects.create(activity=of, application=made)
    return made


def date_of(
    application: Application,
    day: date,
    state: State = State.APPROVED,
    *,
    starts: time = NOON,
    ends: time = THREE,
    in_series: bool = True,
    verdict: Verdict = Verdict.OK,
    **columns: Any,
) -> Booking:
    columns = {"rule_day": day if in_series else None, **columns}
    return Booking.objects.create(
        application=application, day=day, starts=starts, ends=ends, state=state, verdict=verdict, **columns
    )


def kitchen_and_room(booking: Booking, cook_from: time, eat_from: time) -> None:
    """The kitchen is taken before the guests come."""
    kitchen = Space.objects.create(venue=booking.application.venue, kind=SpaceKind.KITCHEN)
    for phase, starts in ((Phase.COOK, cook_from), (Phase.MAIN, eat_from)):
        Use.objects.create(booking=booking, space=kitchen, phase=phase, starts=starts, ends=booking.ends)
