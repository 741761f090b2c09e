"""The demo town's place: the founding facts, as a town would enter them."""

import tomllib
from datetime import date, time
from pathlib import Path
from typing import Any

from dateutil.rrule import MONTHLY, rrule, weekday
from django.db import transaction
from django.utils import timezone

from sengetsu.base.dates import fiscal_year
from sengetsu.base.language_fields import Words

from .activities.choices import ActivityState
from .activities.models import Activity, ActivityApplication
from .bookings.choices import Door, State, Verdict
from .bookings.models import Application, Booking, Slot, Use
from .groups.choices import GroupState
from .groups.models import Group
from .spaces.models import OpeningHours, Space, UsableHours, Venue, VenueText, YearlyClosure
from .spaces.queries import opening_calendar

FACTS = Path(__file__).with_name("demo.toml")


@transaction.atomic
def load_demo() -> Venue:
    """Enter the place once; a second run changes nothing, also not what somebody has edited since."""
    facts = tomllib.loads(FACTS.read_text(encoding="utf-8"))
    venue, is_new = Venue.objects.get_or_create(name=facts["venue"]["name"], defaults=_worded(facts["venue"]))
    if is_new:
        _hours(venue, facts)
        Space.objects.bulk_create(
            Space(venue=venue, position=position, **_worded(space))
            for position, space in enumerate(facts["spaces"])
        )
        VenueText.objects.bulk_create(
            VenueText(venue=venue, topic=topic, text=Words(text)) for topic, text in facts["texts"].items()
        )
        for activity in facts["activities"]:
            _activity(venue, activity)
    return venue


def _hours(venue: Venue, facts: dict[str, Any]) -> None:
    hours = facts["hours"]
    OpeningHours.objects.bulk_create(
        OpeningHours(venue=venue, weekday=weekday, opens=_time(hours["opens"]), closes=_time(hours["closes"]))
        for weekday in hours["weekdays"]
    )
    usable = facts["usable"]
    UsableHours.objects.bulk_create(
        UsableHours(
            venue=venue, weekday=weekday, opens=_time(usable["opens"]), closes=_time(usable["closes"])
        )
        for weekday in usable["weekdays"]
    )
    for closure in facts["closures"]:
        (from_month, from_day), (to_month, to_day) = closure["from"], closure["to"]
        YearlyClosure.objects.create(
            venue=venue,
            reason=Words(closure["reason"]),
            from_month=from_month,
            from_day=from_day,
            to_month=to_month,
            to_day=to_day,
        )


def _activity(venue: Venue, facts: dict[str, Any]) -> None:
    rhythms, group_name, purpose = facts.pop("rhythms"), facts.pop("group"), facts.pop("purpose")
    year_end = date(fiscal_year(timezone.localdate()) + 1, 3, 31)
    group = Group.objects.create(name=group_name, state=GroupState.APPROVED, valid_until=year_end)
    activity = Activity.objects.create(
        venue=venue, group=group, state=ActivityState.RUNNING, **_worded(facts)
    )
    application = Application.objects.create(
        venue=venue,
        group=group,
        title=activity.name["ja"],
        purpose=purpose,
        is_public=True,
        door=Door.COUNTER,
        until=year_end,
    )
    ActivityApplication.objects.create(activity=activity, application=application)
    for number, rhythm in enumerate(rhythms):
        _dates(application, number, rhythm, year_end)


def _dates(application: Application, number: int, rhythm: dict[str, Any], until: date) -> None:
    """The nth weekdays of the 年度: approved, but those on a holiday wait for the organizer's word."""
    start = date(until.year - 1, 4, 1)
    on = weekday(rhythm["weekday"])(rhythm["nth"])
    calendar = opening_calendar(application.venue, list(application.venue.hours.all()))
    for moment in rrule(MONTHLY, byweekday=on, dtstart=start, until=until):
        rests = bool(calendar.closed_because(moment.date()))
        booking = Booking.objects.create(
            application=application,
            day=moment.date(),
            starts=_time(rhythm["starts"]),
            ends=_time(rhythm["ends"]),
            rule_day=moment.date(),
            rule_number=number,
            state=State.WAITING if rests else State.APPROVED,
            verdict=Verdict.HOLIDAY if rests else Verdict.OUT_OF_HOURS,
        )
        for space in application.venue.spaces.all():
            _take(booking, space)


def _take(booking: Booking, space: Space) -> None:
    Use.objects.create(booking=booking, space=space, starts=booking.starts, ends=booking.ends)
    first, end = (at.hour * 4 + at.minute // 15 for at in (booking.starts, booking.ends))
    Slot.objects.bulk_create(
        Slot(space=space, day=booking.day, quarter=quarter, booking=booking) for quarter in range(first, end)
    )


def _worded(facts: dict[str, Any]) -> dict[str, Any]:
    return {name: Words(value) if isinstance(value, dict) else value for name, value in facts.items()}


def _time(text: str) -> time:
    return time.fromisoformat(text)
