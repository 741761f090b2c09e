"""Names that are nearly what was typed: a finger that slipped, a kana too many."""

from uuid import UUID

from rapidfuzz import fuzz, process

from sengetsu.base.text import fold
from sengetsu.directory.services.models import Service

NEAR_ENOUGH = 74  # of 100, by `partial_ratio`
SHORTEST = 2
MOST = 6


def similar_services(text: str) -> list[Service]:
    """At most six services whose name or reading is nearly the text; two queries."""
    typed = fold(text)
    if len(typed) < SHORTEST:
        return []
    names: dict[str, UUID] = {}
    for key, stored in Service.objects.values_list("pk", "search_names"):
        for name in stored.split("\n"):
            names.setdefault(name, key)
    found = process.extract(
        typed, names.keys(), scorer=fuzz.partial_ratio, score_cutoff=NEAR_ENOUGH, limit=30
    )
    kept = [names[name] for name, _, _ in found if len(name) >= SHORTEST]
    keys = list(dict.fromkeys(kept))[:MOST]
    entries = Service.objects.with_provider().in_bulk(keys)
    return [entries[key] for key in keys]
