"""The place for search engines, in the words of schema.org, in the visitor's language."""

from datetime import date, time, timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse

from sengetsu.base.language import without_readings

from .choices import Weekday
from .models import Space
from .queries import Place

CONTEXT = "https://schema.org"
AHEAD = timedelta(days=60)  # how long before a closed day is told


def place_data(here: Place, today: date) -> dict[str, Any]:
    """Who we are, where, and when somebody is there; closed days of the next weeks by their dates."""
    venue = here.venue
    facts = {
        "@context": CONTEXT,
        "@type": "EventVenue",
        **place_reference(here),
        "alternateName": [name for name in venue.spellings if name != venue.name],
        "description": _said(venue.long_kind) or _said(venue.kind),
        "telephone": venue.phone,
        "isAccessibleForFree": True,
        "publicAccess": True,
        "openingHoursSpecification": [
            _hours(row.opens, row.closes, dayOfWeek=f"{CONTEXT}/{Weekday(row.weekday).name.capitalize()}")
            for row in here.hours
        ],
        "specialOpeningHoursSpecification": _special(here, today),
        "containsPlace": [_space(space) for space in here.spaces],
    }
    return {name: value for name, value in facts.items() if value}


def place_reference(here: Place) -> dict[str, Any]:
    """The place as another thing names it: by its address, and by the `@id` of its own entry."""
    venue = here.venue
    address = {"streetAddress": venue.address, "postalCode": venue.postal_code, "addressCountry": "JP"}
    return {
        "@type": "EventVenue",
        "@id": f"{settings.PUBLIC_URL}{reverse('front')}#{venue.pk}",
        "name": without_readings(venue.called),
        "url": settings.PUBLIC_URL + reverse("front"),
        "address": {"@type": "PostalAddress"} | {name: value for name, value in address.items() if value},
    }


def _special(here: Place, today: date) -> list[dict[str, Any]]:
    """Days that are unlike their weekday: closed ones from midnight to midnight, as the vocabulary has it."""
    found = []
    for ahead in range(AHEAD.days):
        day = today + timedelta(days=ahead)
        spans = here.calendar.spans(day)
        if spans == sorted(here.calendar.weekly.get(day.weekday(), ())):
            continue
        valid = {"validFrom": day.isoformat(), "validThrough": day.isoformat()}
        found += [_hours(opens, closes, **valid) for opens, closes in spans or [(time.min, time.min)]]
    return found


def _hours(opens: time, closes: time, **on: str) -> dict[str, Any]:
    return {
        "@type": "OpeningHoursSpecification",
        **on,
        "opens": f"{opens:%H:%M}",
        "closes": f"{closes:%H:%M}",
    }


def _space(space: Space) -> dict[str, Any]:
    facts = {
        "@type": "Place",
        "name": _said(space.name),
        "description": _said(space.description),
        "maximumAttendeeCapacity": space.capacity,
    }
    return {name: value for name, value in facts.items() if value}


def _said(words: object) -> str:
    return without_readings(str(words))
