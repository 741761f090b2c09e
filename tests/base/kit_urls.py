"""Addresses that fail on purpose, for the tests of how the product fails."""

import errno
import sqlite3

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError, connection
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path

from sengetsu.config.urls import handler400, handler403, handler404, handler500

__all__ = ["handler400", "handler403", "handler404", "handler500"]


def _raises(fault: Exception) -> object:
    @login_not_required
    def view(request: HttpRequest) -> HttpResponse:
        raise fault

    return view


@login_not_required
def write(request: HttpRequest) -> HttpResponse:
    """Writes what was sent into a real table."""
    Group.objects.create(name=request.POST["story"])
    return HttpResponse("kept")


@login_not_required
def show(request: HttpRequest) -> HttpResponse:
    return HttpResponse("open page")


@login_not_required
def remember(request: HttpRequest) -> HttpResponse:
    """Writes into the session, which is saved only after the view."""
    request.session["story"] = "あ" * 500
    return HttpResponse("kept")


def room(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"room {request.POST.get('story', '')}")


@login_not_required
def broken(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT canary FROM no_such_place")
    return HttpResponse()


urlpatterns = [
    path("", include("sengetsu.config.urls")),
    path("t/write/", write),
    path("t/open/", show),
    path("t/room/", room),
    path("t/session/", remember),
    path("t/broken/", broken),
    path("t/hidden/", _raises(Http404("canary"))),  # type: ignore[arg-type]
    path("t/400/", _raises(SuspiciousOperation("canary"))),  # type: ignore[arg-type]
    path("t/403/", _raises(PermissionDenied("canary"))),  # type: ignore[arg-type]
    path("t/500/", _raises(RuntimeError("canary"))),  # type: ignore[arg-type]
    path("t/disk/", _raises(OSError(errno.ENOSPC, "canary"))),  # type: ignore[arg-type]
    path("t/lost/", _raises(OperationalError(sqlite3.OperationalError("canary")))),  # type: ignore[arg-type]
]
