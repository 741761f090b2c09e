"""The demo town's place: the founding facts, as a town would enter them."""

import tomllib
from datetime import time
from pathlib import Path
from typing import Any

from django.db import transaction

from sengetsu.base.language_fields import Words

from .activities.models import RegularActivity, Rhythm
from .spaces.models import OpeningHours, Space, UsableHours, Venue, VenueText, YearlyClosure

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
    rhythms = facts.pop("rhythms")
    activity = RegularActivity.objects.create(venue=venue, **_worded(facts))
    Rhythm.objects.bulk_create(
        Rhythm(
            activity=activity,
            nth=rhythm["nth"],
            weekday=rhythm["weekday"],
            starts=_time(rhythm["starts"]),
            ends=_time(rhythm["ends"]),
        )
        for rhythm in rhythms
    )


def _worded(facts: dict[str, Any]) -> dict[str, Any]:
    return {name: Words(value) if isinstance(value, dict) else value for name, value in facts.items()}


def _time(text: str) -> time:
    return time.fromisoformat(text)
