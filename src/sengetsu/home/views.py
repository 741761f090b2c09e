"""Today, and the search over everything that the asking person may know of."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from sengetsu.accounts.access import SignedInRequest
from sengetsu.accounts.choices import Role
from sengetsu.link_work.desk.post import collect_post
from sengetsu.link_work.desk.search import search

from . import queries
from .traces import trace_search, trace_today

# Who has no link work to do lands where their own work is.
FIRST_PAGE = {
    Role.AUDITOR: "audit_list",
    Role.ADMINISTRATOR: "account_list",
    Role.INFORMANT: "tip_list",
    Role.PARTNER: "partner_home",
    Role.ORGANIZER: "group_own",
}


@require_GET
def home_today(request: SignedInRequest) -> HttpResponse:
    user = request.user
    if not user.has_role(Role.LINK_WORKER, Role.MANAGER):
        first = next((page for role, page in FIRST_PAGE.items() if user.has_role(role)), "account_home")
        return redirect(first)
    stuck = collect_post(by=user)
    day = timezone.localdate()
    parts = queries.today(user, day)
    trace_today(request, parts)
    return render(request, "home/today.html", {"today": day, "stuck": stuck, **parts})


@require_GET
def home_search(request: SignedInRequest) -> HttpResponse:
    if not request.user.has_role(Role.LINK_WORKER, Role.MANAGER):
        raise Http404
    asked = request.GET.get("q", "").strip()[:200]
    found = search(request.user, asked) if asked else None
    trace_search(request, found)
    return render(request, "home/search.html", {"q": asked, "found": found})
