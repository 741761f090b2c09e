"""The demo town's place: the founding facts, as a town would enter them."""

import tomllib
from collections.abc import Iterable
from datetime import time
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.base.language_fields import Words

from .activities.choices import ActivityState
from .activities.models import Activity, ActivityApplication
from .bookings.choices import Door, State, Verdict
from .bookings.models import Application, Booking
from .bookings.series import Every, Part, Rule, fiscal_year_end, occurrences
from .bookings.slots import occupy
from .bookings.writing import add_parts
from .groups.choices import GroupState
from .groups.demo import load_groups
from .groups.models import Group, Membership
from .spaces.models import (
    BarrierFreeFact,
    Equipment,
    OpeningHours,
    Space,
    UsableHours,
    Venue,
    VenueText,
    YearlyClosure,
)
from .spaces.queries import opening_calendar
from .usage.models import ClosingItem

FACTS = Path(__file__).with_name("demo.toml")


@transaction.atomic
def load_demo() -> Venue:
    """Enter the place once; a second run changes nothing, also not what somebody has edited since."""
    facts = tomllib.loads(FACTS.read_text(encoding="utf-8"))
    venue, is_new = Venue.objects.get_or_create(name=facts["venue"]["name"], defaults=_worded(facts["venue"]))
    if is_new:
        _hours(venue, facts)
        ClosingItem.objects.bulk_create(
            ClosingItem(venue=venue, position=position, text=text)
            for position, text in enumerate(facts["closing"]["items"])
        )
        _rooms(venue, facts)
        VenueText.objects.bulk_create(
            VenueText(venue=venue, topic=topic, text=Words(text)) for topic, text in facts["texts"].items()
        )
        for activity in facts["activities"]:
            _activity(venue, activity)
        load_groups()
    return venue


def _rooms(venue: Venue, facts: dict[str, Any]) -> None:
    spaces = [
        Space.objects.create(venue=venue, position=position, **_worded(space))
        for position, space in enumerate(facts["spaces"])
    ]
    for position, thing in enumerate(facts["equipment"]):
        place = spaces[thing.pop("space")] if "space" in thing else None
        Equipment.objects.create(venue=venue, space=place, position=position, **_worded(thing))
    for position, fact in enumerate(facts["barrier_free"]):
        BarrierFreeFact.objects.create(venue=venue, position=position, **_worded(fact))


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
    year_end = fiscal_year_end(timezone.localdate())
    group = Group.objects.create(name=group_name, state=GroupState.APPROVED, valid_until=year_end)
    for organizer in User.objects.filter(username=facts.pop("organizer"), is_demo=True):
        Membership.objects.create(group=group, user=organizer)
    activity = Activity.objects.create(
        venue=venue, group=group, state=ActivityState.RUNNING, **_worded(facts)
    )
    rules = [_rule(rhythm, venue.spaces.all()) for rhythm in rhythms]
    application = Application.objects.create(
        venue=venue,
        group=group,
        title=activity.name["ja"],
        purpose=purpose,
        is_public=True,
        door=Door.COUNTER,
        rules=[rule.as_json() for rule in rules],
        until=year_end,
    )
    ActivityApplication.objects.create(activity=activity, application=application)
    _dates(application, rules)


def _rule(rhythm: dict[str, Any], spaces: Iterable[Space]) -> Rule:
    starts, ends = _time(rhythm["starts"]), _time(rhythm["ends"])
    parts = tuple(Part(space.pk, starts, ends) for space in spaces)
    return Rule(Every.MONTHLY, rhythm["weekday"], parts, rhythm["nth"])


def _dates(application: Application, rules: list[Rule]) -> None:
    """The dates of the 年度: approved, but those on a holiday wait for the organizer's word."""
    calendar = opening_calendar(application.venue, list(application.venue.hours.all()))
    april = fiscal_year_end(timezone.localdate()).replace(month=4, day=1)
    named = occurrences(rules, april.replace(year=april.year - 1), fiscal_year_end(timezone.localdate()))
    made = []
    for one in named:
        if one.day is None:
            continue
        rests = bool(calendar.closed_because(one.day))
        booking = Booking.objects.create(
            application=application,
            day=one.day,
            starts=one.rule.starts,
            ends=one.rule.ends,
            rule_day=one.day,
            rule_number=one.rule_number,
            state=State.WAITING if rests else State.APPROVED,
            verdict=Verdict.HOLIDAY if rests else Verdict.OUT_OF_HOURS,
        )
        made.append((booking, one.rule.parts))
    add_parts(made)
    occupy(made)


def _worded(facts: dict[str, Any]) -> dict[str, Any]:
    return {name: Words(value) if isinstance(value, dict) else value for name, value in facts.items()}


def _time(text: str) -> time:
    return time.fromisoformat(text)
