"""What is on: today, this week, and the next date of everything that comes later."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from django.utils import timezone

from sengetsu.base.language_fields import Words
from sengetsu.living_room.spaces.models import Venue

from .entries import Entry, Kind
from .queries import open_entries

WEEK = timedelta(days=6)  # with today: seven days, also on a Sunday
AHEAD = timedelta(weeks=10)  # long enough for two dates of a monthly rule, also over a new year
SOON, LATER, INTRODUCED = 9, 5, 6  # rows: the page stays light; the calendar has them all


@dataclass(frozen=True)
class WhatsOn:
    today: list[Entry] = field(default_factory=list)
    week: list[Entry] = field(default_factory=list)
    later: list[Entry] = field(default_factory=list)

    @property
    def open(self) -> list[Entry]:
        """What takes place."""
        return [one for one in (*self.today, *self.week, *self.later) if one.kind is Kind.OPEN]


def whats_on(venue: Venue, now: datetime) -> WhatsOn:
    """Three queries. Of what is over today, nothing."""
    today = timezone.localtime(now).date()
    entries = [entry for entry in open_entries(venue, today, today + AHEAD) if not entry.is_over]
    soon = today + WEEK
    near = [entry for entry in entries if entry.day <= soon][:SOON]
    known = {entry.rhythm for entry in near if entry.kind is Kind.OPEN}
    later = next_of_each((entry for entry in entries if entry.day > soon), known)[:LATER]
    shown = introduced_once([*near, *later])
    return WhatsOn(
        today=[entry for entry in shown if entry.day == today],
        week=[entry for entry in shown if today < entry.day <= soon],
        later=shown[len(near) :],
    )


def introduced_once(entries: Iterable[Entry]) -> list[Entry]:
    """The same dates; what an activity is about is told where it stands for the first time, of the first
    few."""
    known: set[str] = set()
    found = []
    for entry in entries:
        event = entry.event
        if event and (str(event.name) in known or len(known) >= INTRODUCED):
            found.append(replace(entry, event=replace(event, about=Words())))
            continue
        known.add(str(event.name) if event else "")
        found.append(entry)
    return found


def next_of_each(entries: Iterable[Entry], known: Collection[tuple[int, int]]) -> list[Entry]:
    """The soonest date of each rhythm that is not known yet; before one that takes place, also those that
    do not."""
    found: list[Entry] = []
    settled = set(known)
    for entry in entries:
        if entry.rhythm not in settled:
            found.append(entry)
            if entry.kind is Kind.OPEN:
                settled.add(entry.rhythm)
    return found
