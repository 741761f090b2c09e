"""Calling off, changing, undoing, taking up again: one date at a time, the others of a series stay."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils import timezone

from sengetsu.accounts.access import Refused, require
from sengetsu.accounts.models import User
from sengetsu.audit.choices import Action
from sengetsu.audit.writing import writing

from .access import UNDO_FOR, can_act_for, can_decide, can_undo, undoable, why_not_change
from .choices import HOLDING, State, Step
from .models import Booking, UndoStep
from .queries import parts_of
from .recipients import tell, untell
from .series import Part
from .slots import occupy, release
from .verdicts import ground
from .writing import (
    dates_in_words,
    end_dates,
    envelope,
    judged,
    key_of,
    locked,
    offer_again,
    remember,
    require_move,
    require_registered,
    restore,
    set_parts,
    trace,
)

TOLD_AS = {
    Step.APPROVE: "approved",
    Step.DECLINE: "declined",
    Step.CANCEL: "cancelled",
    Step.CHANGE: "changed",
}


@writing()
def cancel(*, by: User | None, bookings: Iterable[Booking], reason: str = "", token_hash: str = "") -> None:
    """Call dates off: whoever acts for the application, also by its link (`token_hash`). Without penalty."""
    rows = locked(bookings)
    for booking in rows:
        application = booking.application
        by_link = bool(token_hash) and token_hash == application.token_hash
        require(by_link or can_act_for(by, application), "この日を取りやめることはできません。")
    end_dates(rows, State.CANCELLED, Step.CANCEL, by=by, reason=reason.strip())


@writing()
def change(
    *, by: User, booking: Booking, day: date, parts: Sequence[Part], hold_anyway: bool = False
) -> Booking:
    """Move one date, or its spaces and times; the others of a series stay. An organizer's change waits for
    approval again, staff's does not. The slots of before are given back in the same moment."""
    [row] = locked([booking])
    application = row.application
    require(can_act_for(by, application), "この日を変えることはできません。")
    require(not why_not_change(row), why_not_change(row))
    require_registered(application.group, day, by=by)
    said = judged(ground(application.venue, day, day), day, parts, hold_anyway=hold_anyway)
    remember(row, Step.CHANGE, by=by)
    release(row)
    day_before, row.day = row.day, day
    row.starts, row.ends = envelope(parts)
    row.verdict, row.sequence = said.verdict, row.sequence + 1
    row.state = row.state if can_decide(by) else State.WAITING
    row.save()
    set_parts(row, parts)
    occupy([(row, parts)])
    trace(row, Action.CHANGED, by=by, what="date")
    tell(
        application,
        by=by,
        key=key_of("changed", [row]),
        subject=f"「{application.title}」の日時が変わりました",
        text=dates_in_words([row]),
    )
    offer_again(application.venue, day_before)
    return row


@writing()
def undo(*, by: User, booking: Booking) -> Booking:
    """Take the last act on a date back, within 15 minutes. Refused if its slots went to somebody else."""
    [row] = locked([booking])
    step = undoable(row)
    if step is None:
        raise Refused("15分が過ぎたので、取り消せません。")
    require(can_undo(by, row, step), "この操作を取り消すことはできません。")
    _take_notice_back(row, step, by=by)
    release(row)
    parts = restore(row, step.before)
    row.sequence += 1
    row.save()
    set_parts(row, parts)
    if row.state in HOLDING:
        occupy([(row, parts)])
    step.undone_at = timezone.now()
    step.save(update_fields=["undone_at"])
    trace(row, Action.CORRECTED, by=by, what=f"undo {step.step}")
    return row


@writing()
def take_up(*, by: User, booking: Booking) -> Booking:
    """Take a refused date after all, now that its clash has disappeared; it waits for approval."""
    [row] = locked([booking])
    require(can_act_for(by, row.application), "この日を申し込むことはできません。")
    require_move(row, State.WAITING)
    require_registered(row.application.group, row.day, by=by)
    parts = parts_of(row)
    said = judged(ground(row.application.venue, row.day, row.day), row.day, parts, hold_anyway=False)
    row.verdict, row.state, row.reason = said.verdict, State.WAITING, ""
    row.sequence += 1
    row.save()
    occupy([(row, parts)])
    trace(row, Action.STATE_CHANGED, by=by, what="taken up")
    return row


def _take_notice_back(row: Booking, step: UndoStep, *, by: User) -> None:
    """What was not sent yet is not sent; who was told already is told again."""
    if untell(row.application, by=by, key=key_of(TOLD_AS[Step(step.step)], [row])):
        return
    tell(
        row.application,
        by=by,
        key=key_of("undone", [row]),
        subject=f"「{row.application.title}」のお知らせを取り消しました",
        text="先ほどのお知らせは、まちがいでした。前のとおりに戻しました。\n\n" + dates_in_words([row]),
        due_at=timezone.now() + UNDO_FOR,  # after the one that it takes back
    )
