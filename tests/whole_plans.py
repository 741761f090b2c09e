"""A plan with something in each of its parts, so that data that could leak exists."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from sengetsu.accounts.choices import Role
from sengetsu.accounts.models import User
from sengetsu.directory.models import Organization
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.people.models import Person
from sengetsu.link_work.plans.actions import decide_support, draft_plan, put_action, put_goal, write_plain
from sengetsu.link_work.plans.asking import ask_agency
from sengetsu.link_work.plans.choices import ActionState, Outcome, PlanKind, PlanState, Reached, Who
from sengetsu.link_work.plans.course_actions import decide_plan, evaluate, monitor, move_plan, tick_action
from sengetsu.link_work.plans.models import Goal, Plan, PlanAction
from tests import factories


@dataclass(frozen=True)
class WholePlan:
    plan: Plan
    goal: Goal
    action: PlanAction


def some_manager() -> User:
    """A manager who is nobody of the tests' people."""
    found = User.objects.filter(username="katagiri").first()
    return found or factories.user("katagiri", "片桐 望", Role.MANAGER)


def drafted(
    *, by: User, case: Case, person: Person, organization: Organization, word: str = "散歩"
) -> WholePlan:
    """A draft with a goal that the person, the worker and one agency work for."""
    day = timezone.localdate()
    plan = draft_plan(
        by=by, case=case, kind=PlanKind.MULTI_AGENCY, people=[person], wishes=f"{word}に行きたい",
        family_wishes=f"{word}から帰ってほしい", policy=f"{word}をいっしょに", services=f"{word}の会",
        starts_on=day, ends_on=day + timedelta(days=180), monitoring_on=day + timedelta(days=30),
    )  # fmt: skip
    goal = put_goal(by=by, plan=plan, words=f"月に一度、{word}", by_when=day + timedelta(days=90))
    put_action(by=by, goal=goal, who=Who.PERSON, words=f"{word}の靴をはく")
    put_action(by=by, goal=goal, who=Who.WORKER, words=f"{word}にさそう")
    action = put_action(
        by=by, goal=goal, who=Who.AGENCY, organization=organization, words=f"{word}の送り迎え"
    )
    return WholePlan(plan, goal, action)


def running(
    *, by: User, case: Case, person: Person, organization: Organization, word: str = "散歩"
) -> WholePlan:
    """A plan in force. There must be a consent to `organization` with the document plan."""
    whole = drafted(by=by, case=case, person=person, organization=organization, word=word)
    manager = some_manager()
    decide_support(by=manager, case=case, words=f"{word}が要る")
    plan = move_plan(by=by, plan=whole.plan, to=PlanState.CONFERENCE, words=f"{word}を話す")
    plan = decide_plan(by=manager, plan=plan, words=f"{word}を認める")
    return WholePlan(plan, whole.goal, whole.action)


def whole_plan(*, by: User, case: Case, person: Person, organization: Organization, word: str) -> WholePlan:
    """As `running`, monitored, evaluated and running again; an agency has written a comment."""
    whole = running(by=by, case=case, person=person, organization=organization, word=word)
    plan, day = whole.plan, timezone.localdate()
    write_plain(by=by, plan=plan, plain=f"{word}に行きましょう")
    monitor(by=by, plan=plan, words=f"{word}の様子", said=f"{word}はよい", next_on=day + timedelta(days=30))
    tick_action(
        by=by,
        action=whole.action,
        state=ActionState.DOING,
        words=f"{word}を始めた",
        organization=organization,
    )
    evaluate(
        by=by, plan=plan, words=f"{word}が増えた", said=f"{word}が楽しみ", measures=f"{word} 0→4",
        outcome=Outcome.GO_ON, results={whole.goal: Reached.PARTLY},
    )  # fmt: skip
    plan = move_plan(by=by, plan=plan, to=PlanState.RUNNING, words=f"{word}を続ける")
    ask_agency(by=by, action=whole.action)
    Plan.objects.filter(pk=plan.pk).update(lead_organization=organization, monitoring_on=day)
    plan.refresh_from_db()
    plan.lead_words = f"{word}を見守る"
    plan.save(update_fields=["lead_words"])
    return WholePlan(plan, whole.goal, whole.action)
