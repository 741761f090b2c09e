"""A feed as text: what a calendar program fetches again and again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event, Timezone, TimezoneStandard

from .told import HOST, TOKYO, Told

PRODUCT = "-//Sengetsu//Living room//JA"
AGAIN = timedelta(hours=6)  # how often a program should look again


@dataclass(frozen=True)
class Closed:
    """Days on which the house itself takes a space out of use, all day long or for some hours of each."""

    key: str
    reason: str
    first_day: date
    last_day: date
    starts: time | None
    ends: time | None
    changed_at: datetime  # aware

    def event(self) -> Event:
        event = Event()
        event.add("uid", f"{self.key}@{HOST}")
        event.add("dtstamp", self.changed_at.astimezone(UTC))
        event.add("last-modified", self.changed_at.astimezone(UTC))
        event.add("summary", f"使えません：{self.reason}")
        event.add("status", "CONFIRMED")
        if self.starts and self.ends:
            event.add("dtstart", datetime.combine(self.first_day, self.starts, TOKYO))
            event.add("dtend", datetime.combine(self.first_day, self.ends, TOKYO))
            until = datetime.combine(self.last_day, self.starts, TOKYO).astimezone(UTC)
            event.add("rrule", {"FREQ": "DAILY", "UNTIL": until})
        else:
            event.add("dtstart", self.first_day)
            event.add("dtend", self.last_day + timedelta(days=1))  # the end is not one of the days
            event.add("transp", "OPAQUE")
        return event


@dataclass(frozen=True)
class Feed:
    name: str
    told: Sequence[Told]
    closed: Sequence[Closed] = ()

    @property
    def changes(self) -> list[datetime]:
        """When something in it changed."""
        return [
            *(one.changed_at for told in self.told for one in told.dates),
            *(one.changed_at for told in self.told for one in told.patterns.values()),
            *(one.changed_at for one in self.closed),
        ]

    def text(self) -> bytes:
        calendar = Calendar()
        calendar.add("version", "2.0")
        calendar.add("prodid", PRODUCT)
        calendar.add("calscale", "GREGORIAN")
        calendar.add("method", "PUBLISH")
        calendar.add("name", self.name)
        calendar.add("x-wr-calname", self.name)
        calendar.add("x-wr-timezone", str(TOKYO))
        calendar.add("refresh-interval", AGAIN, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", "PT6H")
        calendar.add_component(tokyo())
        for told in self.told:
            for event in told.events():
                calendar.add_component(event)
        for closed in self.closed:
            calendar.add_component(closed.event())
        text: bytes = calendar.to_ical()
        return text


def tokyo() -> Timezone:
    """Japan has had one time all year since 1951: written out, so that no program has to guess."""
    standard = TimezoneStandard()
    standard.add("dtstart", datetime(1970, 1, 1))  # noqa: DTZ001 - the zone is what this defines
    standard.add("tzoffsetfrom", timedelta(hours=9))
    standard.add("tzoffsetto", timedelta(hours=9))
    standard.add("tzname", "JST")
    zone = Timezone()
    zone.add("tzid", str(TOKYO))
    zone.add_component(standard)
    return zone
