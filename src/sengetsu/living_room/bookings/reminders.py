"""What the worker does for bookings in each round: dates that are over were used, holds end."""

from datetime import datetime

from .actions import lapse, mark_used
from .queries import ended, holds_over


def remind(*, by: None, now: datetime) -> int:
    """How many dates moved. Asks before it writes: an empty round takes nobody's turn."""
    used = mark_used(by=by) if ended().exists() else 0
    return used + (lapse(by=by, now=now) if holds_over(now).exists() else 0)
