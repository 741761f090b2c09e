"""The place as pages need it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext

from sengetsu.base.language_fields import Words
from sengetsu.base.seen import Fact, facts_of

from .choices import Weekday
from .models import (
    LENDING_COLUMNS,
    VENUE_COLUMNS,
    OpeningHours,
    Space,
    SpecialDay,
    UsableHours,
    Venue,
    VenueText,
)
from .opening import OpeningCalendar, Season, Span


@dataclass(frozen=True)
class Opening:
    """Is somebody there? `until` when open; `opens_next` when closed (may be unknown)."""

    until: time | None
    opens_next: datetime | None
    opens_today: bool

    @property
    def is_open(self) -> bool:
        return self.until is not None


class Place:
    """The venue with its weekly hours, read in one query; the rest is read when a page asks."""

    def __init__(self, venue: Venue, hours: list[OpeningHours], *, is_first: bool = True) -> None:
        self.venue = venue
        self.hours = hours
        self.is_first = is_first

    def __getattr__(self, name: str) -> object:
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self.venue, name)

    @property
    def query(self) -> str:
        """What an address of staff says to mean this venue; the first one needs nothing."""
        return "" if self.is_first else f"?venue={self.venue.pk}"

    @cached_property
    def texts(self) -> dict[str, VenueText]:
        return {text.topic: text for text in self.venue.texts.all()}

    @cached_property
    def spaces(self) -> list[Space]:
        """Those in use, in order."""
        return [space for space in self.venue.spaces.all() if space.retired_on is None]

    @cached_property
    def hours_line(self) -> str:
        """「平日 8:30–17:15」 in the visitor's language; other weeks are listed day by day."""
        return hours_line(self.hours)

    @cached_property
    def calendar(self) -> OpeningCalendar:
        return opening_calendar(self.venue, self.hours)

    @cached_property
    def special_days(self) -> list[SpecialDay]:
        return list(self.venue.special_days.filter(day__gte=timezone.localdate()))


def place() -> Place | None:
    """The town's living room, or nothing before a town has entered it: the first venue. One query."""
    first = Venue.objects.order_by("pk").values("pk")[:1]
    rows = list(OpeningHours.objects.filter(venue_id=first).select_related("venue"))
    if rows:
        return Place(rows[0].venue, rows)
    venue_without_hours = Venue.objects.first()
    return Place(venue_without_hours, []) if venue_without_hours else None


def places() -> list[Place]:
    """All venues with their hours, the first one first. Two queries."""
    venues = list(Venue.objects.prefetch_related("hours"))
    return [
        Place(venue, list(venue.hours.all()), is_first=number == 0) for number, venue in enumerate(venues)
    ]


def listed_places() -> list[Place]:
    """Those that a visitor may know of."""
    return [here for here in places() if here.is_first or here.venue.is_listed]


def place_of_venue(venue_id: int) -> Place | None:
    return next((here for here in places() if here.venue.pk == venue_id), None)


def place_of(request: HttpRequest) -> Place | None:
    """The place, read once per request."""
    if not hasattr(request, "_place"):
        request._place = place()  # type: ignore[attr-defined]
    found: Place | None = request._place  # type: ignore[attr-defined]
    return found


def opening(now: datetime, here: Place | None) -> Opening:
    """Whether the place is open at `now` (aware), until when, and when next."""
    if here is None:
        return Opening(None, None, opens_today=False)
    until = here.calendar.open_until(now)
    following = None if until else here.calendar.next_opening(now)
    today = timezone.localtime(now).date()
    return Opening(until, following, opens_today=following is not None and following.date() == today)


def is_open(now: datetime) -> bool:
    return opening(now, place()).is_open


def opening_calendar(venue: Venue, hours: list[OpeningHours]) -> OpeningCalendar:
    """When somebody is there."""
    prefetch_related_objects([venue], "yearly_closures", "special_days")
    special = venue.special_days.all()
    return OpeningCalendar(
        weekly=_weekly(hours),
        closed_on_holidays=venue.closed_on_holidays,
        seasons=[
            Season((row.from_month, row.from_day), (row.to_month, row.to_day), str(row.reason))
            for row in venue.yearly_closures.all()
        ],
        special={
            day.day: [(day.opens, day.closes)] if day.opens and day.closes else []
            for day in special
            if not day.as_usual
        },
        special_reasons={day.day: day.reason for day in special},
        as_usual=frozenset(day.day for day in special if day.as_usual),
    )


def usable_calendar(venue: Venue, opening: OpeningCalendar | None = None) -> OpeningCalendar:
    """When a group may use the place. A town that has entered no usable hours lends it while it is open.

    `opening`: the venue's opening calendar, if the caller has it already.
    """
    prefetch_related_objects([venue], "usable_hours")
    opening = opening or opening_calendar(venue, list(venue.hours.all()))
    return opening.for_groups(_weekly(venue.usable_hours.all()) or opening.weekly)


def _weekly(hours: Iterable[OpeningHours] | Iterable[UsableHours]) -> dict[int, list[Span]]:
    weekly: dict[int, list[Span]] = {}
    for row in hours:
        weekly.setdefault(row.weekday, []).append((row.opens, row.closes))
    return weekly


def hours_in_words(spans: Sequence[OpeningHours] | Sequence[UsableHours]) -> str:
    """「08:30–12:00、13:00–17:15」, as the form takes it."""
    return "、".join(f"{row.opens:%H:%M}–{row.closes:%H:%M}" for row in spans)


def facts_of_venue(venue: Venue, hours: list[OpeningHours]) -> list[Fact]:
    """What the page of the place edits: see `base.seen`."""
    spans = {day: hours_in_words([row for row in hours if row.weekday == day]) for day in Weekday}
    open_at = [Fact(f"{day.label}に開いている時間", said) for day, said in spans.items()]
    return [*facts_of(venue, (*VENUE_COLUMNS, "kind", "long_kind")), *open_at]


def facts_of_lending(venue: Venue) -> list[Fact]:
    """What the page of the rules of lending edits: see `base.seen`."""
    rows = list(venue.usable_hours.all())
    spans = {day: hours_in_words([row for row in rows if row.weekday == day]) for day in Weekday}
    usable = [Fact(f"{day.label}に使える時間", said) for day, said in spans.items()]
    return [*facts_of(venue, LENDING_COLUMNS), *usable]


def facts_of_text(text: Words) -> list[Fact]:
    return [Fact(name, text.get(code, "")) for code, name in settings.LANGUAGES]


def hours_line(hours: Iterable[OpeningHours] | Iterable[UsableHours]) -> str:
    return "、".join(_days(days) + f" {_span(span)}" for span, days in _by_span(hours).items())


def _by_span(hours: Iterable[OpeningHours] | Iterable[UsableHours]) -> dict[Span, list[int]]:
    spans: dict[Span, list[int]] = {}
    for row in hours:
        spans.setdefault((row.opens, row.closes), []).append(row.weekday)
    return spans


def _span(span: Span) -> str:
    return "–".join(f"{moment.hour}:{moment.minute:02}" for moment in span)


def _days(days: list[int]) -> str:
    if sorted(days) == list(range(5)):
        return gettext("平日")
    if sorted(days) == list(range(7)):
        return gettext("毎日")
    return "・".join(str(Weekday(day).label) for day in sorted(days))
