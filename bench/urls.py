"""The yardstick: pages that do nothing, behind the same middleware as all others."""

from datetime import timedelta
from functools import lru_cache
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path
from django.utils import timezone

from sengetsu.config.urls import handler400, handler403, handler404, handler500, urlpatterns
from sengetsu.living_room.bookings.verdicts import free_spans, ground
from sengetsu.living_room.spaces.models import Venue

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

PAGE = "<!doctype html><html lang='ja'><title>bare</title><h1>{{ words }}</h1></html>"
SHELL = '{% extends "base/page.html" %}{% block main %}<h1>{{ words }}</h1>{% endblock main %}'


@lru_cache(maxsize=2)
def drawn_from(page: str) -> Any:
    return engines["django"].from_string(page)


def bare(request: HttpRequest) -> HttpResponse:
    """A signed-in person, one template, nothing else: what every ratio is a ratio to."""
    return HttpResponse(drawn_from(PAGE).render({"words": "bare"}, request))


def shell(request: HttpRequest) -> HttpResponse:
    """Our frame around nothing: what navigation and messages cost."""
    return HttpResponse(drawn_from(SHELL).render({"words": "shell"}, request))


@login_not_required
def minimal(_request: HttpRequest) -> HttpResponse:
    """No session, no database."""
    return HttpResponse("ok\n", content_type="text/plain")


def free_times(_request: HttpRequest) -> HttpResponse:
    """All that is free in all spaces in the coming month, by the rule that the calendar uses."""
    venue = Venue.objects.all()[0]
    today = timezone.localdate()
    days = [today + timedelta(days=ahead) for ahead in range(31)]
    here = ground(venue, days[0], days[-1])
    lines = [
        f"{day} {space_id} {opens:%H:%M}-{closes:%H:%M}"
        for day in days
        for space_id in here.spaces
        for opens, closes in free_spans(here, space_id, day)
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain")


urlpatterns = [
    path("bench/free/", free_times),
    path("bench/bare/", bare),
    path("bench/shell/", shell),
    path("bench/minimal/", minimal),
    *urlpatterns,
]
