"""The only writer of places."""

from typing import Any

from sengetsu.accounts.models import User
from sengetsu.directory.folding import text_to_search
from sengetsu.directory.organizations.models import Organization
from sengetsu.directory.writing import write

from .models import ADDRESS_FIELDS, Place


def index_place(place: Place) -> None:
    """Write what a search reads; a confidential place loses its address for good."""
    if place.confidential:
        for name in ADDRESS_FIELDS:
            setattr(place, name, "")
    place.search_text = text_to_search(place.name, place.name_kana, place.address)


def add_place(*, by: User, organization: Organization, facts: dict[str, Any]) -> Place:
    """A new place that `organization` keeps. See `directory.writing`."""
    entry = Place(organization=organization)
    return write(entry, by=by, thing="place", facts=facts, seen="", index=index_place)


def change_place(*, by: User, place: Place, facts: dict[str, Any], seen: str = "") -> Place:
    """Write a place anew. A confidential one loses its address for good. See `directory.writing`."""
    return write(place, by=by, thing="place", facts=facts, seen=seen, index=index_place)
