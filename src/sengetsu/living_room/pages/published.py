"""What each feed tells: all open dates of the place, the use of one space, the dates of one activity.

Feeds speak Japanese: a calendar program has chosen no language. An open date is told by its name and at the
time when people may come. Who uses a space for what is told by none. The feed of a space says besides when it
is in use (as private, one by one: that two dates are of one group is nobody's business either), asked for, or
closed, because the calendar page tells every stranger as much and a group looks for a free hour.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from sengetsu.living_room.activities.models import Activity
from sengetsu.living_room.bookings.choices import STANDING, State
from sengetsu.living_room.bookings.models import Application, Booking, Closure, Use
from sengetsu.living_room.bookings.queries import rules_of
from sengetsu.living_room.bookings.series import Part, Rule
from sengetsu.living_room.spaces.models import Space, Venue

from .entries import open_parts
from .feeds import Closed, Feed
from .queries import CALLED_OFF, event_of, named
from .told import Date, Pattern, Times, Told

PAST = timedelta(days=92)  # how long a date that is over stays in a feed; a series stays whole
TimesOf = Callable[[Sequence[Part | Use]], Times | None]


def venue_feed(venue: Venue) -> Feed:
    """All open dates."""
    return Feed(venue.name, _open(_applications(venue), _times_to_come(venue)))


def activity_feed(activity: Activity) -> Feed:
    """The open dates of one activity."""
    rows = _applications(activity.venue).filter(activity_link__activity=activity)
    return Feed(activity.name.get("ja", ""), _open(rows, _times_to_come(activity.venue)))


def space_feed(space: Space) -> Feed:
    """When a space is in use: also by those whose names are not told."""
    times_of = _times_in(space)
    told = [*_open(_applications(space.venue), times_of, suffix=f"-{space.pk}"), *_nameless(space, times_of)]
    return Feed(space.name.get("ja", ""), told, list(_closed(space)))


def _since() -> date:
    return timezone.localdate() - PAST


def _applications(venue: Venue) -> QuerySet[Application]:
    ids = Booking.objects.filter(application__venue=venue, day__gte=_since()).values("application")
    rows = Application.objects.filter(pk__in=ids, is_public=True).order_by("pk")
    return rows.select_related("activity_link__activity").prefetch_related("bookings__uses")


def _open(applications: QuerySet[Application], times_of: TimesOf, *, suffix: str = "") -> list[Told]:
    """Each application with what was promised of it: what stands, and what was called off after that."""
    rows = list(applications)
    off = set(Booking.objects.filter(CALLED_OFF, application__in=rows).values_list("pk", flat=True))
    told = (_told(application, off, times_of, suffix) for application in rows)
    return [one for one in told if one.dates]


def _told(application: Application, off: set[int], times_of: TimesOf, suffix: str) -> Told:
    event = event_of(application)
    bookings = list(application.bookings.all())
    promised = [booking for booking in bookings if booking.state in STANDING or booking.pk in off]
    dates = [_date(booking, times_of, suffix) for booking in promised if _is_near(booking)]
    patterns = {
        number: pattern
        for number, rule in enumerate(rules_of(application))
        if (pattern := _pattern(rule, [one for one in bookings if one.rule_number == number], times_of))
    }
    return Told(
        key=f"{application.public_id}{suffix}",
        name=event.name.get("ja", ""),
        dates=[one for one in dates if one],
        patterns=patterns,
        about=event.line.get("ja", ""),
        url=settings.PUBLIC_URL + event.url if event.url else "",
    )


def _is_near(booking: Booking) -> bool:
    return booking.rule_day is not None or booking.day >= _since()


def _date(booking: Booking, times_of: TimesOf, suffix: str) -> Date | None:
    times = times_of(list(booking.uses.all()))
    if times is None:
        return None
    return Date(
        key=f"{booking.public_id}{suffix}",
        day=booking.day,
        times=times,
        changed_at=booking.changed_at,
        sequence=booking.sequence,
        is_off=booking.state == State.CANCELLED,
        rule_number=booking.rule_number,
        rule_day=booking.rule_day,
    )


def _pattern(rule: Rule, dates: Sequence[Booking], times_of: TimesOf) -> Pattern | None:
    times = times_of(rule.parts)
    if times is None or not dates:
        return None
    changed_at = max(one.changed_at for one in dates)
    return Pattern(rule, times, changed_at, sum(one.sequence for one in dates))


def _times_to_come(venue: Venue) -> TimesOf:
    """The open part of a date, in all its spaces."""
    names = {space.pk: space.name.get("ja", "") for space in venue.spaces.all()}

    def times_of(parts: Sequence[Part | Use]) -> Times | None:
        spaces = list(dict.fromkeys(names.get(part.space_id, "") for part in open_parts(parts)))
        where = f"{venue.name} {'・'.join(spaces)}（{venue.address}）"
        return _envelope(open_parts(parts), where)

    return times_of


def _times_in(space: Space) -> TimesOf:
    """What a date takes of one space, setting up and clearing away included."""
    where = f"{space.venue.name} {space.name.get('ja', '')}（{space.venue.address}）"
    return lambda parts: _envelope([part for part in parts if part.space_id == space.pk], where)


def _envelope(parts: Iterable[Part | Use], where: str) -> Times | None:
    spans = [(part.starts, part.ends) for part in parts]
    return Times(min(spans)[0], max(ends for _, ends in spans), where) if spans else None


def _nameless(space: Space, times_of: TimesOf) -> Iterator[Told]:
    """Dates of which a stranger learns that they take the space: each for itself."""
    rows = Booking.objects.holding().filter(day__gte=_since(), uses__space=space)
    rows = rows.exclude(application__is_public=True, state__in=STANDING).distinct()
    for booking in named(rows):
        waits = booking.state == State.WAITING
        one = _date(booking, times_of, f"-{space.pk}")
        if one:
            single = replace(one, rule_day=None)
            yield Told(
                single.key, "仮押さえ" if waits else "使用中", [single], is_tentative=waits, is_private=True
            )


def _closed(space: Space) -> Iterator[Closed]:
    for_it = Q(space=space) | Q(space=None)
    for row in Closure.objects.filter(for_it, venue=space.venue, lifted_at=None, last_day__gte=_since()):
        yield Closed(
            f"closure-{row.pk}", row.reason, row.first_day, row.last_day, row.starts, row.ends, row.entered_at
        )
