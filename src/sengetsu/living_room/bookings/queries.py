"""Dates as pages need them."""

from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.living_room.groups.models import Permit
from sengetsu.living_room.spaces.access import can_edit_venue
from sengetsu.living_room.spaces.models import Space, Venue
from sengetsu.living_room.spaces.queries import Place

from .choices import HOLDING, Phase, State, Verdict
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


def lendable(venue: Venue) -> QuerySet[Space]:
    """The spaces that may be asked for."""
    return venue.spaces.filter(is_bookable=True, retired_on=None)


def venue_asked(request: HttpRequest, place: Place | None) -> Venue:
    """The venue that `?venue=` names, else the town's first. 404 if there is none.

    One that is not shown yet is known to those who run the place only.
    """
    asked = request.GET.get("venue") or request.POST.get("venue") or ""
    found = Venue.objects.filter(pk=int(asked)).first() if asked.isdecimal() and len(asked) < 10 else None  # noqa: PLR2004
    if found and not found.is_listed and not can_edit_venue(request.user):
        found = None
    if found is None and place is None:
        raise Http404
    return found or place.venue  # type: ignore[union-attr]


def application_of(user: User) -> QuerySet[Application]:
    """The applications that this person may see, with what their page names."""
    return Application.objects.visible_to(user).select_related("group", "venue", "entered_by")


def applications_of(user: User, today: date) -> QuerySet[Application]:
    """Applications with a date to come, or made lately; the newest first."""
    coming = Booking.objects.filter(application=OuterRef("pk"), day__gte=today)
    recent = Q(created_at__date__gte=today - timedelta(days=60))
    rows = application_of(user).filter(Exists(coming) | recent)
    return rows.annotate(dates=Count("bookings", filter=Q(bookings__state__in=HOLDING)))


def booking_of(user: User) -> QuerySet[Booking]:
    return Booking.objects.visible_to(user).on_page().select_related("decided_by")


def papers_ending(application: Application) -> list[Permit]:
    """Permits and insurance of the group that end before its last coming date. Which of them is needed is
    local: people decide, the page only says so."""
    coming = application.bookings.holding().filter(day__gte=timezone.localdate())
    last = coming.order_by("-day").values_list("day", flat=True).first()
    if application.group is None or last is None:
        return []
    return list(application.group.permits.expired_on(last))


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
    mine = Booking.objects.visible_to(user).holding().filter(day__gte=today)
    return mine.on_page().prefetch_related("undo_steps__by")


def dates_of(application: Application) -> QuerySet[Booking]:
    """All dates of an application, also those that were refused or called off."""
    rows = application.bookings.on_page().select_related("decided_by").prefetch_related("undo_steps__by")
    return rows.order_by("day", "starts", "pk")


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


def ended(now_day: date | None = None) -> QuerySet[Booking]:
    """Approved dates whose time is over."""
    here = timezone.localtime()
    today = now_day or here.date()
    over = Q(day__lt=today) | Q(day=today, ends__lte=here.time())
    return Booking.objects.filter(over, state=State.APPROVED).order_by(F("day"), "starts")


def application_by_link(token_hash: str) -> QuerySet[Application]:
    """The application whose link this is; none for an empty one."""
    rows = Application.objects.exclude(token_hash="").filter(token_hash=token_hash)
    return rows.select_related("group", "venue")


def closure_of() -> QuerySet[Closure]:
    return Closure.objects.select_related("venue")


def closures_with_met(venue: Venue, today: date) -> list[tuple[Closure, list[Booking]]]:
    """Standing closures, each with the coming dates that it meets."""
    return [(closure, list(met_by(closure).filter(day__gte=today))) for closure in closures(venue, today)]


def holds_over(now: datetime) -> QuerySet[Booking]:
    """Dates that an application without an account holds longer than it may."""
    return Booking.objects.filter(state=State.WAITING, application__hold_until__lte=now)
