"""Writing a plan."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sengetsu.accounts.access import SignedInRequest
from sengetsu.base.form_pages import form_page, posted, refusal_as_message
from sengetsu.link_work.cases.doors import case_page
from sengetsu.link_work.cases.models import Case

from . import access, actions, queries
from .choices import MOVES, OVER, SHOWN_TO_PARTNERS, PlanKind, PlanState, Who
from .forms import ActionForm, GoalForm, NewPlanForm, PlainForm, PlanForm, SupportDecisionForm
from .models import Goal, Plan, PlanAction
from .papers import plain_words
from .untold import untold_words

both = require_http_methods(["GET", "HEAD", "POST"])
FORM = "link_work/plans/form.html"


def plan_or_404(case: Case, plan_id: UUID) -> Plan:
    plan = queries.plan_of(case, plan_id)
    if plan is None:
        raise Http404
    return plan


def goal_or_404(plan: Plan, goal_id: UUID) -> Goal:
    goal = queries.goal_of(plan, goal_id)
    if goal is None:
        raise Http404
    return goal


def action_or_404(plan: Plan, action_id: UUID) -> PlanAction:
    action = queries.action_of(plan, action_id)
    if action is None:
        raise Http404
    return action


def to_plan(plan: Plan) -> str:
    return reverse("plan_page", args=[plan.case.public_id, plan.public_id])


def facts_of(data: dict[str, Any]) -> dict[str, Any]:
    return {name: data[name] for name in actions.PLAN_FIELDS}


@both
@case_page(thing="plan")
def plan_new(request: SignedInRequest, case: Case) -> HttpResponse:
    form = NewPlanForm(posted(request), user=request.user, case=case)

    def act(data: dict[str, Any]) -> str:
        plan = actions.draft_plan(
            by=request.user, case=case, kind=PlanKind(data["kind"]), people=data["people"],
            place=form.draft_key, **facts_of(data),
        )  # fmt: skip
        return to_plan(plan)

    context = {"case": case, "heading": "支援プランをつくる", "has_people": case.members.exists()}
    return form_page(request, form=form, template="link_work/plans/new.html", act=act, context=context)


@require_GET
@case_page(thing="plan")
def plan_page(request: SignedInRequest, case: Case, plan_id: UUID) -> HttpResponse:
    plan, today = plan_or_404(case, plan_id), timezone.localdate()
    goals = queries.goals_of(plan, removed=True, asked=True)
    kept = [goal for goal in goals if not goal.removed]
    context = {
        "case": case,
        "plan": plan,
        "heading": str(plan),
        "goals": kept,
        "untold": [] if plan.state in OVER else untold_words(plan, kept, today),
        "removed": [goal for goal in goals if goal.removed],
        "lacking": access.lacking_for_conference(plan, today) if plan.is_writable else [],
        "can_decide": access.can_decide(request.user) and plan.state == PlanState.CONFERENCE,
        "moves": MOVES[PlanState(plan.state)],
        "support_decision": queries.support_decision_of(case),
        "shown_to_partners": plan.state in SHOWN_TO_PARTNERS,
        "is_manager": access.can_decide(request.user),
        "new_comments": any(
            c.seen_at is None for g in goals for a in g.actions.all() for c in a.comments.all()
        ),
        "today": today,
    }
    return render(request, "link_work/plans/page.html", context)


@both
@case_page(thing="plan")
def plan_edit(request: SignedInRequest, case: Case, plan_id: UUID) -> HttpResponse:
    plan = plan_or_404(case, plan_id)
    form = PlanForm(posted(request), user=request.user, plan=plan)

    def act(data: dict[str, Any]) -> str:
        actions.write_plan(
            by=request.user, plan=plan, seen=data["seen"], place=form.draft_key, **facts_of(data)
        )
        messages.success(request, "プランを書きました。")
        return to_plan(plan)

    context = {"case": case, "plan": plan, "heading": "プランを書く"}
    return form_page(request, form=form, template=FORM, act=act, context=context)


@both
@case_page(thing="plan")
def goal_write(
    request: SignedInRequest, case: Case, plan_id: UUID, goal_id: UUID | None = None
) -> HttpResponse:
    plan = plan_or_404(case, plan_id)
    goal = goal_or_404(plan, goal_id) if goal_id else None
    form = GoalForm(posted(request), goal=goal)

    def act(data: dict[str, Any]) -> str:
        actions.put_goal(
            by=request.user, plan=plan, goal=goal, seen=data["seen"], words=data["words"],
            by_when=data["by_when"],
        )  # fmt: skip
        return to_plan(plan)

    context = {"case": case, "plan": plan, "heading": "目標を書く", "remove": goal}
    return form_page(request, form=form, template=FORM, act=act, context=context)


@both
@case_page(thing="plan")
def action_write(
    request: SignedInRequest, case: Case, plan_id: UUID, goal_id: UUID, action_id: UUID | None = None
) -> HttpResponse:
    plan = plan_or_404(case, plan_id)
    goal = goal_or_404(plan, goal_id)
    action = action_or_404(plan, action_id) if action_id else None
    form = ActionForm(posted(request), action=action)

    def act(data: dict[str, Any]) -> str:
        values = {name: data[name] for name in ("organization", "words", "by_when", "seen")}
        actions.put_action(by=request.user, goal=goal, action=action, who=Who(data["who"]), **values)
        return to_plan(plan)

    context = {"case": case, "plan": plan, "goal": goal, "heading": "だれが何をするか", "remove": action}
    return form_page(request, form=form, template=FORM, act=act, context=context)


def _remove(request: SignedInRequest, plan: Plan, thing: Goal | PlanAction) -> HttpResponse:
    with refusal_as_message(request):
        actions.remove_from_plan(by=request.user, thing=thing, back="back" in request.POST)
    return redirect(to_plan(plan))


@require_POST
@case_page(thing="plan")
def goal_remove(request: SignedInRequest, case: Case, plan_id: UUID, goal_id: UUID) -> HttpResponse:
    plan = plan_or_404(case, plan_id)
    return _remove(request, plan, goal_or_404(plan, goal_id))


@require_POST
@case_page(thing="plan")
def action_remove(request: SignedInRequest, case: Case, plan_id: UUID, action_id: UUID) -> HttpResponse:
    plan = plan_or_404(case, plan_id)
    return _remove(request, plan, action_or_404(plan, action_id))


@both
@case_page(thing="plan")
def plan_plain(request: SignedInRequest, case: Case, plan_id: UUID) -> HttpResponse:
    plan = plan_or_404(case, plan_id)
    form = PlainForm(posted(request), plan=plan, proposed=plain_words(plan))

    def act(data: dict[str, Any]) -> str:
        actions.write_plain(by=request.user, plan=plan, plain=data["plain"], seen=data["seen"])
        return to_plan(plan)

    context = {"case": case, "plan": plan, "heading": "やさしい言葉のプラン"}
    return form_page(request, form=form, template=FORM, act=act, context=context)


@both
@case_page(thing="plan")
def support_decide(request: SignedInRequest, case: Case) -> HttpResponse:
    """支援の対象とする: the manager's."""
    if not access.can_decide(request.user):
        raise Http404
    form = SupportDecisionForm(posted(request))

    def act(data: dict[str, Any]) -> str:
        actions.decide_support(by=request.user, case=case, words=data["words"])
        messages.success(request, "支援の対象としました。")
        return reverse("plan_list", args=[case.public_id])

    context = {"case": case, "heading": "支援の対象とする"}
    return form_page(request, form=form, template="link_work/cases/form.html", act=act, context=context)
