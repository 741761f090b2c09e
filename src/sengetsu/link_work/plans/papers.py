"""The plan as a paper: in the form a city files, and in plain words for the person. Both eras on each day."""

from datetime import date
from typing import Any

from django.utils.timezone import localdate

from sengetsu.base.dates import wareki, western
from sengetsu.base.paper import typeset
from sengetsu.base.paper.signing import sign
from sengetsu.link_work.people.models import Person

from .choices import Who
from .models import Goal, Plan, PlanAction
from .queries import goals_of

PAPERS = "link_work/plans/paper"


def both_eras(day: date | None) -> str:
    return f"{wareki(day)}（{western(day)}）" if day else ""


def doer(action: PlanAction) -> str:
    return str(action.organization) if action.organization else action.get_who_display()


def _person(person: Person) -> dict[str, str]:
    """No protected address stands on a paper that goes from hand to hand (支援措置)."""
    age = person.age
    return {
        "name": person.name,
        "kana": person.kana,
        "birth": person.birth,
        "age": f"{age}歳" if age is not None else "",
        "address": "" if person.address_protected else person.address,
    }


def _goal(goal: Goal) -> dict[str, Any]:
    return {
        "words": goal.words,
        "by_when": both_eras(goal.by_when),
        "actions": [
            [doer(action), action.words, both_eras(action.by_when), action.get_state_display()]
            for action in goal.actions.all()
        ],
        "result": goal.result.get_reached_display() if hasattr(goal, "result") else "",
    }


def _number(plan: Plan) -> str:
    return f"{plan.case.number}-{plan.kind[0].upper()}{plan.edition}"


def plan_pdf(plan: Plan, *, place: str) -> bytes:
    """支援プラン兼支援決定書 as PDF, with lines to sign; once decided, signed by the house."""
    evaluation = getattr(plan, "evaluation", None)
    data = {
        "place": place,
        "number": _number(plan),
        "kind": plan.get_kind_display(),
        "edition": plan.edition,
        "state": plan.get_state_display(),
        "made": both_eras(localdate(plan.created_at)),
        "by": str(plan.by),
        "people": [_person(person) for person in plan.people.all()],
        "period": [both_eras(plan.starts_on), both_eras(plan.ends_on), both_eras(plan.monitoring_on)],
        "wishes": plan.wishes,
        "family_wishes": plan.family_wishes,
        "policy": plan.policy,
        "services": plan.services,
        "goals": [_goal(goal) for goal in goals_of(plan)],
        "decided": [both_eras(localdate(plan.decided_at)), str(plan.decided_by), plan.decision_words]
        if plan.decided_at
        else None,
        "monitorings": [[both_eras(one.on), one.said, one.words] for one in plan.monitorings.all()],
        "evaluation": [
            evaluation.said,
            evaluation.words,
            evaluation.measures,
            evaluation.get_outcome_display(),
        ]
        if evaluation
        else None,
        "lead": [str(plan.lead_organization or ""), plan.lead_words],
    }
    pdf = typeset(f"{PAPERS}/plan.typ", data, at=plan.decided_at or plan.created_at)
    return sign(pdf, reason=f"支援決定 {_number(plan)}", place=place) if plan.decided_at else pdf


def plain_pdf(plan: Plan, *, place: str) -> bytes:
    """The plan in plain words, large letters, one page if it can be."""
    text = plan.plain or plain_words(plan)
    data = {"place": place, "paragraphs": [part for part in text.split("\n") if part.strip()]}
    return typeset(f"{PAPERS}/plain.typ", data, at=plan.created_at)


def plain_words(plan: Plan) -> str:
    """A first version of the plain words, put together from the plan; the worker rewrites it."""
    lines = ["これは、あなたといっしょに考えた、これからの予定です。"]
    if plan.wishes:
        lines += ["", "あなたの願い", plan.wishes]
    for goal in goals_of(plan):
        lines += ["", f"めざすこと：{goal.words}"]
        for action in goal.actions.all():
            until = f"（{wareki(action.by_when)}まで）" if action.by_when else ""
            subject = "あなた" if action.who == Who.PERSON else doer(action)
            lines.append(f"・{subject}は、{action.words}{until}")
    if plan.monitoring_on:
        lines += ["", f"{wareki(plan.monitoring_on)}ごろ、いっしょに様子を見ます。"]
    lines += ["", "いつでも変えられます。やめることもできます。やめても、相談はつづけられます。"]
    return "\n".join(lines)
