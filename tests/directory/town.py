"""Entries for the directory's tests."""

from typing import Any

from sengetsu.directory.models import Organization, Place, Service
from sengetsu.directory.organizations.actions import index_organization
from sengetsu.directory.places.actions import index_place
from sengetsu.directory.services.actions import index_service

HIDDEN_STREET = "月影町9-8-7"


def organization(name: str = "くらしの相談室", **facts: Any) -> Organization:
    entry = Organization(name=name, **facts)
    index_organization(entry)
    entry.save()
    return entry


def place(name: str = "福祉会館", *, of: Organization | None = None, **facts: Any) -> Place:
    entry = Place(name=name, organization=of or organization(f"{name}の管理人"), **facts)
    index_place(entry)
    entry.save()
    return entry


def service(name: str, *, by: Organization | None = None, category: str = "general", **facts: Any) -> Service:
    entry = Service(name=name, organization=by or organization(), category=category, **facts)
    index_service(entry)
    entry.save()
    return entry
