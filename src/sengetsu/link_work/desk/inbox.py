"""The list of what came in: letters, tips, calls, and what cannot be opened."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from sengetsu.accounts.access import SignedInRequest
from sengetsu.base.pagination import page_of
from sengetsu.link_work.cases.doors import leave_list_trace, link_work_page
from sengetsu.link_work.intake import queries

from .post import collect_post


@require_GET
@link_work_page
def intake_list(request: SignedInRequest) -> HttpResponse:
    """Newest and most urgent first; what is waiting, or what was dealt with."""
    stuck = collect_post(by=request.user)
    which = "handled" if request.GET.get("which") == "handled" else "waiting"
    rows = queries.handled(request.user) if which == "handled" else queries.waiting(request.user)
    page = page_of(request, rows)
    leave_list_trace(request, [row.case for row in page.object_list if row.case], thing="intake_list")
    return render(request, "link_work/intake/list.html", {"page": page, "which": which, "stuck": stuck})
