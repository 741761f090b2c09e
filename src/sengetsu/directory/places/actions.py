"""The only writer of places."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from sengetsu.accounts.models import User
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.directory.folding import text_to_search
from sengetsu.directory.organizations.access import can_keep_directory

from .models import ADDRESS_FIELDS, Place


def place_search_text(place: Place) -> str:
    return text_to_search(place.name, place.name_kana, place.address)


@transaction.atomic
def save_place(*, by: User, facts: dict[str, Any], place: Place | None = None) -> Place:
    """Write a place (a new one when `place` is None). A confidential one loses its address for good.

    `facts`: cleaned values by field name. Raises `PermissionDenied`.
    """
    if not can_keep_directory(by):
        raise PermissionDenied
    entry = place or Place()
    if facts.get("confidential", entry.confidential):
        facts = {**facts, **dict.fromkeys(ADDRESS_FIELDS, "")}
    changed = [name for name, value in facts.items() if getattr(entry, name, None) != value]
    for name, value in facts.items():
        setattr(entry, name, value)
    entry.search_text = place_search_text(entry)
    entry.save()
    record(
        by=by,
        action=Action.CHANGED if place else Action.CREATED,
        thing="place",
        thing_id=entry.pk,
        detail={"fields": ",".join(sorted(changed))[:200]},
    )
    return entry
