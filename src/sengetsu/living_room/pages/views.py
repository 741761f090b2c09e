"""The pages that a visitor meets first."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from sengetsu.living_room.activities.queries import coming
from sengetsu.living_room.spaces.queries import opening, place_of


@login_not_required
@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Is somebody there now, what comes next, who we are, and the three doors."""
    now = timezone.now()
    here = place_of(request)
    context = {
        "opening": opening(now, here),
        "coming": coming(here.venue, here.calendar, now) if here else [],
    }
    return render(request, "living_room/pages/front.html", context)


@login_not_required
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "living_room/pages/about.html")


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "living_room/pages/accessibility.html")


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "living_room/pages/privacy.html")
