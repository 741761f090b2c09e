"""Entries that another floor keeps up to date: what goes on in the living room stands here by itself."""

from typing import Any

from sengetsu.directory.organizations.actions import index_organization
from sengetsu.directory.organizations.models import Organization
from sengetsu.directory.places.actions import index_place
from sengetsu.directory.places.models import Place

from .actions import refresh
from .models import Service

LIVING_ROOM = "living_room"


def mirror_service(key: str, *, facts: dict[str, Any], keeper: str, place: dict[str, str]) -> Service | None:
    """Write the mirrored entry `key` inside the caller's transaction, whose act leaves the trace.

    An entry of the same name that somebody wrote by hand stays alone: then None, and no mirror is kept.
    """
    by_hand = Service.objects.filter(name=facts["name"]).exclude(source=LIVING_ROOM)
    if by_hand.exists():
        unmirror_service(key)
        return None
    entry = Service.objects.filter(external_id=key).first() or Service(external_id=key, source=LIVING_ROOM)
    entry.organization = _keeper(keeper)
    entry.place = _place(place, entry.organization)
    for name, value in facts.items():
        setattr(entry, name, value)
    refresh(service=entry)
    return entry


def unmirror_service(key: str) -> None:
    """Take a mirrored entry away; one that a referral points to is closed instead."""
    from django.db.models import ProtectedError

    from .choices import Accepting

    for entry in Service.objects.filter(external_id=key, source=LIVING_ROOM):
        try:
            entry.delete()
        except ProtectedError:
            entry.accepting = Accepting.CLOSED
            entry.save(update_fields=["accepting", "changed_at"])


def _keeper(name: str) -> Organization:
    found = Organization.objects.filter(name=name).order_by("pk").first()
    if found is None:
        found = Organization(name=name)
        index_organization(found)
        found.save()
    return found


def _place(facts: dict[str, str], keeper: Organization) -> Place:
    found = Place.objects.filter(street=facts["street"], confidential=False).order_by("pk").first()
    if found is None:
        found = Place(organization=keeper, **facts)
        index_place(found)
        found.save()
    return found
