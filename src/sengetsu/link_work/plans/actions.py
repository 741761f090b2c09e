"""Writing a plan: wishes, goals, who does what. Two editors never overwrite each other (see `base.seen`)."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from sengetsu.accounts.models import User
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.audit.writing import writing
from sengetsu.base.seen import refuse_if_changed
from sengetsu.directory.models import Organization
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.drafts.actions import drop_draft
from sengetsu.link_work.people.models import Person

from .access import can_decide
from .choices import PlanKind, Who
from .models import Goal, Plan, PlanAction, PlanEvent, SupportDecision
from .writing import index, locked, trace

PLAN_FIELDS = ("wishes", "family_wishes", "policy", "services", "starts_on", "ends_on", "monitoring_on")
GOAL_FIELDS = ("words", "by_when")
ACTION_FIELDS = ("who", "organization", "words", "by_when")
PLAIN_FIELDS = ("plain",)
DECIDED = "支援決定のあとは書きかえられません。モニタリングで書くか、再プランをしてください。"


def decide_support(*, by: User, case: Case, words: str) -> SupportDecision:
    """The city takes this household on (支援決定の対象とする). Doing it again changes nothing."""
    if not can_decide(by):
        raise ValidationError("決めるのは福祉課の管理職です。")
    if not words.strip():
        raise ValidationError({"words": "決めた理由を書いてください。"})
    with writing():
        row, new = SupportDecision.objects.get_or_create(case=case, defaults={"words": words, "by": by})
        if new:
            number = case.number
            record(
                by=by, action=Action.STATE_CHANGED, thing="support_decision", thing_id=number, case_id=number
            )
    return row


def _check_days(values: dict[str, Any]) -> None:
    starts, ends, looks = (values.get(name) for name in ("starts_on", "ends_on", "monitoring_on"))
    if starts and ends and ends < starts:
        raise ValidationError({"ends_on": "はじまりより前です。"})
    if looks and ends and looks > ends:
        raise ValidationError({"monitoring_on": "プランのおわりより後です。"})


def _check_people(case: Case, people: Iterable[Person]) -> list[Person]:
    chosen = list({person.pk: person for person in people}.values())
    if not chosen:
        raise ValidationError({"people": "だれのプランかを選んでください。"})
    if case.members.filter(person__in=chosen).count() != len(chosen):
        raise ValidationError({"people": "このケースの人を選んでください。"})
    return chosen


def draft_plan(
    *, by: User, case: Case, kind: PlanKind, people: Iterable[Person], place: str = "", **values: Any
) -> Plan:
    """A new draft. `values`: those of `PLAN_FIELDS`. Nothing but whose plan it is must be known yet."""
    chosen = _check_people(case, people)
    _check_days(values)
    with writing():
        plan = Plan.objects.create(case=case, kind=kind, by=by, **values)
        plan.people.set(chosen)
        PlanEvent.objects.create(plan=plan, to_state=plan.state, by=by)
        index(plan)
        if place:
            drop_draft(by=by, place=place)
        trace(plan, by, Action.CREATED)
    return plan


def _writable(plan: Plan) -> Plan:
    plan = locked(plan)
    if not plan.is_writable:
        raise ValidationError(DECIDED)
    return plan


def write_plan(*, by: User, plan: Plan, seen: str = "", place: str = "", **values: Any) -> Plan:
    """Rewrite wishes, policy, services and days."""
    _check_days(values)
    with writing():
        plan = _writable(plan)
        refuse_if_changed(plan, seen=seen, fields=PLAN_FIELDS)
        for name, value in values.items():
            setattr(plan, name, value)
        plan.save(update_fields=list(values))
        index(plan)
        if place:
            drop_draft(by=by, place=place)
        trace(plan, by, Action.CHANGED, what="words")
    return plan


def put_goal(
    *, by: User, plan: Plan, words: str, by_when: date | None = None, goal: Goal | None = None, seen: str = ""
) -> Goal:
    """A new goal, or other words for `goal`."""
    if not words.strip():
        raise ValidationError({"words": "目標を書いてください。"})
    with writing():
        plan = _writable(plan)
        row = Goal(plan=plan) if goal is None else Goal.objects.select_for_update().get(pk=goal.pk, plan=plan)
        if goal is not None:
            refuse_if_changed(row, seen=seen, fields=GOAL_FIELDS)
        row.words, row.by_when = words, by_when
        row.save()
        index(plan)
        trace(plan, by, Action.CHANGED, what="goal")
    return row


def put_action(
    *,
    by: User,
    goal: Goal,
    who: Who,
    words: str,
    organization: Organization | None = None,
    by_when: date | None = None,
    action: PlanAction | None = None,
    seen: str = "",
) -> PlanAction:
    """Who does what for this goal by when. An agency is named exactly when an agency does it."""
    if not words.strip():
        raise ValidationError({"words": "することを書いてください。"})
    if who == Who.AGENCY and organization is None:
        raise ValidationError({"organization": "どの機関かを選んでください。"})
    organization = organization if who == Who.AGENCY else None
    if organization is not None and organization.is_closed:
        raise ValidationError({"organization": "いまは活動していない機関です。ほかの相手を選んでください。"})
    with writing():
        plan = _writable(goal.plan)
        row = PlanAction(goal=goal)
        if action is not None:
            row = PlanAction.objects.select_for_update(of=("self",)).get(pk=action.pk, goal=goal)
            refuse_if_changed(row, seen=seen, fields=ACTION_FIELDS)
        row.who, row.organization, row.words, row.by_when = who, organization, words, by_when
        row.save()
        index(plan)
        trace(plan, by, Action.CHANGED, what="action")
    return row


def remove_from_plan(*, by: User, thing: Goal | PlanAction, back: bool = False) -> None:
    """Take a goal or an action out of the plan, or `back` in: nothing typed is lost."""
    with writing():
        plan = _writable(thing.plan if isinstance(thing, Goal) else thing.goal.plan)
        thing.removed = not back
        thing.save(update_fields=["removed"])
        index(plan)
        trace(plan, by, Action.CHANGED, what="restored" if back else "removed")


def write_plain(*, by: User, plan: Plan, plain: str, seen: str = "") -> Plan:
    """The plan in plain words for the person; may change at any time, it binds nobody."""
    with writing():
        plan = locked(plan)
        refuse_if_changed(plan, seen=seen, fields=PLAIN_FIELDS)
        plan.plain = plain
        plan.save(update_fields=["plain"])
        trace(plan, by, Action.CHANGED, what="plain")
    return plan
