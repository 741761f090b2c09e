"""The calendar: month, week, list. Plain links and a plain form: it works without any script."""

from datetime import date

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sengetsu.base.paper import pdf_answer
from sengetsu.living_room.spaces.queries import place_of

from .calendar_page import CalendarPage, today, wish_of
from .periods import View, day_in_address, first_of_month, period_at
from .queries import bounds_of
from .timetable import timetable
from .unchanged import unless_unchanged


@login_not_required
@require_safe
@unless_unchanged
def calendar(request: HttpRequest) -> HttpResponse:
    return _page(request, View.MONTH, today())


@login_not_required
@require_safe
@unless_unchanged
def calendar_month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    return _page(request, View.MONTH, first_of_month(year, month))


@login_not_required
@require_safe
@unless_unchanged
def calendar_week(request: HttpRequest, day: str = "") -> HttpResponse:
    """The week of that day: any of its seven days leads to it."""
    return _page(request, View.WEEK, day_in_address(day) if day else today())


@login_not_required
@require_safe
@unless_unchanged
def calendar_list(request: HttpRequest, day: str = "") -> HttpResponse:
    return _page(request, View.LIST, day_in_address(day) if day else today())


@login_not_required
@require_safe
def calendar_timetable(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """The month as a sheet for the wall (A3, PDF)."""
    here, first = place_of(request), first_of_month(year, month)
    if here is None or first is None or period_at(View.MONTH, first, bounds_of(here, today())) is None:
        raise Http404
    return pdf_answer(timetable(here, first), f"{here.venue.name}{year}-{month:02}.pdf")


def _page(request: HttpRequest, view: View, day: date | None) -> HttpResponse:
    """404 for what is no day; a calm page, 404 too, for one that the calendar does not reach."""
    here = place_of(request)
    if day is None:
        raise Http404
    if here is None:
        return render(request, "living_room/pages/calendar.html")
    now = today()
    period = period_at(view, day, bounds_of(here, now))
    if period is None:
        return render(request, "living_room/pages/calendar_beyond.html", status=404)
    context = {"page": CalendarPage(here, period, wish_of(request, here), now)}
    return render(request, "living_room/pages/calendar.html", context)
