"""The only writer of the trail."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection
from django.utils import timezone

from . import chain
from .choices import Action
from .models import ChainHead, Entry
from .verification import is_sealed

LONGEST_WORD = 200


class OutsideTransaction(RuntimeError):
    """`record` was called outside `transaction.atomic()`: the act and its entry could part."""


def record(
    *,
    by: Any,
    action: Action,
    thing: str = "",
    thing_id: object = "",
    case_id: object = "",
    listed: Iterable[object] = (),
    reason: str = "",
    detail: Mapping[str, object] | None = None,
) -> Entry:
    """Append one entry in the caller's transaction; call it last, it holds the chain's lock until commit.

    `by`: a user, or None for the system or an anonymous visitor. `listed`: ids of all cases that a list,
    search or export showed. `detail`: short words without personal content (a reason may name somebody, it
    is sealed; a detail is not). Raises `OutsideTransaction`, `chain.TrailKeyMissing`, `chain.TrailBroken`,
    and ValueError for a detail that is not short words.
    """
    if not connection.in_atomic_block:
        raise OutsideTransaction("audit.actions.record must run inside transaction.atomic()")
    if action == Action.REASON_GIVEN and not reason.strip():
        raise ValueError("REASON_GIVEN without a reason")
    entry = Entry(
        actor_id=_id(getattr(by, "pk", None)),
        actor_label=str(by)[:120] if getattr(by, "pk", None) else "",
        action=Action(action).value,
        thing=thing,
        thing_id=_id(thing_id),
        case_id=_id(case_id),
        reason=reason,
        detail=_short_words(detail or {}),
        listed=list(dict.fromkeys(_id(one) for one in listed)),
        reference=_reference(),
    )
    return _append(entry)


def _append(entry: Entry) -> Entry:
    head = ChainHead.objects.select_for_update().get()  # on SQLite the IMMEDIATE transaction is the lock
    _refuse_altered(head)
    entry.sequence = head.count + 1
    entry.at = timezone.now()
    entry.previous_hash = head.hash
    entry.hash = chain.link_hash(entry)
    entry.save(force_insert=True)
    head.count, head.hash = entry.sequence, entry.hash
    head.seal = chain.head_seal(count=head.count, last_hash=head.hash)
    head.save(update_fields=["count", "hash", "seal"])
    return entry


def _refuse_altered(head: ChainHead) -> None:
    """Appending to a head that somebody moved would seal the forgery with the true key."""
    if not is_sealed(head):
        raise chain.TrailBroken("the head of the trail was altered: run `sengetsu audit verify`")


def _id(value: object) -> str:
    return "" if value is None else str(value)


def _reference() -> str:
    try:
        from sengetsu.base import reference  # type: ignore[attr-defined]
    except ImportError:
        return ""
    return str(reference.current())


def _short_words(detail: Mapping[str, object]) -> dict[str, str | int | bool]:
    """Only what has one form in every database, and is too short to be a story."""
    words: dict[str, str | int | bool] = {}
    for name, value in detail.items():
        plain = value if isinstance(value, bool | int) else str(value) if isinstance(value, str) else None
        if plain is None or (isinstance(plain, str) and (len(plain) > LONGEST_WORD or "\x00" in plain)):
            raise ValueError(f"detail {name!r} of an audit entry must be a short word or a number")
        words[str(name)] = plain
    return words
