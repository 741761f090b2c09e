"""What the public pages show of the place's dates: entries, never bookings."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse

from sengetsu.base.language_fields import Words
from sengetsu.living_room.activities.models import Activity
from sengetsu.living_room.bookings.choices import HOLDABLE, STANDING, Purpose, State, Step
from sengetsu.living_room.bookings.models import Application, Booking, Closure, UndoStep
from sengetsu.living_room.bookings.queries import between
from sengetsu.living_room.spaces.choices import Weekday
from sengetsu.living_room.spaces.models import Space, Venue
from sengetsu.living_room.spaces.opening import OpeningCalendar, Span
from sengetsu.living_room.spaces.queries import Place

from .entries import Entry, Event, closure_entry, moved_entry, nameless_entry, open_entry
from .holidays import said_reason
from .periods import Bounds, bounds_around, days_between

NOT_HELD = frozenset({State.CANCELLED, State.DECLINED, State.REFUSED, State.LAPSED})
FARTHEST_MOVE = timedelta(days=62)  # a date that was moved farther away than that is a new one

# Of a date that had been approved, so that somebody may count on it, when it was called off.
CALLED_OFF = Q(
    Exists(
        UndoStep.objects.filter(
            booking=OuterRef("pk"), step=Step.CANCEL, undone_at=None, before__state__in=[*STANDING]
        )
    ),
    state=State.CANCELLED,
)
# Of a date in a series that stands: those who know the rhythm count on it.
OF_A_SERIES = Q(Exists(Booking.objects.standing().filter(application=OuterRef("application"))))
MISSED = CALLED_OFF | OF_A_SERIES & Q(rule_day=F("day"), state__in=NOT_HELD)
DOUBTFUL = OF_A_SERIES & Q(rule_day__isnull=False, state=State.WAITING, verdict__in=HOLDABLE)


@dataclass(frozen=True)
class Wish:
    """What a visitor wants to see only."""

    space: Space | None = None
    purpose: Purpose | None = None

    def __bool__(self) -> bool:
        return bool(self.space or self.purpose)

    def admits(self, entry: Entry) -> bool:
        return self.space is None or not entry.taken or entry.within(self.space) is not None


@dataclass(frozen=True)
class Day:
    """One day of the calendar: when somebody is there, or why nobody is, and what is on."""

    day: date
    hours: list[Span]
    closed_because: str
    entries: list[Entry] = field(default_factory=list)

    @property
    def weekday(self) -> str:
        return str(Weekday(self.day.weekday()).label)

    @property
    def is_quiet(self) -> bool:
        """Nothing to say about it."""
        return not self.entries and not self.closed_because

    @property
    def without_space(self) -> list[Entry]:
        return [entry for entry in self.entries if not entry.taken]

    def by_space(self, spaces: Iterable[Space]) -> list[tuple[Space, list[Entry]]]:
        found = [(space, [entry.within(space) for entry in self.entries]) for space in spaces]
        return [(space, [entry for entry in entries if entry]) for space, entries in found]


def bounds_of(place: Place, today: date) -> Bounds:
    """From two years ago to the last month for which one may apply."""
    return bounds_around(today, today + relativedelta(months=place.venue.books_ahead_months))


def days_of(place: Place, days: list[date], wish: Wish) -> list[Day]:
    """These days (in a row) with all that a stranger may know of them. A constant number of queries."""
    entries: dict[date, list[Entry]] = {day: [] for day in days}
    for entry in entries_of(place, days[0], days[-1], wish):
        entries[entry.day].append(entry)
    return [_day(place.calendar, day, found) for day, found in entries.items()]


def entries_of(place: Place, first: date, last: date, wish: Wish = Wish()) -> list[Entry]:
    """All entries from `first` to `last`, both included, soonest first."""
    bookings = list(open_bookings(place.venue, first, last, wish.purpose))
    found = [*_told(bookings, first, last)]
    if not wish.purpose:  # a filter by purpose must not tell of what others do
        known = {booking.pk for booking in bookings}
        found += [*_nameless(place.venue, first, last, known), *_closed(place, first, last)]
    return sorted((entry for entry in found if wish.admits(entry)), key=lambda entry: entry.in_order)


def open_entries(venue: Venue, first: date, last: date) -> list[Entry]:
    """What anybody may come to, soonest first, also what does not take place. Three queries."""
    return sorted(_told(open_bookings(venue, first, last), first, last), key=lambda entry: entry.in_order)


def event_of(application: Application) -> Event:
    """What strangers may read of a public application: the activity that it serves, if that has a page."""
    link = getattr(application, "activity_link", None)
    if link is None or not link.activity.is_published:
        return Event(Words(ja=application.title))
    activity = link.activity
    return Event(
        activity.name,
        activity.for_whom,
        reverse("activity_show", args=[activity.public_id]),
        about=activity.description,
        is_free=activity.is_free,
    )


def published_activities() -> QuerySet[Activity]:
    return Activity.objects.published().select_related("venue")


def named(rows: QuerySet[Booking]) -> QuerySet[Booking]:
    """With all that an entry tells of a date."""
    told = rows.select_related("application__venue", "application__activity_link__activity")
    return told.prefetch_related("uses__space")


def open_bookings(venue: Venue, first: date, last: date, purpose: Purpose | None = None) -> QuerySet[Booking]:
    """Dates of public applications of which strangers may know: what is promised, and for the sake of those
    who come in vain also what was called off, left out of a series, moved away, or is still in doubt.
    """
    rows = Booking.objects.filter(application__venue=venue, application__is_public=True)
    if purpose:
        rows = rows.filter(application__purpose=purpose)
    near = rows.filter(day__range=(first - FARTHEST_MOVE, last + FARTHEST_MOVE))
    then = near.filter(Q(day__range=(first, last)) | Q(rule_day__range=(first, last)))
    return named(then.filter(Q(state__in=STANDING) | MISSED | DOUBTFUL))


def _told(bookings: Iterable[Booking], first: date, last: date) -> Iterator[Entry]:
    for booking in bookings:
        event = event_of(booking.application)
        if first <= booking.day <= last:
            yield open_entry(booking, event)
        was_due = booking.rule_day
        if booking.state in STANDING and was_due and was_due != booking.day and first <= was_due <= last:
            yield moved_entry(booking, event)


def _nameless(venue: Venue, first: date, last: date, known: Collection[int]) -> Iterator[Entry]:
    for booking in between(venue, first, last):
        if booking.pk not in known:
            yield nameless_entry(booking)


def _closed(place: Place, first: date, last: date) -> Iterator[Entry]:
    rows = Closure.objects.filter(venue=place.venue, lifted_at=None, first_day__lte=last, last_day__gte=first)
    for closure in rows:
        for day in days_between(max(first, closure.first_day), min(last, closure.last_day)):
            yield closure_entry(closure, day, place.spaces)


def _day(calendar: OpeningCalendar, day: date, entries: list[Entry]) -> Day:
    return Day(day, calendar.spans(day), said_reason(calendar.closed_because(day)), entries)
