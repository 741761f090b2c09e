"""The course of a plan: moves, decision, monitoring, evaluation, and its papers."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from sengetsu.accounts.access import SignedInRequest
from sengetsu.audit.choices import Action
from sengetsu.base.form_pages import form_page, posted
from sengetsu.base.paper import pdf_answer
from sengetsu.link_work.assessments.queries import changes_of
from sengetsu.link_work.cases.doors import case_page
from sengetsu.link_work.cases.models import Case
from sengetsu.living_room.spaces.queries import place_of

from . import access, course_actions, papers, queries
from .choices import ActionState, Outcome, PlanState
from .forms import DecideForm, EvaluationForm, MonitoringForm, MovePlanForm, ReplanForm, TickForm
from .views import FORM, action_or_404, both, plan_or_404, to_plan


@both
@case_page(thing="plan")
def plan_move(request: SignedInRequest, case: Case, plan_id: UUID) -> HttpResponse:
    plan = plan_or_404(case, plan_id)
    form = MovePlanForm(posted(request), plan=plan)

    def act(data: dict[str, Any]) -> str:
        course_actions.move_plan(by=request.user, plan=plan, to=PlanState(data.pop("to")), **data)
        return to_plan(plan)

    context = {"case": case, "plan": plan, "heading": "段階を変える"}
    return form_page(request, form=form, template=FORM, act=act, context=context)


@both
@case_page(thing="plan")
def plan_decide(request: SignedInRequest, case: Case, plan_id: UUID) -> HttpResponse:
    """決裁. For everybody else the page does not exist."""
    plan = plan_or_404(case, plan_id)
    if not access.can_decide(request.user):
        raise Http404
    form = DecideForm(posted(request), plan=plan)

    def act(data: dict[str, Any]) -> str:
        course_actions.decide_plan(
            by=request.user, plan=plan, words=data["words"], monitoring_on=data["monitoring_on"]
        )
        messages.success(request, "支援決定をしました。")
        return to_plan(plan)

    context = {"case": case, "plan": plan, "heading": "支援決定（決裁）", "button": "決裁する"}
    return form_page(request, form=form, template=FORM, act=act, context=context)


@both
@case_page(thing="plan")
def plan_monitor(request: SignedInRequest, case: Case, plan_id: UUID) -> HttpResponse:
    plan = plan_or_404(case, plan_id)
    form = MonitoringForm(posted(request), user=request.user, plan=plan)

    def act(data: dict[str, Any]) -> str:
        values = {name: data[name] for name in ("on", "said", "words", "next_on")}
        course_actions.monitor(by=request.user, plan=plan, place=form.draft_key, **values)
        return to_plan(plan)

    context = {"case": case, "plan": plan, "heading": "モニタリング"}
    return form_page(request, form=form, template=FORM, act=act, context=context)


@both
@case_page(thing="plan")
def plan_evaluate(request: SignedInRequest, case: Case, plan_id: UUID) -> HttpResponse:
    plan = plan_or_404(case, plan_id)
    goals = queries.goals_of(plan)
    written = getattr(plan, "evaluation", None)
    known = changes_of(case, list(plan.people.all()))
    form = EvaluationForm(
        posted(request), user=request.user, plan=plan, goals=goals, written=written, known=known
    )

    def act(data: dict[str, Any]) -> str:
        course_actions.evaluate(
            by=request.user, plan=plan, words=data["words"], said=data["said"], measures=data["measures"],
            outcome=Outcome(data["outcome"]), results=form.results(), place=form.draft_key,
        )  # fmt: skip
        return to_plan(plan)

    context = {"case": case, "plan": plan, "heading": "評価を書く"}
    return form_page(request, form=form, template=FORM, act=act, context=context)


@both
@case_page(thing="plan")
def plan_replan(request: SignedInRequest, case: Case, plan_id: UUID) -> HttpResponse:
    plan = plan_or_404(case, plan_id)
    form = ReplanForm(posted(request))

    def act(data: dict[str, Any]) -> str:
        return to_plan(course_actions.replan(by=request.user, plan=plan, words=data["words"]))

    context = {"case": case, "plan": plan, "heading": "再プランをつくる"}
    return form_page(request, form=form, template=FORM, act=act, context=context)


@both
@case_page(thing="plan")
def action_tick(request: SignedInRequest, case: Case, plan_id: UUID, action_id: UUID) -> HttpResponse:
    plan = plan_or_404(case, plan_id)
    action = action_or_404(plan, action_id)
    form = TickForm(posted(request), action=action)

    def act(data: dict[str, Any]) -> str:
        state = ActionState(data["state"])
        course_actions.tick_action(by=request.user, action=action, state=state, words=data["words"])
        return to_plan(plan)

    context = {"case": case, "plan": plan, "heading": str(action.words)}
    return form_page(request, form=form, template=FORM, act=act, context=context)


@require_POST
@case_page(thing="plan")
def comments_seen(request: SignedInRequest, case: Case, plan_id: UUID) -> HttpResponse:
    plan = plan_or_404(case, plan_id)
    course_actions.see_comments(by=request.user, plan=plan)
    return redirect(to_plan(plan))


def _place(request: SignedInRequest) -> str:
    here = place_of(request)
    return str(here.called) if here else "Sengetsu"


@require_GET
@case_page(thing="plan", action=Action.PRINTED)
def plan_paper(request: SignedInRequest, case: Case, plan_id: UUID, which: str) -> HttpResponse:
    """The plan as PDF: `plan` in the form a city files, `plain` in plain words."""
    plan = plan_or_404(case, plan_id)
    make, name = {
        "plan": (papers.plan_pdf, "支援プラン"),
        "plain": (papers.plain_pdf, "やさしいプラン"),
    }.get(which, (None, ""))
    if make is None:
        raise Http404
    return pdf_answer(make(plan, place=_place(request)), f"{name}-{case.number}.pdf")
