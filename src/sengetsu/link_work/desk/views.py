"""The case page, composed from the rooms. It owns no data."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from sengetsu.accounts.access import SignedInRequest, roles_required, signed_in
from sengetsu.accounts.choices import Role
from sengetsu.audit.choices import Action
from sengetsu.audit.queries import looks_at
from sengetsu.base.pagination import page_of
from sengetsu.link_work.assessments.choices import SheetKind
from sengetsu.link_work.assessments.queries import pieces_of, trends_of
from sengetsu.link_work.assessments.queries import sheets as all_sheets
from sengetsu.link_work.assessments.trend import drawn
from sengetsu.link_work.cases import access
from sengetsu.link_work.cases.doors import case_page
from sengetsu.link_work.cases.life_queries import merged_into, merges_of
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.cases.queries import open_handover
from sengetsu.link_work.conferences.queries import conferences_about
from sengetsu.link_work.consents.queries import ledger_of
from sengetsu.link_work.plans.access import can_decide
from sengetsu.link_work.plans.queries import plans_of, support_decision_of, unfinished_plans

from . import queries
from .pictures import ecomap, household, trust_path
from .tips import look_at_own_tips


def picture_of(case: Case, people: list[queries.Member]) -> dict[str, Any]:
    """The ecomap: the household in the middle, the ties around it."""
    ties = queries.ties_of(case)
    return {"ties": ties, "nodes": ecomap(ties), "figures": household(people), "people": people}


def head_of(request: SignedInRequest, case: Case, tab: str) -> dict[str, Any]:
    """What stands at the top of every page of a case."""
    people = queries.people_of(case)
    return {
        "case": case,
        "tab": tab,
        "people": people,
        "close": [member for member in people if member.is_close],
        "protected": any(member.person.address_protected for member in people),
        "worker_here": access.has_a_worker(case),
        "can_take_over": access.can_take_over(request.user, case),
        "handover": open_handover(case),
        "lookers": queries.lookers(case, user=request.user),
        "can_restrict": access.can_restrict(request.user, case),
    }


@require_GET
@case_page()
def case_now(request: SignedInRequest, case: Case) -> HttpResponse:
    head = head_of(request, case, "now")
    context = {
        "newest": queries.contacts_of(case, limit=queries.NEWEST),
        "path": trust_path(queries.reached_of(case)),
        **picture_of(case, head["people"]),
        "needs": queries.needs_of(case),
        "merges": merges_of(case),
        "became": merged_into(case),
        "unfinished": [] if case.is_open else unfinished_plans(case),
    }
    return render(request, "link_work/desk/now.html", {**head, **context})


@require_GET
@case_page(thing="course")
def case_course(request: SignedInRequest, case: Case) -> HttpResponse:
    page = page_of(request, queries.Course(case), size=30)
    context = {"page": page, "intakes": queries.intakes_of(case)}
    return render(request, "link_work/desk/course.html", {**head_of(request, case, "course"), **context})


@require_GET
@case_page(thing="needs")
def case_needs(request: SignedInRequest, case: Case) -> HttpResponse:
    context = {"needs": queries.needs_of(case), "referrals": queries.referrals_of(case)}
    return render(request, "link_work/desk/needs.html", {**head_of(request, case, "needs"), **context})


@require_GET
@case_page(thing="consents")
def case_consents(request: SignedInRequest, case: Case) -> HttpResponse:
    context = {"consents": queries.consents_of(case), "today": timezone.localdate()}
    return render(request, "link_work/desk/consents.html", {**head_of(request, case, "consents"), **context})


@require_GET
@case_page(thing="disclosure")
def case_disclosures(request: SignedInRequest, case: Case) -> HttpResponse:
    """誰に、いつ、何を、なぜ: one page, printable."""
    context = {"page": page_of(request, ledger_of(case), size=50), "today": timezone.localdate()}
    head = head_of(request, case, "consents")
    return render(request, "link_work/desk/disclosures.html", {**head, **context})


@require_GET
@case_page(thing="assessment")
def case_assessment(request: SignedInRequest, case: Case) -> HttpResponse:
    context = {
        "sheets": pieces_of(case),
        "measures": [sheet for sheet in all_sheets() if sheet.kind == SheetKind.MEASURE],
        "trends": [drawn(trend) for trend in trends_of(case)],
    }
    head = head_of(request, case, "assessment")
    return render(request, "link_work/desk/assessment.html", {**head, **context})


@require_GET
@case_page(thing="plan")
def case_plans(request: SignedInRequest, case: Case) -> HttpResponse:
    context = {
        "plans": plans_of(case),
        "support_decision": support_decision_of(case),
        "is_manager": can_decide(request.user),
        "conferences": conferences_about(request.user, case),
    }
    return render(request, "link_work/desk/plans.html", {**head_of(request, case, "plans"), **context})


@require_GET
@case_page(thing="before_visit")
def case_before(request: SignedInRequest, case: Case) -> HttpResponse:
    """One phone screen before the bell: last contact, next step, NG card, risks, who else goes there."""
    contacts = queries.contacts_of(case, limit=1)
    context = {
        "case": case,
        "last": contacts[0] if contacts else None,
        "people": queries.people_of(case),
        "ties": queries.ties_of(case),
    }
    return render(request, "link_work/desk/before.html", context)


@require_GET
@case_page(thing="print", action=Action.PRINTED)
def case_print(request: SignedInRequest, case: Case) -> HttpResponse:
    context = {
        "case": case,
        "today": timezone.localdate(),
        "contacts": queries.contacts_of(case, limit=queries.PRINTED),
        "path": trust_path(queries.reached_of(case)),
        **picture_of(case, queries.people_of(case)),
        "needs": queries.needs_of(case),
        "referrals": queries.referrals_of(case),
        "family": queries.family_of(case),
    }
    return render(request, "link_work/desk/print.html", context)


@require_GET
@case_page(thing="trail")
def case_trail(request: SignedInRequest, case: Case) -> HttpResponse:
    """Who looked: the case's team sees it here, the auditor in the trail."""
    page = page_of(request, looks_at(case.number))
    return render(request, "link_work/desk/trail.html", {**head_of(request, case, "trail"), "page": page})


@require_GET
@roles_required(Role.INFORMANT)
def tip_list(request: HttpRequest) -> HttpResponse:
    """What an informant reported, and whether somebody cares: never more than that."""
    return render(request, "link_work/desk/tips.html", {"tips": look_at_own_tips(signed_in(request))})
