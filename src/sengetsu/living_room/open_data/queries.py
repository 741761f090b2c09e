"""What the town publishes as open data: facilities and events. Only what its pages show to strangers."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from sengetsu.base import blind
from sengetsu.base.language import without_readings
from sengetsu.directory.organizations.choices import OrganizationKind
from sengetsu.directory.places.queries import public_places
from sengetsu.living_room.pages.entries import Entry, Kind
from sengetsu.living_room.pages.queries import open_entries
from sengetsu.living_room.spaces.models import Venue
from sengetsu.living_room.spaces.queries import listed_places

Facts = dict[str, Any]
AHEAD = timedelta(days=184)
PUBLIC_KEEPERS = (OrganizationKind.CITY, OrganizationKind.COUNCIL, OrganizationKind.PUBLIC)


def kana_of(name: str) -> str:
    """The reading in katakana, by the dictionary; what it does not know stays as written."""
    pieces = blind.tokenizer().tokenize(name)
    return "".join(one.reading_form() or one.surface() for one in pieces)


def facilities() -> list[Facts]:
    """The living room first, then places that a public body keeps. No confidential place."""
    own = [_venue(here) for here in listed_places()]
    known = {one["name"] for one in own}
    places = public_places().filter(organization__kind__in=PUBLIC_KEEPERS)
    return own + [_place(one) for one in places if one.address and one.name not in known]


def _venue(here: Any) -> Facts:
    venue: Venue = here.venue
    return {
        "name": venue.name,
        "kana": kana_of(venue.reading or venue.name),
        "other_name": venue.other_spellings,
        "address": venue.address,
        "phone": venue.phone,
        "times_note": here.hours_line,
        "description": without_readings(venue.long_kind.get("ja", "")),
        "url": f"{settings.PUBLIC_URL}/",
    }


def _place(place: Any) -> Facts:
    return {
        "name": place.name,
        "kana": kana_of(place.name_kana or place.name),
        "address": f"{place.prefecture}{place.city}{place.street}",
        "building": place.building,
        "latitude": place.latitude or "",
        "longitude": place.longitude or "",
        "phone": place.organization.phone,
        "keeper": place.organization.name,
        "accessibility": place.accessibility,
        "description": place.organization.description,
        "url": place.organization.website,
    }


def events() -> list[Facts]:
    """Open dates that take place within half a year, one row per date."""
    today = timezone.localdate()
    return [
        _event(entry, here.venue)
        for here in listed_places()
        for entry in open_entries(here.venue, today, today + AHEAD)
        if entry.kind is Kind.OPEN and entry.event
    ]


def _event(entry: Entry, venue: Venue) -> Facts:
    event = entry.event
    assert event is not None  # noqa: S101 - an open entry has one
    name = without_readings(event.name.get("ja", ""))
    about = event.about or event.line
    return {
        "name": name,
        "kana": kana_of(name),
        "english": event.name.get("en", ""),
        "first_day": entry.day.isoformat(),
        "last_day": entry.day.isoformat(),
        "starts": f"{entry.starts:%H:%M}" if entry.starts else "",
        "ends": f"{entry.ends:%H:%M}" if entry.ends else "",
        "description": without_readings(about.get("ja", "")) or name,
        "cost": "無料" if event.is_free else "",
        "contact": venue.name,
        "phone": venue.phone,
        "place": venue.name,
        "address": venue.address,
        "url": f"{settings.PUBLIC_URL}{event.url}" if event.url else f"{settings.PUBLIC_URL}/calendar/",
    }
