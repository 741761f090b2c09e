"""What happens to dates as time goes by: `sengetsu work` and the report call these."""

from datetime import datetime

from sengetsu.accounts.access import require
from sengetsu.accounts.models import User
from sengetsu.audit.choices import Action
from sengetsu.audit.writing import writing

from .access import can_act_for
from .choices import State
from .models import Booking
from .queries import ended, holds_over
from .slots import release
from .writing import locked, offer_again, require_move, trace


@writing()
def mark_used(*, by: None) -> int:
    """Dates whose time is over took place, unless somebody called them off. For the worker."""
    rows = locked(ended())
    for row in rows:
        row.state = State.USED
        row.save(update_fields=["state", "changed_at"])
        trace(row, Action.STATE_CHANGED, by=by, what="used")
    return len(rows)


@writing()
def mark_reported(*, by: User, booking: Booking) -> None:
    """The report about a date has come. A second one changes nothing here."""
    [row] = locked([booking])
    require(can_act_for(by, row.application), "この日の報告はできません。")
    if row.state == State.REPORTED:
        return
    require_move(row, State.REPORTED)
    row.state = State.REPORTED
    row.save(update_fields=["state", "changed_at"])
    trace(row, Action.STATE_CHANGED, by=by, what="reported")


@writing()
def lapse(*, by: None, now: datetime) -> int:
    """Give up holds of applications without an account whose time is over. For the worker."""
    rows = locked(holds_over(now))
    reason = "仮押さえの期限が過ぎました。ご希望があれば、もう一度お申し込みください。"
    for row in rows:
        row.state, row.reason, row.sequence = State.LAPSED, reason, row.sequence + 1
        row.save()
        release(row)
        trace(row, Action.STATE_CHANGED, by=by, what="lapsed")
        offer_again(row.application.venue, row.day)
    return len(rows)
