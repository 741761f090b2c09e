"""The household of a case in pictures: the genogram, and the ecomap through time."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from sengetsu.accounts.access import SignedInRequest
from sengetsu.link_work.cases.doors import case_page
from sengetsu.link_work.cases.life_queries import life_of, participation_of, proposals_of
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.cases.risks import hints

from . import queries
from .pictures import ecomap, household
from .through_time import compare, day_at, first_day, ties_on, turning_days
from .views import head_of

TURNS = 6  # days of change that are offered as buttons


@require_GET
@case_page(thing="household")
def case_household(request: SignedInRequest, case: Case) -> HttpResponse:
    context = {
        "family": queries.family_of(case),
        "hints": hints(queries.household_of(case)),
        "proposals": proposals_of(case),
        "life": life_of(case),
        "participation": participation_of(case),
    }
    return render(
        request, "link_work/desk/household.html", {**head_of(request, case, "household"), **context}
    )


@require_GET
@case_page(thing="ties")
def ecomap_time(request: SignedInRequest, case: Case) -> HttpResponse:
    today, first = timezone.localdate(), first_day(case)
    turns = turning_days(case)
    begins = str(((turns or [first])[0] - first).days)
    was = day_at(case, today, request.GET.get("was", begins))
    now = day_at(case, today, request.GET.get("now", ""))
    before, after = ties_on(case, was), ties_on(case, now)
    people = queries.people_of(case)
    context = {
        "case": case,
        "heading": "つながりの移りかわり",
        "was": was,
        "now": now,
        "was_at": (was - first).days,
        "now_at": (now - first).days,
        "last": (today - first).days,
        "turns": [(day, (day - first).days) for day in turns[-TURNS:]],
        "changes": compare(before, after),
        "nodes_now": ecomap(after),
        "ties_now": after,
        "figures": household(people),
        "people": people,
    }
    return render(request, "link_work/desk/through_time.html", context)
