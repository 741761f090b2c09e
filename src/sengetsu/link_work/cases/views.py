"""Pages about a case itself. The case's own page is composed by `desk`."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sengetsu.accounts.access import SignedInRequest
from sengetsu.base.form_pages import form_page, posted, refusal_as_message
from sengetsu.base.pagination import page_of

from . import access, actions, handovers, queries
from .choices import Rhythm, Route, State, Urgency
from .doors import case_page, find_case, leave_list_trace, link_work_page
from .exports import cases_as_csv
from .forms import (
    CaseForm,
    CautionsForm,
    DeclineForm,
    HandoverForm,
    NextStepForm,
    ReasonForm,
    RestrictForm,
    StateForm,
    UrgencyForm,
)
from .models import Case, Handover

both = require_http_methods(["GET", "HEAD", "POST"])


def _to(case: Case) -> str:
    return reverse("case_page", args=[case.public_id])


@require_GET
@link_work_page
def case_list(request: SignedInRequest) -> HttpResponse:
    whose = request.GET.get("whose", "mine")
    state = request.GET.get("state", "open")
    page = page_of(request, queries.cases_of(request.user, whose=whose, state=state))
    leave_list_trace(request, page.object_list, thing="case_list")
    context = {"page": page, "whose": whose, "state": state, "states": State.choices}
    return render(request, "link_work/cases/list.html", context)


@require_GET
@link_work_page
def case_export(request: SignedInRequest) -> HttpResponse:
    if not access.can_work(request.user):
        raise Http404
    cases = list(queries.cases_of(request.user, whose="team", state=request.GET.get("state", "open")))
    return cases_as_csv(request, cases)


@both
@link_work_page
def case_new(request: SignedInRequest) -> HttpResponse:
    form = CaseForm(posted(request), user=request.user)
    team = request.user.team
    if team is None:
        raise Http404

    def act(data: dict[str, Any]) -> str:
        case = actions.open_case(
            by=request.user,
            title=data["title"],
            team=team,
            owner=request.user,
            next_step=form.next_step_value(),
            route=Route(data["route"]),
            rhythm=Rhythm(data["rhythm"] or Rhythm.NONE),
        )
        return _to(case)

    return form_page(request, form=form, template="link_work/cases/new.html", act=act)


@both
@link_work_page
def case_reason(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Asked before a case of another team opens. Shows nothing of the case but its number."""
    case = find_case(request, public_id)
    target = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts=None):
        target = _to(case)
    if access.can_open(request.user, case):
        return redirect(target)
    form = ReasonForm(posted(request))

    def act(data: dict[str, Any]) -> str:
        actions.give_reason(by=request.user, case=case, reason=data["reason"])
        return target

    context = {"number": case.number, "team": case.team}
    return form_page(request, form=form, template="link_work/cases/reason.html", act=act, context=context)


@both
@case_page(thing="next_step")
def case_next_step(request: SignedInRequest, case: Case) -> HttpResponse:
    initial = {
        "next_step": case.next_step,
        "next_on": case.next_on,
        "next_time": case.next_time,
        "next_person": case.next_person_id or request.user.pk,
        "rhythm": case.rhythm,
    }
    form = NextStepForm(posted(request), user=request.user, initial=initial)

    def act(data: dict[str, Any]) -> str:
        actions.set_next_step(
            by=request.user, case=case, next_step=form.next_step_value(), rhythm=Rhythm(data["rhythm"])
        )
        return _to(case)

    context = {"case": case, "heading": "次の一歩"}
    return form_page(request, form=form, template="link_work/cases/form.html", act=act, context=context)


@both
@case_page(thing="urgency")
def case_urgency(request: SignedInRequest, case: Case) -> HttpResponse:
    form = UrgencyForm(posted(request), initial={"urgency": case.urgency, "reason": case.urgency_reason})

    def act(data: dict[str, Any]) -> str:
        actions.set_urgency(
            by=request.user,
            case=case,
            urgency=Urgency(data["urgency"]),
            reason=data["reason"],
            recheck_on=data["recheck_on"],
        )
        return _to(case)

    context = {"case": case, "heading": "緊急度を決める"}
    return form_page(request, form=form, template="link_work/cases/form.html", act=act, context=context)


@both
@case_page(thing="cautions")
def case_cautions(request: SignedInRequest, case: Case) -> HttpResponse:
    fields = ("title", "ng_card", "risks", "two_person")
    form = CautionsForm(posted(request), initial={name: getattr(case, name) for name in fields})

    def act(data: dict[str, Any]) -> str:
        actions.write_cautions(by=request.user, case=case, **{name: data[name] for name in fields})
        return _to(case)

    context = {"case": case, "heading": "呼び名・やってはいけないこと"}
    return form_page(request, form=form, template="link_work/cases/form.html", act=act, context=context)


@both
@case_page(thing="state")
def case_state(request: SignedInRequest, case: Case) -> HttpResponse:
    form = StateForm(posted(request), user=request.user, case=case)

    def act(data: dict[str, Any]) -> str:
        actions.change_state(
            by=request.user,
            case=case,
            to=State(data["to"]),
            words=data["words"],
            next_step=form.next_step_if_written(),
        )
        return _to(case)

    context = {"case": case, "heading": "段階を変える" if case.is_open else "ふたたび開く"}
    return form_page(request, form=form, template="link_work/cases/form.html", act=act, context=context)


@both
@case_page(thing="restrict")
def case_restrict(request: SignedInRequest, case: Case) -> HttpResponse:
    if not access.can_restrict(request.user, case):
        raise Http404
    named = case.accesses.values_list("user_id", flat=True)
    form = RestrictForm(posted(request), case=case, initial={"users": list(named)})

    def act(data: dict[str, Any]) -> str:
        actions.restrict(by=request.user, case=case, users=data["users"])
        return _to(case)

    context = {"case": case}
    return form_page(request, form=form, template="link_work/cases/restrict.html", act=act, context=context)


@require_POST
@case_page(thing="restrict")
def case_unrestrict(request: SignedInRequest, case: Case) -> HttpResponse:
    if not access.can_restrict(request.user, case):
        raise Http404
    actions.lift_restriction(by=request.user, case=case)
    return redirect(_to(case))


@both
@case_page(thing="handover")
def case_handover(request: SignedInRequest, case: Case) -> HttpResponse:
    form = HandoverForm(posted(request), case=case)

    def act(data: dict[str, Any]) -> str:
        handovers.offer(by=request.user, case=case, receiver=data["receiver"], summary=data["summary"])
        return _to(case)

    context = {"case": case, "open_handover": queries.open_handover(case)}
    return form_page(request, form=form, template="link_work/cases/handover.html", act=act, context=context)


def _handover(case: Case, pk: int) -> Handover:
    handover = queries.open_handover(case)
    if handover is None or handover.pk != pk:
        raise Http404
    return handover


@both
@case_page(thing="handover")
def handover_answer(request: SignedInRequest, case: Case, pk: int) -> HttpResponse:
    """The receiver reads the summary and accepts (`handover_accept`), or declines with a reason here."""
    handover = _handover(case, pk)
    if request.user.pk != handover.receiver_id:
        raise Http404
    form = DeclineForm(posted(request))

    def act(data: dict[str, Any]) -> str:
        handovers.decline(by=request.user, handover=handover, answer=data["answer"])
        return _to(case)

    context = {"case": case, "handover": handover}
    return form_page(
        request, form=form, template="link_work/cases/handover_answer.html", act=act, context=context
    )


@require_POST
@case_page(thing="handover")
def handover_accept(request: SignedInRequest, case: Case, pk: int) -> HttpResponse:
    with refusal_as_message(request):
        handovers.accept(by=request.user, handover=_handover(case, pk))
    return redirect(_to(case))


@require_POST
@case_page(thing="handover")
def handover_withdraw(request: SignedInRequest, case: Case, pk: int) -> HttpResponse:
    with refusal_as_message(request):
        handovers.withdraw(by=request.user, handover=_handover(case, pk))
    return redirect(_to(case))
