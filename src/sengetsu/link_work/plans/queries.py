"""What the pages about plans need, in a constant number of queries."""

from datetime import date
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from sengetsu.accounts.choices import Role
from sengetsu.accounts.models import User
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.cases.queries import NOT_IN_A_LIST

from .choices import OVER, PlanState
from .models import ActionComment, ActionPage, Goal, Plan, PlanAction, SupportDecision

# Long sealed texts that no list shows.
UNSHOWN = ("wishes", "family_wishes", "policy", "services", "plain", "decision_words", "lead_words")


def _of_case(path: str = "case") -> list[str]:
    return [f"{path}__{name}" for name in ("next_step", *NOT_IN_A_LIST)]


def plan_of(case: Case, plan_id: UUID) -> Plan | None:
    rows = Plan.objects.filter(case=case).select_related(
        "case", "by", "decided_by", "lead_organization", "follows"
    )
    return rows.prefetch_related("people").filter(public_id=plan_id).first()


def plans_of(case: Case) -> list[Plan]:
    """All plans of a case, newest first, without their texts."""
    return list(Plan.objects.filter(case=case).defer(*UNSHOWN).prefetch_related("people"))


def unfinished_plans(case: Case) -> list[Plan]:
    """Neither over nor followed up: what somebody who closes the case would want to know."""
    return [plan for plan in plans_of(case) if plan.state not in OVER | {PlanState.FOLLOW_UP}]


def goals_of(plan: Plan, *, removed: bool = False, asked: bool = False) -> list[Goal]:
    """Goals with their actions and what was written beside these. `asked`: with `open_pages`, on which an
    agency without an account may still answer."""
    living = ActionPage.objects.open().defer("token")
    pages = [Prefetch("pages", queryset=living, to_attr="open_pages")] if asked else []
    comments = ActionComment.objects.select_related("by", "organization")
    actions = PlanAction.objects.select_related("organization").prefetch_related(
        Prefetch("comments", queryset=comments), *pages
    )
    if not removed:
        actions = actions.filter(removed=False)
    rows = plan.goals.select_related("result").prefetch_related(Prefetch("actions", queryset=actions))
    return list(rows if removed else rows.filter(removed=False))


def goal_of(plan: Plan, goal_id: UUID) -> Goal | None:
    return plan.goals.select_related("plan__case").filter(public_id=goal_id).first()


def action_of(plan: Plan, action_id: UUID) -> PlanAction | None:
    rows = PlanAction.objects.filter(goal__plan=plan).select_related("goal__plan__case", "organization")
    return rows.filter(public_id=action_id).first()


def open_page_of(action: PlanAction) -> ActionPage | None:
    return ActionPage.objects.open().filter(action=action).select_related("by").first()


def support_decision_of(case: Case) -> SupportDecision | None:
    return SupportDecision.objects.filter(case=case).select_related("by").first()


def to_monitor(user: User, day: date) -> QuerySet[Plan]:
    """Plans whose day to look again, or to ask after the end, has come."""
    rows = Plan.objects.to_monitor(day).filter(case__in=Case.objects.readable_by(user))
    return rows.select_related("case").defer(*UNSHOWN, *_of_case()).order_by("monitoring_on", "pk")


def to_decide(user: User) -> QuerySet[Plan]:
    """For managers: plans that lie before the conference and wait for 決裁."""
    rows = Plan.objects.filter(state=PlanState.CONFERENCE, case__in=Case.objects.visible_to(user))
    rows = rows if user.has_role(Role.MANAGER) else rows.none()
    return rows.select_related("case").defer(*UNSHOWN, *_of_case()).order_by("pk")


def new_comments(user: User) -> QuerySet[Plan]:
    """Plans in which an agency wrote something that nobody of the case has read."""
    unread = ActionComment.objects.filter(seen_at=None).values("action__goal__plan_id")
    rows = Plan.objects.filter(pk__in=unread, case__in=Case.objects.readable_by(user))
    return rows.select_related("case").defer(*UNSHOWN, *_of_case()).order_by("pk")
