"""One date as a page shows it: its words, and what this person can do with it now."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from sengetsu.accounts.models import User

from .access import UNDO_FOR, can_act_for, can_decide, can_undo, undoable, why_not, why_not_change
from .choices import PLAIN, State, Verdict
from .models import Booking

PILLS = {
    State.WAITING: "moon-pill",
    State.APPROVED: "good",
    State.DECLINED: "alarm",
    State.CANCELLED: "calm",
    State.LAPSED: "calm",
    State.REFUSED: "warn",
    State.USED: "calm",
    State.REPORTED: "calm",
}


@dataclass(frozen=True)
class Row:
    """A date with its buttons. `undo_minutes` is 0 when there is nothing to undo."""

    booking: Booking
    may_act: bool
    may_decide: bool
    undo_minutes: int

    @property
    def pill(self) -> str:
        return PILLS[State(self.booking.state)]

    @property
    def is_waiting(self) -> bool:
        return self.booking.state == State.WAITING

    @property
    def warning(self) -> str:
        """Why staff look twice: nobody is there, or the day is a closed one."""
        verdict = Verdict(self.booking.verdict)
        return "" if verdict == Verdict.OK or not self.booking.slots_held else str(verdict.label)

    @property
    def is_held_anyway(self) -> bool:
        return self.booking.slots_held and self.booking.verdict not in PLAIN

    @property
    def can_change(self) -> bool:
        return self.may_act and not why_not_change(self.booking)

    @property
    def can_cancel(self) -> bool:
        return self.may_act and not why_not(self.booking, State.CANCELLED)

    @property
    def can_take_up(self) -> bool:
        """A date that could not be had because of somebody else; whether it is free now is asked then."""
        is_clash = self.booking.verdict in {Verdict.CLASH, Verdict.UNAVAILABLE}
        return self.may_act and is_clash and not why_not(self.booking, State.WAITING)


def rows_of(bookings: Iterable[Booking], user: User) -> list[Row]:
    decides = can_decide(user)
    acts: dict[int, bool] = {}
    rows = []
    for booking in bookings:
        application = booking.application
        if application.pk not in acts:
            acts[application.pk] = decides or can_act_for(user, application)
        rows.append(Row(booking, acts[application.pk], decides, _undo_minutes(booking, user)))
    return rows


def _undo_minutes(booking: Booking, user: User) -> int:
    step = undoable(booking)
    if step is None or not can_undo(user, booking, step):
        return 0
    left = UNDO_FOR - (timezone.now() - step.at)
    return max(1, int(left.total_seconds() // 60))
