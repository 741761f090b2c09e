"""The arithmetic of the chain: HMAC-SHA256 under `KEYS/audit.key` over an entry and its predecessor's hash.

Keyed, not plain: whoever can write to the database, but does not hold the key, cannot make a chain that fits.
"""

import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings

GENESIS = "0" * 64
SHORTEST_KEY = 32


class TrailKeyMissing(RuntimeError):
    """There is no key for the trail: nothing can be recorded or verified."""


class TrailBroken(RuntimeError):
    """The end of the chain was altered: going on would hide that, so nothing is recorded."""


class Link(Protocol):
    """What the hash covers; `models.Entry` has all of it."""

    sequence: int
    at: datetime
    actor_id: str
    actor_label: str
    action: str
    thing: str
    thing_id: str
    case_id: str
    reason: str
    detail: Any
    listed: Any
    reference: str
    previous_hash: str


def key_file() -> Path:
    return Path(settings.KEYS) / "audit.key"


@lru_cache(maxsize=4)
def _key(file: Path, _stamp: int) -> bytes:
    key = file.read_text().strip().encode()
    if len(key) < SHORTEST_KEY:
        raise TrailKeyMissing(f"the key in {file} is empty or too short")
    return key


def key() -> bytes:
    """The trail's key. Raises `TrailKeyMissing`."""
    file = key_file()
    try:
        return _key(file, file.stat().st_mtime_ns)
    except FileNotFoundError as missing:
        raise TrailKeyMissing(f"no key file {file}: run `sengetsu keys create`") from missing


def _mac(purpose: str, content: object) -> str:
    # Sorted keys and no spaces: one content has one form, on every database.
    text = json.dumps([purpose, content], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hmac.new(key(), text.encode(), hashlib.sha256).hexdigest()


def link_hash(entry: Link, *, sequence: int | None = None) -> str:
    """The hash of an entry at its place, or at the place `sequence` if that is given.

    A reason enters as a keyed digest of its plain text, so resealing it under a new key keeps the chain.
    """
    content: Mapping[str, object] = {
        "sequence": entry.sequence if sequence is None else sequence,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor_id": entry.actor_id,
        "actor_label": entry.actor_label,
        "action": entry.action,
        "thing": entry.thing,
        "thing_id": entry.thing_id,
        "case_id": entry.case_id,
        "reason": _mac("reason", entry.reason) if entry.reason else "",
        "detail": entry.detail,
        "listed": entry.listed,
        "reference": entry.reference,
        "previous": entry.previous_hash,
    }
    return _mac("entry", content)


def head_seal(*, count: int, last_hash: str) -> str:
    return _mac("head", [count, last_hash])


def same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())
