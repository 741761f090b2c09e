"""The auditor's pages: who looked at what, when and why. Never what stands in a case."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from sengetsu.base.pagination import page_of

from . import actions, queries
from .access import can_read_trail
from .chain import TrailBroken
from .choices import Action
from .exports import trail_as_csv
from .forms import TrailForm, first_look

View = Callable[[HttpRequest], HttpResponseBase]
ROWS_AT_A_PAGE_REQUEST = 20_000  # a second or two; the command checks everything


def for_auditor(view: View) -> View:
    """404 for everybody else. If the end of the chain was tampered with, the report is the page."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponseBase:
        if not can_read_trail(request.user):
            raise Http404
        try:
            return view(request)
        except TrailBroken:
            return _report(request)

    return guarded


@for_auditor
@require_safe
def audit_list(request: HttpRequest) -> HttpResponse:
    form = TrailForm(request.GET or first_look())
    context: dict[str, object] = {"form": form, "asked": bool(request.GET)}
    if form.is_valid():
        page = page_of(request, queries.trail(form.asked()))
        context["entries"] = list(page.object_list)  # read before this look itself is added
        context["page"] = page
        actions.trace_reading(
            by=request.user,
            action=Action.LISTED,
            filters=form.asked().in_words(),
            rows=page.paginator.count,
        )
    return render(request, "audit/list.html", context)


@for_auditor
@require_safe
def audit_export(request: HttpRequest) -> HttpResponseBase:
    form = TrailForm(request.GET or first_look())
    if not form.is_valid():
        return render(request, "audit/list.html", {"form": form, "asked": True})
    entries = queries.trail(form.asked())
    trace = actions.trace_reading(
        by=request.user, action=Action.EXPORTED, filters=form.asked().in_words(), rows=entries.count()
    )
    return trail_as_csv(entries.filter(sequence__lt=trace.sequence))


@for_auditor
@require_POST
def audit_verify_page(request: HttpRequest) -> HttpResponse:
    return _report(request)


def _report(request: HttpRequest) -> HttpResponse:
    report = actions.verify_for(by=request.user, last_rows=ROWS_AT_A_PAGE_REQUEST)
    return render(request, "audit/report.html", {"report": report})
