"""Pages about a case itself. The case's own page is composed by `desk`."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sengetsu.accounts.access import SignedInRequest
from sengetsu.base.eras import wareki
from sengetsu.base.form_pages import form_page, posted, refusal_as_message
from sengetsu.base.pagination import page_of
from sengetsu.base.way_back import way_back

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


def _done(request: HttpRequest, case: Case, sentence: str) -> str:
    """Say what was done at the top of the case's page, and go there."""
    messages.success(request, sentence)
    return _to(case)


@require_GET
@link_work_page
def case_list(request: SignedInRequest) -> HttpResponse:
    # A manager has no cases of their own: theirs are the town's.
    whose = request.GET.get("whose") or ("mine" if access.can_work(request.user) else "all")
    state = request.GET.get("state", "open")
    page = page_of(request, queries.cases_of(request.user, whose=whose, state=state))
    leave_list_trace(request, page.object_list, thing="case_list")
    shown = {"page": page, "whose": whose, "state": state, "states": State.choices}
    context = {**shown, "can_work": access.can_work(request.user)}
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
            draft=actions.NEW_CASE,
        )
        return _done(request, case, "ケースを開きました。")

    return form_page(request, form=form, template="link_work/cases/new.html", act=act)


@both
@link_work_page
def case_reason(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Asked before a case of another team opens. Shows nothing of the case but its number."""
    case = find_case(request, public_id)
    target = way_back(request, request.GET.get("next", ""), otherwise=_to(case))
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
    if not case.is_open:
        return redirect("case_state", case.public_id)
    form = NextStepForm(posted(request), user=request.user, case=case)

    def act(data: dict[str, Any]) -> str:
        actions.set_next_step(
            by=request.user,
            case=case,
            next_step=form.next_step_value(),
            rhythm=Rhythm(data["rhythm"]),
            seen=data["seen"],
        )
        return _done(request, case, "次の一歩を決めました。")

    context = {"case": case, "heading": "次の一歩"}
    return form_page(request, form=form, template="link_work/cases/form.html", act=act, context=context)


@both
@case_page(thing="urgency")
def case_urgency(request: SignedInRequest, case: Case) -> HttpResponse:
    form = UrgencyForm(posted(request), case=case)

    def act(data: dict[str, Any]) -> str:
        actions.set_urgency(
            by=request.user,
            case=case,
            urgency=Urgency(data["urgency"]),
            reason=data["reason"],
            recheck_on=data["recheck_on"],
            seen=data["seen"],
        )
        return _done(request, case, f"緊急度を決めました。{wareki(data['recheck_on'])}に見直します。")

    context = {"case": case, "heading": "緊急度を決める"}
    return form_page(request, form=form, template="link_work/cases/form.html", act=act, context=context)


@both
@case_page(thing="cautions")
def case_cautions(request: SignedInRequest, case: Case) -> HttpResponse:
    form = CautionsForm(posted(request), case=case)

    def act(data: dict[str, Any]) -> str:
        fields = (*form.EDITS, "seen")
        actions.write_cautions(by=request.user, case=case, **{name: data[name] for name in fields})
        return _done(request, case, "書き直しました。まえの内容は経過に残っています。")

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
            follow_up_on=data.get("follow_up_on"),
            seen=data["seen"],
        )
        return _done(request, case, f"「{State(data['to']).label}」にしました。")

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
        names = "、".join(str(user) for user in data["users"])
        messages.success(request, f"見られる人を限りました：担当と {names}")
        return _to(case) if access.can_open(request.user, case) else reverse("case_list")

    context = {"case": case}
    return form_page(request, form=form, template="link_work/cases/restrict.html", act=act, context=context)


@require_POST
@case_page(thing="restrict")
def case_unrestrict(request: SignedInRequest, case: Case) -> HttpResponse:
    if not access.can_restrict(request.user, case):
        raise Http404
    actions.lift_restriction(by=request.user, case=case)
    return redirect(_done(request, case, "制限を外しました。チームのみんなが見られます。"))


@both
@case_page(thing="handover")
def case_handover(request: SignedInRequest, case: Case) -> HttpResponse:
    form = HandoverForm(posted(request), user=request.user, case=case)

    def act(data: dict[str, Any]) -> str:
        handovers.offer(by=request.user, case=case, receiver=data["receiver"], summary=data["summary"])
        return _done(request, case, f"{data['receiver']} に引き継ぎをお願いしました。")

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
        return _done(request, case, f"受け取れないことを {handover.giver} に伝えました。")

    context = {"case": case, "handover": handover}
    return form_page(
        request, form=form, template="link_work/cases/handover_answer.html", act=act, context=context
    )


@require_POST
@case_page(thing="handover")
def handover_accept(request: SignedInRequest, case: Case, pk: int) -> HttpResponse:
    with refusal_as_message(request):
        handovers.accept(by=request.user, handover=_handover(case, pk))
        messages.success(request, "受け取りました。あなたが担当です。")
    return redirect(_to(case))


@require_POST
@case_page(thing="handover")
def handover_withdraw(request: SignedInRequest, case: Case, pk: int) -> HttpResponse:
    with refusal_as_message(request):
        handovers.withdraw(by=request.user, handover=_handover(case, pk))
        messages.success(request, "お願いを取り下げました。")
    return redirect(_to(case))


@require_POST
@case_page(thing="handover")
def case_take_over(request: SignedInRequest, case: Case) -> HttpResponse:
    """For a case whose owner has left."""
    with refusal_as_message(request):
        handovers.take_over(by=request.user, case=case)
        messages.success(request, "引き受けました。あなたが担当です。")
    return redirect(_to(case))
