"""The demo town's directory: invented, but for the name and address of 織月."""

import json
import uuid
from datetime import date
from pathlib import Path
from typing import Any

from django.db import models, transaction

from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action

from .organizations.actions import index_organization
from .organizations.models import Organization
from .places.actions import index_place
from .places.models import Place
from .services.actions import index_service
from .services.derived import infer_kinds, write_schedules
from .services.models import Service
from .towns.models import Town

FILE = Path(__file__).parent / "data" / "demo_town.json"
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://sengetsu.example.jp/directory/")


def demo_id(kind: str, key: str) -> uuid.UUID:
    """The id of an entry on every machine. `kind`: organization, place or service."""
    return uuid.uuid5(NAMESPACE, f"{kind}/{key}")


@transaction.atomic
def load_demo() -> int:
    """Add the entries that are not there and return how many. What staff edited stays as it is."""
    told = json.loads(FILE.read_text(encoding="utf-8"))["organizations"]
    added = _add_missing(Organization, [_organization(one) for one in told])
    added += _add_missing(Place, [_place(one, place) for one in told for place in one["places"]])
    added += _add_missing(Service, [_service(one, service) for one in told for service in one["services"]])
    if added:
        _add_what_follows()
        record(by=None, action=Action.CREATED, thing="directory", detail={"demo_entries": added})
    return added


def _add_what_follows() -> None:
    """What the entries are by their words, when they are open, and of which town they are."""
    Town.objects.get_or_create(
        pk=1,
        defaults={"name": "デモのまち", "prefecture": "埼玉県", "code": "112330", "credit": "デモのまち"},
    )
    services = list(Service.objects.filter(inferred={}))
    infer_kinds(services)
    Service.objects.bulk_update(services, ["inferred"], batch_size=500)
    write_schedules(services)


def _add_missing(model: type[models.Model], entries: list[Any]) -> int:
    there = set(model._default_manager.values_list("pk", flat=True))
    missing = [entry for entry in entries if entry.pk not in there]
    model._default_manager.bulk_create(missing)
    return len(missing)


def _facts(row: dict[str, Any], *without: str) -> dict[str, Any]:
    facts = {name: value for name, value in row.items() if name not in {"key", *without}}
    if "assured_on" in facts:
        facts["assured_on"] = date.fromisoformat(facts["assured_on"])
    return facts


def _organization(row: dict[str, Any]) -> Organization:
    entry = Organization(
        id=demo_id("organization", row["key"]), is_demo=True, **_facts(row, "places", "services")
    )
    index_organization(entry)
    return entry


def _place(keeper: dict[str, Any], row: dict[str, Any]) -> Place:
    entry = Place(
        id=demo_id("place", row["key"]),
        organization_id=demo_id("organization", keeper["key"]),
        **_facts(row),
    )
    index_place(entry)
    return entry


def _service(provider: dict[str, Any], row: dict[str, Any]) -> Service:
    entry = Service(
        id=demo_id("service", row["key"]),
        organization_id=demo_id("organization", provider["key"]),
        place_id=demo_id("place", row["place"]) if "place" in row else None,
        **{"assured_on": date.fromisoformat(provider["assured_on"]), **_facts(row, "place")},
    )
    index_service(entry)
    return entry
