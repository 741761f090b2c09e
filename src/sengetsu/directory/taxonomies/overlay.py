"""A town's own lines laid over the shipped taxonomy."""

from dataclasses import replace
from functools import lru_cache
from hashlib import sha256
from json import dumps, loads
from typing import Any

from .files import Need, Story, Taxonomy, shipped


def with_changes(base: Taxonomy, changes: dict[str, Any]) -> Taxonomy:
    """`changes`: need code -> `label`, `kinds` (code -> weight; 0 takes a kind away), `sayings` (list)."""
    if base is shipped():
        return _over_shipped(dumps(changes, sort_keys=True, ensure_ascii=False))
    return _over(base, changes)


@lru_cache(maxsize=2)
def _over_shipped(changes: str) -> Taxonomy:
    return _over(shipped(), loads(changes))


def _over(base: Taxonomy, changes: dict[str, Any]) -> Taxonomy:
    needs = {code: _need(need, changes.get(code, {})) for code, need in base.needs.items()}
    said = [
        Story((code,), (), urgent=False, text=text)
        for code, change in changes.items()
        if code in needs
        for text in change.get("sayings", [])
    ]
    digest = sha256(f"{base.version}{dumps(changes, sort_keys=True)}".encode()).hexdigest()[:16]
    return replace(base, version=digest, needs=needs, stories=(*base.stories, *said))


def _need(need: Need, change: dict[str, Any]) -> Need:
    kinds = {**dict(need.kinds), **change.get("kinds", {})}
    return replace(
        need,
        label=change.get("label") or need.label,
        kinds=tuple((code, float(weight)) for code, weight in kinds.items() if weight > 0),
    )
