"""Dates as pages need them."""

from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.living_room.spaces.models import Venue

from .choices import Phase, State, Verdict
from .models import Application, Booking, Closure, Use
from .series import Part, Rule
from .verdicts import Ground, judge, judge_hours


def parts_of(booking: Booking) -> tuple[Part, ...]:
    """The spaces and times of a date. Prefetch `uses`."""
    return tuple(Part(use.space_id, use.starts, use.ends, Phase(use.phase)) for use in booking.uses.all())


def rules_of(application: Application) -> list[Rule]:
    return [Rule.from_json(said) for said in application.rules]


def between(venue: Venue, first: date, last: date) -> QuerySet[Booking]:
    """Dates that hold their slots on these days, both included, for a calendar. Three queries."""
    return Booking.objects.holding().filter(application__venue=venue, day__range=(first, last)).on_page()


def waiting(venue: Venue | None = None) -> QuerySet[Application]:
    """Applications with dates that somebody has to decide on, the oldest first."""
    open_dates = Booking.objects.filter(application=OuterRef("pk"), state=State.WAITING)
    rows = Application.objects.filter(Exists(open_dates)).select_related("group", "venue")
    rows = rows.annotate(
        waiting_dates=Count("bookings", filter=Q(bookings__state=State.WAITING)),
    )
    return (rows.filter(venue=venue) if venue else rows).order_by("created_at", "pk")


def coming_of(user: User, today: date) -> QuerySet[Booking]:
    """The coming dates for which this person acts."""
    mine = Booking.objects.visible_to(user).holding()
    return mine.filter(day__gte=today).on_page()


def dates_of(application: Application) -> QuerySet[Booking]:
    """All dates of an application, also those that were refused or called off."""
    return application.bookings.on_page().select_related("decided_by").order_by("day", "starts", "pk")


def met_by(closure: Closure) -> QuerySet[Booking]:
    """Dates that a closure meets and does not delete: their organizers and the house settle them."""
    uses = Use.objects.filter(booking=OuterRef("pk"))
    if closure.space_id:
        uses = uses.filter(space=closure.space_id)
    if closure.starts and closure.ends:
        uses = uses.filter(starts__lt=closure.ends, ends__gt=closure.starts)
    days = (closure.first_day, closure.last_day)
    found = Booking.objects.holding().filter(application__venue=closure.venue_id, day__range=days)
    return found.filter(Exists(uses)).on_page()


def met_by_closed_days(ground: Ground) -> list[tuple[Booking, str]]:
    """Coming dates that were plain when they were taken and now lie on a closed day, each with the reason.

    Whoever says "hold anyway" knows of the day; these do not yet.
    """
    rows = Booking.objects.holding().filter(
        application__venue=ground.venue,
        day__gte=ground.today,
        verdict__in=[Verdict.OK, Verdict.OUT_OF_HOURS],
    )
    judged = ((booking, judge_hours(ground, booking.day, parts_of(booking))) for booking in rows.on_page())
    return [(booking, said.reason) for booking, said in judged if said.is_holdable]


def refused(venue: Venue, today: date) -> QuerySet[Booking]:
    """Coming dates that could not be had because of somebody else's."""
    rows = Booking.objects.filter(application__venue=venue, state=State.REFUSED, day__gte=today)
    return rows.filter(verdict__in=[Verdict.CLASH, Verdict.UNAVAILABLE]).on_page()


def free_again(ground: Ground) -> list[Booking]:
    """Refused dates whose clash has disappeared: they are offered again. The ground must hold their days."""
    return [
        booking
        for booking in refused(ground.venue, ground.today)
        if judge(ground, booking.day, parts_of(booking)).is_plain
    ]


def closures(venue: Venue, today: date) -> QuerySet[Closure]:
    """Standing closures that are not over."""
    rows = Closure.objects.filter(venue=venue, last_day__gte=today, lifted_at=None)
    return rows.select_related("space", "entered_by").order_by("first_day", "pk")


def out_of_hours(venue: Venue, today: date) -> QuerySet[Booking]:
    """Coming approved dates on which nobody of the house is there."""
    rows = Booking.objects.standing().filter(application__venue=venue, day__gte=today)
    return rows.exclude(verdict=Verdict.OK).on_page()


def days_held(application: Application) -> set[date]:
    return set(application.bookings.holding().values_list("day", flat=True))


def ended(now_day: date | None = None) -> QuerySet[Booking]:
    """Approved dates whose time is over."""
    here = timezone.localtime()
    today = now_day or here.date()
    over = Q(day__lt=today) | Q(day=today, ends__lte=here.time())
    return Booking.objects.filter(over, state=State.APPROVED).order_by(F("day"), "starts")
