"""Addresses that fail on purpose, for the tests of how the product fails."""

import errno
import sqlite3
from pathlib import Path

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError, connection
from django.http import Http404, HttpRequest, HttpResponse
from django.template import RequestContext, Template
from django.urls import include, path

from sengetsu.config.urls import handler400, handler403, handler404, handler500
from tests.base.kit_sample import SampleForm

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


SAMPLE = (Path(__file__).parent / "kit_sample.html").read_text()
drafts: list[dict[str, str]] = []


def sample(request: HttpRequest) -> HttpResponse:
    """Every part of the kit on one page, as somebody signed in sees it."""
    form = SampleForm(request.POST if request.method == "POST" else None)
    messages.success(request, "保存しました。")
    page = Template('{% extends "base/page.html" %}' + SAMPLE)
    return HttpResponse(page.render(RequestContext(request, {"form": form})))


@login_not_required
def open_sample(request: HttpRequest) -> HttpResponse:
    """The same in the open wing."""
    form = SampleForm(request.POST if request.method == "POST" else None)
    page = Template('{% extends "base/open_page.html" %}' + SAMPLE)
    return HttpResponse(page.render(RequestContext(request, {"form": form})))


def keep_draft(request: HttpRequest) -> HttpResponse:
    drafts.append(request.POST.dict())
    return HttpResponse(status=204)


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
    path("t/sample/", sample, name="case_list"),
    path("t/open-sample/", open_sample),
    path("t/draft/", keep_draft, name="kit_draft"),
    path("t/broken/", broken),
    path("t/hidden/", _raises(Http404("canary"))),  # type: ignore[arg-type]
    path("t/400/", _raises(SuspiciousOperation("canary"))),  # type: ignore[arg-type]
    path("t/403/", _raises(PermissionDenied("canary"))),  # type: ignore[arg-type]
    path("t/500/", _raises(RuntimeError("canary"))),  # type: ignore[arg-type]
    path("t/disk/", _raises(OSError(errno.ENOSPC, "canary"))),  # type: ignore[arg-type]
    path("t/lost/", _raises(OperationalError(sqlite3.OperationalError("canary")))),  # type: ignore[arg-type]
]
