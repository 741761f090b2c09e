"""The next dates of what goes on, as they are promised to the public.

Only an approved date is a promise. A date of an approved series that was called off, could not be had or was
moved stays in sight and says so: whoever knows the rhythm would otherwise stand before a closed door.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from sengetsu.living_room.bookings.choices import HOLDABLE, STANDING, Phase, State
from sengetsu.living_room.bookings.models import Booking, BookingQuerySet, UndoStep
from sengetsu.living_room.spaces.models import Venue
from sengetsu.living_room.spaces.opening import OpeningCalendar

from .choices import ActivityState
from .models import Activity

AHEAD = timedelta(weeks=10)  # long enough for two dates of a monthly rule, also over a new year
CALLED_OFF = frozenset({State.CANCELLED, State.DECLINED, State.REFUSED, State.LAPSED})


@dataclass(frozen=True)
class Coming:
    """One coming date. `doubt` is why it is not sure yet whether it is held (a holiday, year end)."""

    activity: Activity
    booking: Booking
    doubt: str

    @property
    def starts(self) -> datetime:
        return visit_span(self.booking)[0]

    @property
    def ends(self) -> datetime:
        return visit_span(self.booking)[1]

    @property
    def is_off(self) -> bool:
        return self.booking.state in CALLED_OFF

    @property
    def is_held(self) -> bool:
        return not self.is_off and not self.doubt

    @property
    def moved_from(self) -> date | None:
        """The day on which those who know the rhythm would come."""
        usual = self.booking.rule_day
        return usual if usual and usual != self.booking.day and not self.is_off else None

    @property
    def stands_at(self) -> datetime:
        """A moved date stands where one would look for it, if that is still to come."""
        usual = self.moved_from
        if usual and timezone.localdate() <= usual < self.booking.day:
            return self.starts - (self.booking.day - usual)
        return self.starts


def visit_span(booking: Booking) -> tuple[datetime, datetime]:
    """When visitors come (aware): setting up and cooking before that are not for them."""
    main = [use for use in booking.uses.all() if use.phase == Phase.MAIN]
    starts = min((use.starts for use in main), default=booking.starts)
    ends = max((use.ends for use in main), default=booking.ends)
    return _at(booking.day, starts), _at(booking.day, ends)


def _at(day: date, moment: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, moment))


def coming(
    venue: Venue,
    calendar: OpeningCalendar,
    now: datetime,
    limit: int = 4,
    *,
    of: Activity | None = None,
) -> list[Coming]:
    """The next dates of what goes on at a place (or of one activity) that have not ended, soonest first.

    Two queries. A date on a holiday that waits for its approval is listed with its doubt.
    """
    today = timezone.localtime(now).date()
    wanted = dates_of_series().filter(
        application__venue=venue,
        application__activity_link__activity__state=ActivityState.RUNNING,
        day__range=(today, today + AHEAD),
    )
    if of is not None:
        wanted = wanted.filter(application__activity_link__activity=of)
    found = [_coming(booking, calendar) for booking in wanted]
    return sorted((one for one in found if one.ends > now), key=lambda one: one.stands_at)[:limit]


def dates_of_series() -> BookingQuerySet:
    """Dates that the public may know of: promised ones, those that were promised and called off, and of an
    approved series also the others."""
    stands = Booking.objects.standing().filter(application=OuterRef("application"))
    promised = UndoStep.objects.filter(booking=OuterRef("pk"), before__state=State.APPROVED)
    off = Q(state__in=CALLED_OFF)
    of_series = Q(rule_day__isnull=False) & Exists(stands)
    doubtful = Q(state=State.WAITING, verdict__in=HOLDABLE)
    return (
        Booking.objects.filter(
            Q(state__in=STANDING) | (of_series & (doubtful | off)) | (off & Exists(promised))
        )
        .select_related("application__activity_link__activity")
        .prefetch_related("uses")
    )


def _coming(booking: Booking, calendar: OpeningCalendar) -> Coming:
    doubt = ""
    if booking.state == State.WAITING:
        doubt = calendar.closed_because(booking.day) or booking.reason or booking.get_verdict_display()
    return Coming(booking.application.activity_link.activity, booking, doubt)
