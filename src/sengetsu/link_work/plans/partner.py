"""What an agency that takes part in a plan may see of it: what consents of today allow (promise 6)."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from sengetsu.accounts.models import User
from sengetsu.directory.models import Organization
from sengetsu.link_work.consents.choices import Document
from sengetsu.link_work.consents.models import Consent
from sengetsu.link_work.consents.sight import Sight, all_open, names_by, organizations_of, sights

from .choices import SHOWN_TO_PARTNERS
from .models import ActionComment, Goal, Plan, PlanAction
from .queries import goals_of


@dataclass(frozen=True)
class SeenAction:
    action: PlanAction
    is_own: bool
    comments: list[ActionComment] = field(default_factory=list)


@dataclass(frozen=True)
class SeenGoal:
    goal: Goal
    actions: list[SeenAction]


@dataclass(frozen=True)
class SeenPlan:
    """A plan as one agency sees it. Built here and nowhere else: the page only prints it."""

    plan: Plan
    names: list[str]
    organizations: list[Organization]
    sights: dict[int, Sight]
    goals: list[SeenGoal] = field(default_factory=list)

    @property
    def consents(self) -> list[Consent]:
        return [sight.consent for sight in self.sights.values() if sight.consent]

    @property
    def title(self) -> str:
        return "・".join(self.names) or "名前は伝えられていません"


def _taking_part(organizations: list[Organization]) -> QuerySet[Plan]:
    own = PlanAction.objects.filter(
        removed=False, goal__removed=False, organization__in=organizations
    ).values("goal__plan_id")
    rows = Plan.objects.filter(pk__in=own, state__in=SHOWN_TO_PARTNERS)
    return rows.select_related("case").prefetch_related("people").order_by("monitoring_on", "pk")


def _opened(plan: Plan, organizations: list[Organization], day: date) -> SeenPlan | None:
    people = list(plan.people.all())
    own = {
        action.organization_id
        for action in PlanAction.objects.filter(
            goal__plan=plan, organization__in=organizations, removed=False
        )
    }
    # Consent is to the agency that takes part, not to whatever else the same house runs.
    parties = [one for one in organizations if one.pk in own]
    allowed = sights(case=plan.case, people=people, organizations=[one.pk for one in parties], day=day)
    if not all_open(allowed, Document.PLAN):
        return None
    return SeenPlan(plan, names_by(allowed, people), parties, allowed)


def plans_for(user: User, day: date) -> list[SeenPlan]:
    """Plans that open to this person now, for a list: without goals."""
    organizations = organizations_of(user)
    if not organizations:
        return []
    seen = (_opened(plan, organizations, day) for plan in _taking_part(organizations))
    return [one for one in seen if one]


def plan_for(user: User, plan_id: UUID, day: date) -> SeenPlan | None:
    """One plan with what may be seen in it; None when nothing may be seen, or there is none."""
    organizations = organizations_of(user)
    plan = _taking_part(organizations).filter(public_id=plan_id).first() if organizations else None
    seen = _opened(plan, organizations, day) if plan else None
    return SeenPlan(**{**vars(seen), "goals": _goals(seen)}) if seen else None


def _goals(seen: SeenPlan) -> list[SeenGoal]:
    own = {one.pk for one in seen.organizations}
    others = all_open(seen.sights, Document.OTHERS)
    return [
        SeenGoal(goal, [_action(action, own, others=others) for action in goal.actions.all()])
        for goal in goals_of(seen.plan)
    ]


def _action(action: PlanAction, own: set[UUID], *, others: bool) -> SeenAction:
    """What other agencies wrote is shown only where everybody consented to that too."""
    is_own = action.organization_id in own
    comments = [one for one in action.comments.all() if is_own or others]
    if not others:
        comments = [one for one in comments if one.organization_id is None or one.organization_id in own]
    return SeenAction(action, is_own, comments)
