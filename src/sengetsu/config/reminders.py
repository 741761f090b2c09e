"""Which rooms have something to do or to say as time goes by. The worker asks each of them in every round.

A room with something to remind of has a module `reminders.py` with::

    def remind(*, by: None, now: datetime) -> int: ...

which leaves the notices that are due at `now` (aware), and says how many things it found to tell.
It calls `notices.actions.notify` with a key that says what is told to whom and of which day, such as
`use-tomorrow:12:2026-11-24:user:3`. The key is what makes it safe to ask again every few seconds, from two
workers, and after a crash: the same thing is never told twice. A reminder looks back a bounded time, so that
a worker that stood still for a month does not tell last month's news.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from sengetsu.living_room.activities import reminders as activities
from sengetsu.living_room.bookings import reminders as bookings
from sengetsu.living_room.fees import reminders as fees
from sengetsu.living_room.groups import reminders as groups
from sengetsu.living_room.startups import reminders as startups
from sengetsu.living_room.usage import reminders as usage


class Remind(Protocol):
    def __call__(self, *, by: None, now: datetime) -> int: ...


REMINDERS: tuple[Remind, ...] = (
    bookings.remind,
    usage.remind,
    fees.remind,
    fees.settle_what_is_free,
    activities.remind,
    groups.remind,
    startups.remind,
)


def remind_of_everything(*, now: datetime, fault: Callable[[Remind], None]) -> int:
    """Ask every room; one that fails is told to `fault` (inside its `except`) and holds up nobody else."""
    told = 0
    for remind in REMINDERS:
        try:
            told += remind(by=None, now=now)
        except Exception:  # whatever it is, the other rooms and the delivery go on
            fault(remind)
    return told
