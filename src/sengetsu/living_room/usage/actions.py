"""The writers of what belongs to a date that takes place: here keys and the closing list.

Reports stand in `report_actions`; other rooms import all of them from here.
"""

from collections.abc import Collection, Mapping, Sequence

from django.utils import timezone

from sengetsu.accounts.access import Refused, require
from sengetsu.accounts.models import User
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.audit.writing import writing
from sengetsu.living_room.bookings.models import Booking
from sengetsu.living_room.spaces.models import Venue

from .access import can_keep_keys, can_use, why_no_key, why_no_report, why_not_hand, why_not_undo
from .models import Closing, ClosingItem, KeyLoan
from .report_actions import count_people, save_report

__all__ = [
    "close_up",
    "count_people",
    "hand_key",
    "name_key_holder",
    "save_report",
    "take_key_back",
    "undo_key",
    "write_closing_list",
]

MOST_ITEMS = 30


# --- Keys ---------------------------------------------------------------------------------------
@writing()
def name_key_holder(
    *, by: User, booking: Booking, facts: Mapping[str, str], with_others: bool = False
) -> int:
    """Say who holds the key on a date out of hours; how many dates were named.

    `facts`: holder_name, holder_phone, and what staff note: key_label, note. `with_others`: also on the
    coming dates of the same application that have nobody yet. Raises `Refused`.
    """
    row = _fresh(booking)
    require(can_use(by, row), "この日の鍵のことは決められません。")
    require(not why_no_key(row), why_no_key(row))
    loan = _loan_of(row)
    if loan and loan.handed_at:
        raise Refused(why_not_hand(row, loan))
    KeyLoan.objects.update_or_create(booking=row, defaults=dict(facts))
    record(by=by, action=Action.CHANGED, thing="key_loan", thing_id=row.pk)
    others = _others_without_holder(row) if with_others else []
    for other in others:
        KeyLoan.objects.create(booking=other, **facts)
        record(by=by, action=Action.CHANGED, thing="key_loan", thing_id=other.pk)
    return 1 + len(others)


@writing()
def hand_key(*, by: User, booking: Booking) -> KeyLoan:
    """The key is now with its holder. Raises `Refused`."""
    row, loan = _for_keeper(by, booking)
    if loan is None or why_not_hand(row, loan):
        raise Refused(why_not_hand(row, loan))
    loan.handed_at, loan.handed_by = timezone.now(), by
    loan.save()
    record(by=by, action=Action.HANDED_OVER, thing="key_loan", thing_id=row.pk)
    return loan


@writing()
def take_key_back(*, by: User, booking: Booking) -> KeyLoan:
    """The key has come back. Raises `Refused`."""
    row, loan = _for_keeper(by, booking)
    if loan is None or loan.handed_at is None:
        raise Refused("この鍵は、まだわたしていません。")
    if loan.returned_at:
        raise Refused("この鍵は、もう返ってきています。")
    loan.returned_at, loan.received_by = timezone.now(), by
    loan.save()
    record(by=by, action=Action.RECEIVED, thing="key_loan", thing_id=row.pk)
    return loan


@writing()
def undo_key(*, by: User, booking: Booking) -> None:
    """A wrong tap: the key is where it was before, within 15 minutes. Raises `Refused`."""
    row, loan = _for_keeper(by, booking)
    if loan is None or why_not_undo(loan):
        raise Refused(why_not_undo(loan))
    if loan.returned_at:
        loan.returned_at = loan.received_by = None
    else:
        loan.handed_at = loan.handed_by = None
    loan.save()
    record(by=by, action=Action.CORRECTED, thing="key_loan", thing_id=row.pk)


# --- Closing list -------------------------------------------------------------------------------
@writing()
def close_up(*, by: User, booking: Booking, ticked: Collection[str], note: str = "") -> Closing:
    """What was done before leaving, in the list's words of today; the rest stands as not done."""
    row = _fresh(booking)
    require(can_use(by, row), "この日のしめくくりはできません。")
    require(not why_no_report(row), why_no_report(row))
    items = [item.text for item in row.application.venue.closing_items.all()]
    facts = {
        "ticked": [text for text in items if text in ticked],
        "missing": [text for text in items if text not in ticked],
        "note": note,
        "by": by,
    }
    closing, _ = Closing.objects.update_or_create(booking=row, defaults=facts)
    record(by=by, action=Action.CHANGED, thing="closing", thing_id=row.pk)
    return closing


@writing()
def write_closing_list(*, by: User, venue: Venue, items: Sequence[str]) -> None:
    """The list of a venue, in this order. Lists that were ticked before keep their words."""
    require(can_keep_keys(by))
    texts = list(dict.fromkeys(text.strip() for text in items if text.strip()))[:MOST_ITEMS]
    venue.closing_items.all().delete()
    ClosingItem.objects.bulk_create(
        ClosingItem(venue=venue, position=position, text=text) for position, text in enumerate(texts)
    )
    record(by=by, action=Action.CHANGED, thing="closing_list", thing_id=venue.pk)


def _fresh(booking: Booking) -> Booking:
    """The date as it is now, after whoever was before us in the line of `writing`."""
    return Booking.objects.select_related("application__venue").get(pk=booking.pk)


def _loan_of(booking: Booking) -> KeyLoan | None:
    return KeyLoan.objects.select_for_update().filter(booking=booking).first()


def _for_keeper(by: User, booking: Booking) -> tuple[Booking, KeyLoan | None]:
    require(can_keep_keys(by), "鍵の受けわたしは、運営の人がします。")
    return _fresh(booking), _loan_of(booking)


def _others_without_holder(booking: Booking) -> list[Booking]:
    others = booking.application.bookings.holding().filter(key_loan=None).exclude(pk=booking.pk)
    return [other for other in others if not why_no_key(other)]
