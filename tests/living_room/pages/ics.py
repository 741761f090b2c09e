"""A feed as somebody else's program reads it: parsed by the library, expanded by dateutil."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from dateutil.rrule import rrulestr
from icalendar import Calendar

Span = tuple[datetime, datetime]


@dataclass
class Read:
    """What a person who subscribed sees: the dates that are held and those that are struck out."""

    held: list[Span] = field(default_factory=list)
    off: list[Span] = field(default_factory=list)


def parsed(text: bytes) -> Calendar:
    return Calendar.from_ical(text.decode())


def events(text: bytes) -> list[Any]:
    return list(parsed(text).walk("VEVENT"))


def read(text: bytes) -> Read:
    """Expand every event: rule minus exceptions, with the overrides in their places."""
    found = Read()
    overrides = {(str(e["uid"]), e["recurrence-id"].dt): e for e in events(text) if "recurrence-id" in e}
    for event in events(text):
        if "recurrence-id" in event:
            continue
        for start in _starts(event):
            said = overrides.pop((str(event["uid"]), start), None)
            if said is None:
                _note(found, event, start, start + (event["dtend"].dt - event["dtstart"].dt))
            else:
                _note(found, said, said["dtstart"].dt, said["dtend"].dt)
    assert not overrides, f"overrides of dates that no rule names: {overrides}"
    found.held.sort()
    found.off.sort()
    return found


def _starts(event: Any) -> list[datetime]:
    start = event["dtstart"].dt
    if "rrule" not in event:
        return [start]
    rule = event["rrule"].to_ical().decode()
    assert rule.split("UNTIL=")[1].split(";")[0].endswith("Z")
    gone = event.get("exdate")
    left_out = {one.dt for one in gone.dts} if gone else set()
    named = list(rrulestr(rule, dtstart=start))
    assert named[0] == start, "the first date must be on the rule"
    assert left_out <= set(named), "an exception that no rule names"
    return [one for one in named if one not in left_out]


def _note(found: Read, event: Any, start: datetime | date, end: datetime | date) -> None:
    assert isinstance(start, datetime)
    assert isinstance(end, datetime)
    shown = found.off if event.get("status") == "CANCELLED" else found.held
    shown.append((start.astimezone(UTC), end.astimezone(UTC)))
