"""Conferences for a member's calendar. No case, no topic: a calendar lies open on many desks."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

from sengetsu.living_room.pages.feeds import tokyo
from sengetsu.living_room.pages.told import HOST, TOKYO

from .models import Conference

PRODUCT = "-//Sengetsu//Conferences//JA"


def _event(conference: Conference) -> Event:
    event = Event()
    event.add("uid", f"conference-{conference.public_id}@{HOST}")
    event.add("dtstamp", conference.created_at.astimezone(UTC))
    event.add("summary", str(conference))
    event.add("status", "CONFIRMED")
    event.add("class", "CONFIDENTIAL")
    if conference.place:
        event.add("location", conference.place)
    if conference.starts_at:
        starts = datetime.combine(conference.on, conference.starts_at, TOKYO)
        event.add("dtstart", starts)
        ends = conference.ends_at and datetime.combine(conference.on, conference.ends_at, TOKYO)
        event.add("dtend", ends or starts + timedelta(hours=1))
    else:
        event.add("dtstart", conference.on)
        event.add("dtend", conference.on + timedelta(days=1))  # the end is not one of the days
    return event


def feed(conferences: Iterable[Conference]) -> bytes:
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCT)
    calendar.add("method", "PUBLISH")
    calendar.add_component(tokyo())
    for conference in conferences:
        calendar.add_component(_event(conference))
    text: bytes = calendar.to_ical()
    return text
