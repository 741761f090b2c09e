"""The writer of what a file brings: all of it or nothing, and a second time nothing changes."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.audit.writing import writing
from sengetsu.directory.models import Organization, Place, Service
from sengetsu.directory.organizations.access import can_keep_directory
from sengetsu.directory.organizations.actions import index_organization
from sengetsu.directory.places.actions import index_place
from sengetsu.directory.services.actions import index_service
from sengetsu.directory.services.derived import infer_kinds, write_schedules

from .drafts import ImportRefused, Problem, Report, ServiceDraft, id_of

BATCH = 500
IMPORTED = "import"


class _DryRun(Exception):
    pass


@writing()
def import_services(*, by: User | None, drafts: Sequence[ServiceDraft], dry_run: bool = False) -> Report:
    """Write every draft. `by`: None from the command line of the machine itself.

    A draft finds its entry by its id. Raises `PermissionDenied`, and `ImportRefused` when the database
    refuses something: then nothing is written at all. With `dry_run` the same happens and is taken back.
    """
    if by is not None and not can_keep_directory(by):
        raise PermissionDenied
    report = Report()
    try:
        with transaction.atomic():
            _write(drafts, report)
            if dry_run:
                raise _DryRun
    except _DryRun:
        return report
    except IntegrityError as trouble:
        raise ImportRefused(
            [Problem(0, "", "同じ番号の項目が別にあるか、値の決まりに合いません。")]
        ) from trouble
    if report.added or report.changed:
        detail = {"added": len(report.added), "changed": len(report.changed)}
        record(by=by, action=Action.CHANGED, thing="directory", detail=detail)
    return report


def _write(drafts: Sequence[ServiceDraft], report: Report) -> None:
    providers = _providers(drafts)
    places = _places(drafts, providers)
    known = {one.pk: one for one in Service.objects.filter(pk__in=[draft.pk for draft in drafts])}
    new: list[Service] = []
    changed: list[Service] = []
    for draft in drafts:
        keeper = providers[_name(draft)]
        place = places.get(_place_key(draft, keeper)) if draft.place else None
        facts = {**draft.facts, "organization_id": keeper.pk, "place_id": place.pk if place else None}
        service = known.get(draft.pk)
        if service is None:
            new.append(_fill(Service(pk=draft.pk, external_id=draft.external_id, source=IMPORTED), facts))
            report.added.append(f"{draft.external_id} {draft.facts['name']}")
        elif differing := _differing(service, facts):
            changed.append(_fill(service, facts))
            report.changed[f"{draft.external_id} {draft.facts['name']}"] = differing
        else:
            report.same += 1
    infer_kinds([*new, *changed])
    for service in (*new, *changed):
        index_service(service)
    Service.objects.bulk_create(new, batch_size=BATCH)
    if changed:
        for service in changed:
            service.changed_at = timezone.now()
        fields = [one.name for one in Service._meta.concrete_fields if not one.primary_key]
        Service.objects.bulk_update(changed, fields, batch_size=BATCH)
    write_schedules([*new, *changed])


def _name(draft: ServiceDraft) -> str:
    return str(draft.provider.get("external_id") or draft.provider["name"])


def _differing(service: Service, facts: dict[str, Any]) -> list[str]:
    """A category that the file leaves open was inferred, and stays."""
    return [
        name
        for name, value in facts.items()
        if getattr(service, name) != value and not (name == "category" and not value)
    ]


def _fill(service: Service, facts: dict[str, Any]) -> Service:
    for name, value in facts.items():
        if not (name == "category" and not value and service.category):
            setattr(service, name, value)
    return service


def _providers(drafts: Sequence[ServiceDraft]) -> dict[str, Organization]:
    """The organization of every draft, by its id in the file or its name; new ones are written."""
    wanted = {_name(draft): draft.provider for draft in drafts}
    by_key: dict[str, Organization] = {}
    for one in Organization.objects.order_by("pk"):
        by_key.setdefault(one.name, one)
        if one.external_id:
            by_key[one.external_id] = one
        by_key.setdefault(str(one.pk), one)
    fresh = []
    for key, facts in wanted.items():
        if key in by_key:
            _renew(by_key[key], facts)
            continue
        outside = str(facts.get("external_id", ""))
        entry = Organization(**{**facts, "external_id": outside})
        if outside:
            entry.pk = id_of(outside)
        index_organization(entry)
        by_key[key] = entry
        fresh.append(entry)
    Organization.objects.bulk_create(fresh, batch_size=BATCH)
    return {key: by_key[key] for key in wanted}


def _renew(entry: Organization, facts: dict[str, Any]) -> None:
    told = {name: value for name, value in facts.items() if name != "external_id" and value}
    if any(getattr(entry, name) != value for name, value in told.items()):
        for name, value in told.items():
            setattr(entry, name, value)
        index_organization(entry)
        entry.save()


PlaceKey = tuple[object, str]


def _place_key(draft: ServiceDraft, keeper: Organization) -> PlaceKey:
    """A place with an id of its own may be kept by another organization; one with a name is the keeper's."""
    place = draft.place or {}
    outside = str(place.get("external_id", ""))
    return (None, str(id_of(outside))) if outside else (keeper.pk, str(place.get("name", "")))


def _places(drafts: Sequence[ServiceDraft], providers: dict[str, Organization]) -> dict[PlaceKey, Place]:
    keepers = {one.pk for one in providers.values()}
    wanted = {
        _place_key(draft, providers[_name(draft)]): (draft, providers[_name(draft)])
        for draft in drafts
        if draft.place
    }
    ids = [key for keeper, key in wanted if keeper is None]
    by_key: dict[PlaceKey, Place] = {}
    for one in Place.objects.filter(Q(organization__in=keepers) | Q(pk__in=ids)).order_by("pk"):
        by_key.setdefault((one.organization_id, one.name), one)
        by_key[None, str(one.pk)] = one
    fresh = {
        key: _place(draft.place or {}, keeper) for key, (draft, keeper) in wanted.items() if key not in by_key
    }
    Place.objects.bulk_create(fresh.values(), batch_size=BATCH)
    return {**by_key, **fresh}


def _place(facts: dict[str, Any], keeper: Organization) -> Place:
    outside = str(facts.get("external_id", ""))
    entry = Place(**{**facts, "external_id": outside}, organization=keeper)
    if outside:
        entry.pk = id_of(outside)
    index_place(entry)
    return entry
