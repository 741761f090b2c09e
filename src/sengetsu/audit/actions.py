"""The only writer of the trail."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from sengetsu.base import reference

from . import chain
from .choices import Action, Fault
from .models import ChainHead, Entry
from .verification import Report, is_sealed, verify

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
        reference=reference.current(),
    )
    return _append(entry)


def trace_reading(*, by: Any, action: Action, filters: Mapping[str, str], rows: int) -> Entry:
    """The trail is read under the same rule as a case: whoever looks is in it. `rows`: how many matched."""
    case_id = filters.get("case_id", "")
    detail = {"rows": rows, **{name: value for name, value in filters.items() if name != "case_id" and value}}
    with transaction.atomic():
        return record(by=by, action=action, thing="trail", case_id=case_id, detail=detail)


def verify_for(*, by: Any, last_rows: int) -> Report:
    """Check the newest `last_rows` rows for somebody at a page, and note that it was done."""
    head = ChainHead.objects.first()
    report = verify(start=max(1, (head.count if head else 0) - last_rows + 1))
    if report.fault not in {Fault.HEAD, Fault.FORGED}:  # to such an end nothing can be appended
        detail = {"checked": report.checked, "fault": str(report.fault or "none")}
        with transaction.atomic():
            record(by=by, action=Action.TRAIL_VERIFIED, thing="trail", detail=detail)
    return report


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


def _short_words(detail: Mapping[str, object]) -> dict[str, str | int | bool]:
    """Only what has one form in every database, and is too short to be a story."""
    words: dict[str, str | int | bool] = {}
    for name, value in detail.items():
        plain = value if isinstance(value, bool | int) else str(value) if isinstance(value, str) else None
        if plain is None or (isinstance(plain, str) and (len(plain) > LONGEST_WORD or "\x00" in plain)):
            raise ValueError(f"detail {name!r} of an audit entry must be a short word or a number")
        words[str(name)] = plain
    return words
