"""One tap per person: at the door of a date, and for whoever comes by. With and without JavaScript."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from sengetsu.base.form_pages import refusal_as_message
from sengetsu.living_room.spaces.access import host_or_404
from sengetsu.living_room.usage.access import why_no_report
from sengetsu.living_room.usage.queries import report_of
from sengetsu.living_room.usage.report_actions import save_report

from .counting import counters_of_day, counters_of_report, days_of_month, tapped
from .date_views import own_date_or_404
from .drop_in_actions import BACK, count_drop_in
from .writing_views import here_or_404

TALLY = "living_room/activities/_tally.html"


@require_http_methods(["GET", "HEAD", "POST"])
def visit_count(request: HttpRequest, booking_id: UUID) -> HttpResponse:
    """The same row as the report of the date: what is tapped here needs not be written there again."""
    writer, booking, activity = own_date_or_404(request, booking_id)
    steps = tapped(request.POST)
    if steps:
        with refusal_as_message(request):
            save_report(by=writer, booking=booking, steps=steps)
    report = report_of(booking)
    context = {
        "booking": booking,
        "activity": activity,
        "counters": counters_of_report(report),
        "people": report.people,
        "refusal": why_no_report(booking),
        "asks_first": True,
    }
    return _answer(request, "living_room/activities/count.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def drop_in(request: HttpRequest) -> HttpResponse:
    """`?day=2026-12-01` for a day of the last month; else today."""
    host, here = host_or_404(request), here_or_404(request)
    today = timezone.localdate()
    day = _day(request.GET.get("day", ""), today)
    steps = tapped(request.POST)
    for band, step in steps.items():
        with refusal_as_message(request):
            count_drop_in(by=host, venue=here.venue, day=day, band=band, step=step)
    counters = counters_of_day(here.venue, day)
    context = {"day": day, "today": today, "counters": counters, "month": days_of_month(here.venue, day)}
    context["people"] = sum(counter.people for counter in counters)
    return _answer(request, "living_room/activities/drop_in.html", context)


def _answer(request: HttpRequest, page: str, context: dict[str, Any]) -> HttpResponse:
    """A tap with JavaScript changes the numbers in place. Without, or when refused, the page is loaded
    again, so that "back" and "reload" count nobody twice."""
    if request.method != "POST":
        return render(request, page, context)
    if not request.headers.get("HX-Request"):
        return redirect(f"{request.get_full_path()}#counters")
    if context.get("refusal"):
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, TALLY, context)


def _day(said: str, today: date) -> date:
    try:
        day = date.fromisoformat(said)
    except ValueError:
        return today
    return day if today - BACK <= day <= today else today
