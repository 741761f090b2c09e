"""Makers of dates as the public pages read them. A maker needs only what the test is about."""

from datetime import date, time
from typing import Any

from sengetsu.base.language_fields import words
from sengetsu.living_room.activities.choices import ActivityState
from sengetsu.living_room.activities.models import Activity, ActivityApplication
from sengetsu.living_room.bookings.choices import Door, Phase, Purpose, State
from sengetsu.living_room.bookings.models import Application, Booking, Use
from sengetsu.living_room.demo import load_demo
from sengetsu.living_room.spaces.choices import SpaceKind
from sengetsu.living_room.spaces.models import Space, Venue

# Whatever of these comes out of a public page is a leak.
SECRETS = {
    "contact_name": "早田 ひみつ",
    "contact_phone": "080-0000-9999",
    "contact_email": "himitsu@example.jp",
    "note": "この一文はだれにも見せません",
}


def bare_town() -> Venue:
    """The demo town's place without a single date."""
    venue = load_demo()
    Activity.objects.all().delete()
    Application.objects.all().delete()
    return venue


def activity(of: Application, *, state: ActivityState = ActivityState.RUNNING, **facts: Any) -> Activity:
    """The activity that an application serves."""
    names = {
        "name": words(of.title, f"{of.title}", "A table for all"),
        "for_whom": words("どなたでも"),
        **facts,
    }
    made = Activity.objects.create(venue=of.venue, state=state, **names)
    ActivityApplication.objects.create(activity=made, application=of)
    return made


def room(venue: Venue) -> Space:
    return venue.spaces.filter(kind=SpaceKind.ROOM)[0]


def kitchen(venue: Venue) -> Space:
    return venue.spaces.filter(kind=SpaceKind.KITCHEN)[0]


def application(
    venue: Venue, title: str = "そらまめ食堂", *, is_public: bool = True, **facts: Any
) -> Application:
    facts = {"purpose": Purpose.COMMUNITY_CAFETERIA, "door": Door.COUNTER, **SECRETS, **facts}
    return Application.objects.create(venue=venue, title=title, is_public=is_public, **facts)


def booking(
    of: Application,
    day: date,
    starts: str = "12:00",
    ends: str = "15:00",
    *,
    state: State = State.APPROVED,
    uses: list[tuple[Space, str, str, Phase]] | None = None,
    **columns: Any,
) -> Booking:
    """A date in the room (or in what `uses` says), approved."""
    begins, finishes = time.fromisoformat(starts), time.fromisoformat(ends)
    made = Booking.objects.create(
        application=of, day=day, starts=begins, ends=finishes, state=state, **columns
    )
    for space, first, last, phase in uses or [(room(of.venue), starts, ends, Phase.MAIN)]:
        Use.objects.create(
            booking=made,
            space=space,
            starts=time.fromisoformat(first),
            ends=time.fromisoformat(last),
            phase=phase,
        )
    return made
