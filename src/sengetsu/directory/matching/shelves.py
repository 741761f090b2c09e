"""The town's directory as the matching reads it, kept in memory until an entry changes."""

import threading
from collections.abc import Mapping
from hashlib import sha256

from django.db.models import Count, Max

from sengetsu.directory.models import Service
from sengetsu.directory.taxonomies.queries import taxonomy

from . import keep, meaning
from .expert import LEAFLETS, Expert, expert_on
from .features import Rows
from .ranking import NOBODY_OLDER, Entry, Shelf

CHOSEN = 1.0  # a kind that a keeper chose is certain
_reading = threading.Lock()
_shelf: dict[tuple[object, ...], Shelf] = {}


def expert() -> Expert:
    return expert_on(taxonomy())


def entry_text(service: Service) -> str:
    """What of an entry is read: what it is and for whom; not where and when."""
    parts = (
        service.name,
        service.alternate_names,
        service.own_category,
        service.description,
        service.target,
        service.condition,
        service.household,
    )
    return "。".join(part for part in parts if part)


def _kinds(service: Service, inferred: Mapping[str, float]) -> dict[str, float]:
    return dict.fromkeys(service.kinds, CHOSEN) if service.kinds else dict(inferred)


def _entry(service: Service, inferred: Mapping[str, float]) -> Entry:
    return Entry(
        id=service.public_id,
        key=str(service.pk),
        name=service.name,
        text=entry_text(service),
        kinds=_kinds(service, inferred),
        ages=(service.minimum_age or 0, service.maximum_age or NOBODY_OLDER),
        districts=tuple(one for one in service.districts.split("、") if one),
        accepting=service.accepting,
    )


def read_shelf(knowing: Expert) -> Shelf:
    """Every service of the directory. What the entries are was inferred when they were written; entries
    that were inferred under another taxonomy are inferred again here, and not written."""
    services = list(Service.objects.order_by("name_kana", "name", "pk"))
    version = knowing.taxonomy.version
    old = [one for one in services if one.inferred.get("version") != version and not one.kinds]
    codes = list(knowing.taxonomy.kinds)
    again = {
        service.pk: {code: float(share) for code, share in zip(codes, row, strict=True) if share > 0}
        for service, row in zip(old, knowing.kinds_of([entry_text(one) for one in old]), strict=True)
    }
    entries = [_entry(one, again.get(one.pk) or one.inferred.get("kinds", {})) for one in services]
    return Shelf(knowing, entries, _rows(knowing, [entry.text for entry in entries]))


def _rows(knowing: Expert, texts: list[str]) -> Rows:
    """The texts as numbers: for thousands of them some seconds, so they are kept for the next process."""
    made_of = (keep.FORM, knowing.taxonomy.version, LEAFLETS, meaning.is_on(), texts)
    digest = sha256(repr(made_of).encode()).hexdigest()
    file = keep.folder() / f"shelf-{digest[:32]}.pickle"
    found = keep.kept(file, Rows)
    if found is None:
        found = knowing.leaflets.rows(texts)
        keep.keep(found, file, instead_of="shelf-*.pickle")
    return found


def shelf() -> Shelf:
    """The shelf of now: read again when an entry was added, removed or changed. Two queries."""
    knowing = expert()
    state = Service.objects.aggregate(latest=Max("changed_at"), number=Count("pk"))
    key = (knowing.taxonomy.version, state["latest"], state["number"])
    with _reading:
        if key not in _shelf:
            _shelf.clear()
            _shelf[key] = read_shelf(knowing)
        return _shelf[key]
