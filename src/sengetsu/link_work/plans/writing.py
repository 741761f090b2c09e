"""What every action on a plan does: hold the row, keep the search, write the history, leave the trace."""

from sengetsu.accounts.models import User
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.link_work.cases.choices import EventKind
from sengetsu.link_work.cases.writing import event
from sengetsu.link_work.index.actions import pieces_of_text, replace
from sengetsu.link_work.index.models import Owner

from .choices import PlanState
from .models import Plan, PlanAction, PlanEvent


def locked(plan: Plan) -> Plan:
    return Plan.objects.select_for_update(of=("self",)).select_related("case").get(pk=plan.pk)


def trace(plan: Plan, by: User | None, action: Action, **detail: str) -> None:
    record(
        by=by,
        action=action,
        thing="plan",
        thing_id=str(plan.public_id),
        case_id=plan.case.number,
        detail={"state": plan.state, **detail},
    )


def index(plan: Plan) -> None:
    """Make the plan findable, and only what stands in it now."""
    goals = [goal.words for goal in plan.goals.filter(removed=False)]
    actions = PlanAction.objects.filter(goal__plan=plan, goal__removed=False, removed=False)
    texts = [plan.wishes, plan.family_wishes, plan.policy, plan.services, *goals, *(a.words for a in actions)]
    replace(owner_kind=Owner.PLAN, owner_id=plan.pk, case_id=plan.case_id, tokens=pieces_of_text(*texts))


def enter(plan: Plan, to: PlanState, *, by: User, words: str = "") -> None:
    """Put the plan into a state and say so in its own history and in the case's."""
    plan.state = to
    PlanEvent.objects.create(plan=plan, to_state=to, words=words, by=by)
    event(case=plan.case, kind=EventKind.PLAN, by=by, words=f"{plan}：{to.label}")
