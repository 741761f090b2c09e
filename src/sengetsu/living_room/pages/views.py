"""The pages that a visitor meets first."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from sengetsu.living_room.spaces.queries import opening, place_of

from .front_page import front_facts
from .unchanged import unless_unchanged


@login_not_required
@require_safe
@unless_unchanged
def front(request: HttpRequest) -> HttpResponse:
    """Is somebody there now, what is on, how to begin, who we are, and what the donors made possible."""
    now = timezone.now()
    here = place_of(request)
    context = {"opening": opening(now, here)} | (front_facts(here, now) if here else {})
    return render(request, "living_room/pages/front.html", context)


@login_not_required
@require_safe
@unless_unchanged
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "living_room/pages/about.html")


@login_not_required
@require_safe
@unless_unchanged
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "living_room/pages/accessibility.html")


@login_not_required
@require_safe
@unless_unchanged
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "living_room/pages/privacy.html")
