"""The course of a plan: conference, decision, monitoring, evaluation, end, and starting anew."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.audit.choices import Action
from sengetsu.audit.writing import writing
from sengetsu.base.seen import refuse_if_changed
from sengetsu.directory.models import Organization
from sengetsu.link_work.consents.sight import check_writes
from sengetsu.link_work.drafts.actions import drop_draft

from .access import can_decide, lacking_for_conference
from .asking import close_pages_of_plan
from .choices import (
    MOVES,
    OVER,
    SHOWN_TO_PARTNERS,
    WANTS_WORDS,
    WATCHED,
    ActionState,
    Outcome,
    PlanState,
    Reached,
)
from .models import ActionComment, Evaluation, Goal, GoalResult, Monitoring, Plan, PlanAction, PlanEvent
from .writing import enter, index, locked, trace

STATE_FIELDS = ("state",)
# Not by a bare move: each has an act of its own.
OWN_ACT = {
    PlanState.DECIDED: "支援決定は、管理職が「決裁する」から行います。",
    PlanState.EVALUATION: "評価は「評価を書く」から行います。",
    PlanState.REPLANNED: "再プランは「再プランをつくる」から行います。",
}


def _check_move(plan: Plan, to: PlanState) -> None:
    before = PlanState(plan.state)
    if to not in MOVES[before]:
        raise ValidationError(f"「{before.label}」から「{to.label}」へは進めません。")


def _check_conference(plan: Plan) -> None:
    if lacking := lacking_for_conference(plan, timezone.localdate()):
        raise ValidationError(lacking)


def move_plan(
    *,
    by: User,
    plan: Plan,
    to: PlanState,
    words: str = "",
    monitoring_on: date | None = None,
    lead_organization: Organization | None = None,
    lead_words: str = "",
    seen: str = "",
) -> Plan:
    """Move along `MOVES`. A plan in force ends with a lead (主担当): an agency, or words that say who.

    Nothing about consent is asked for an end or a rest (promise 7).
    """
    if to in OWN_ACT:
        raise ValidationError(OWN_ACT[to])
    if to in WANTS_WORDS and not words.strip():
        raise ValidationError({"words": "理由を書いてください。"})
    with writing():
        plan = locked(plan)
        refuse_if_changed(plan, seen=seen, fields=STATE_FIELDS)
        _check_move(plan, to)
        if to is PlanState.CONFERENCE:
            _check_conference(plan)
        if to is PlanState.CLOSED and plan.decided_at and not (lead_organization or lead_words.strip()):
            raise ValidationError({"lead_organization": "これからの主担当を選ぶか、言葉で書いてください。"})
        if to is PlanState.CLOSED:
            plan.lead_organization, plan.lead_words = lead_organization, lead_words
        if to in WATCHED:
            plan.monitoring_on = monitoring_on or plan.monitoring_on
            if plan.monitoring_on is None:
                raise ValidationError({"monitoring_on": "つぎに様子を見る日を書いてください。"})
        enter(plan, to, by=by, words=words)
        plan.save(update_fields=["state", "monitoring_on", "lead_organization", "lead_words"])
        if to not in SHOWN_TO_PARTNERS:
            close_pages_of_plan(by=by, plan=plan)
        trace(plan, by, Action.STATE_CHANGED)
    return plan


def decide_plan(*, by: User, plan: Plan, words: str = "", monitoring_on: date | None = None) -> Plan:
    """決裁. The consents and agencies are looked at once more: they may have changed since the conference."""
    if not can_decide(by):
        raise ValidationError("決裁できるのは福祉課の管理職です。")
    with writing():
        plan = locked(plan)
        _check_move(plan, PlanState.DECIDED)
        _check_conference(plan)
        plan.monitoring_on = monitoring_on or plan.monitoring_on
        if plan.monitoring_on is None:
            raise ValidationError({"monitoring_on": "はじめてのモニタリングの日を書いてください。"})
        plan.starts_on = plan.starts_on or timezone.localdate()
        plan.decided_at, plan.decided_by, plan.decision_words = timezone.now(), by, words
        enter(plan, PlanState.DECIDED, by=by, words=words)
        plan.save(
            update_fields=[
                "state", "monitoring_on", "starts_on", "decided_at", "decided_by", "decision_words",
            ]
        )  # fmt: skip
        trace(plan, by, Action.ACCEPTED)
    return plan


def monitor(
    *,
    by: User,
    plan: Plan,
    words: str,
    next_on: date,
    said: str = "",
    on: date | None = None,
    place: str = "",
) -> Monitoring:
    """A look at the plan, in the person's words first. The next day to look lands on today."""
    today = timezone.localdate()
    if on and on > today:
        raise ValidationError({"on": "これからの日です。"})
    if not words.strip():
        raise ValidationError({"words": "様子を書いてください。"})
    if next_on <= today:
        raise ValidationError({"next_on": "あすから先の日にしてください。"})
    with writing():
        plan = locked(plan)
        if plan.state not in WATCHED:
            raise ValidationError(f"「{plan.get_state_display()}」のプランは、モニタリングしません。")
        row = Monitoring.objects.create(
            plan=plan, on=on or today, said=said, words=words, next_on=next_on, by=by
        )
        plan.monitoring_on = next_on
        if plan.state == PlanState.DECIDED:
            enter(plan, PlanState.RUNNING, by=by)
        plan.save(update_fields=["monitoring_on", "state"])
        drop_draft(by=by, place=place)
        trace(plan, by, Action.CHANGED, what="monitoring")
    return row


def evaluate(
    *,
    by: User,
    plan: Plan,
    words: str,
    outcome: Outcome,
    said: str = "",
    measures: str = "",
    results: dict[Goal, Reached] | None = None,
    place: str = "",
) -> Evaluation:
    """What changed: in the person's words, in ours, and in numbers. Written again, it replaces itself."""
    if not words.strip():
        raise ValidationError({"words": "何が変わったかを書いてください。"})
    with writing():
        plan = locked(plan)
        if plan.state != PlanState.EVALUATION:
            _check_move(plan, PlanState.EVALUATION)
        values = {"words": words, "said": said, "measures": measures, "outcome": outcome, "by": by}
        row, _ = Evaluation.objects.update_or_create(plan=plan, defaults=values)
        for goal, reached in (results or {}).items():
            GoalResult.objects.update_or_create(goal=goal, defaults={"evaluation": row, "reached": reached})
        if plan.state != PlanState.EVALUATION:
            enter(plan, PlanState.EVALUATION, by=by)
            plan.save(update_fields=["state"])
        drop_draft(by=by, place=place)
        trace(plan, by, Action.CHANGED, what="evaluation")
    return row


def replan(*, by: User, plan: Plan, words: str) -> Plan:
    """The next edition: a draft with the same people, wishes and the goals that were not reached yet."""
    if not words.strip():
        raise ValidationError({"words": "つくり直す理由を書いてください。"})
    with writing():
        plan = locked(plan)
        _check_move(plan, PlanState.REPLANNED)
        new = Plan.objects.create(
            case=plan.case, kind=plan.kind, edition=plan.edition + 1, follows=plan, wishes=plan.wishes,
            family_wishes=plan.family_wishes, policy=plan.policy, services=plan.services, by=by,
        )  # fmt: skip
        new.people.set(plan.people.all())
        PlanEvent.objects.create(plan=new, to_state=new.state, words=words, by=by)
        for goal in plan.goals.filter(removed=False).exclude(result__reached=Reached.REACHED):
            _carry_over(goal, new)
        enter(plan, PlanState.REPLANNED, by=by, words=words)
        close_pages_of_plan(by=by, plan=plan)
        plan.save(update_fields=["state"])
        index(new)
        trace(plan, by, Action.STATE_CHANGED)
        trace(new, by, Action.CREATED)
    return new


def _carry_over(goal: Goal, new: Plan) -> None:
    copy = Goal.objects.create(plan=new, words=goal.words)
    open_ones = goal.actions.filter(removed=False).exclude(state__in=[ActionState.DONE, ActionState.STOPPED])
    for action in open_ones.select_related("organization"):
        if action.organization is None or not action.organization.is_closed:
            PlanAction.objects.create(
                goal=copy, who=action.who, organization=action.organization, words=action.words
            )


def tick_action(
    *,
    by: User,
    action: PlanAction,
    state: ActionState,
    words: str = "",
    organization: Organization | None = None,
) -> ActionComment:
    """How an action goes. `organization` is the agency that says so, and None for a link worker, who has
    seen it by writing it."""
    if organization is not None:
        check_writes(by, organization)
    with writing():
        plan = locked(action.goal.plan)
        if plan.state in OVER:
            raise ValidationError("このプランはもう終わっています。")
        if organization is not None and action.organization_id != organization.pk:
            raise ValidationError("ほかの機関がすることです。")
        action = PlanAction.objects.select_for_update(of=("self",)).get(pk=action.pk)
        now = timezone.now()
        row = ActionComment.objects.create(
            action=action, organization=organization, state=state, words=words, by=by,
            seen_at=None if organization else now,
        )  # fmt: skip
        action.state, action.changed_at = state, now
        action.save(update_fields=["state", "changed_at"])
        trace(plan, by, Action.ANSWERED if organization else Action.CHANGED, what="action")
    return row


def see_comments(*, by: User, plan: Plan) -> int:
    """Whoever cares for the case has read what the agencies wrote; how many there were."""
    with writing():
        new = ActionComment.objects.filter(action__goal__plan=plan, seen_at=None)
        count = new.update(seen_at=timezone.now())
        if count:
            trace(plan, by, Action.CHANGED, what="comments_seen")
    return count
