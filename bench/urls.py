"""The yardstick: pages that do nothing, behind the same middleware as all others."""

from functools import lru_cache
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from sengetsu.config.urls import handler400, handler403, handler404, handler500, urlpatterns

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


urlpatterns = [
    path("bench/bare/", bare),
    path("bench/shell/", shell),
    path("bench/minimal/", minimal),
    *urlpatterns,
]
