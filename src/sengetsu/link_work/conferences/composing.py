"""A paper put together from the records. It is a copy to edit, never a window into the case."""

from typing import Any

from django.utils import timezone

from sengetsu.base.dates import wareki
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.cases.queries import people_of_case
from sengetsu.link_work.consents.choices import Document, Fact
from sengetsu.link_work.needs.models import Need
from sengetsu.link_work.people.models import Person
from sengetsu.link_work.plans.models import Plan
from sengetsu.link_work.plans.queries import goals_of
from sengetsu.link_work.ties.models import Tie
from sengetsu.link_work.visits.models import Contact

from .models import AgendaItem

NEWEST = 3  # contacts that are told of
Part = dict[str, Any]


def _part(heading: str, lines: list[str], tells: str, person: Person | None = None) -> Part:
    return {"heading": heading, "words": "\n".join(filter(None, lines)), "tells": tells, "person": person}


def _person(person: Person) -> list[Part]:
    age = person.age_on(timezone.localdate())
    name = f"{person.family_name} {person.given_name}".strip()
    return [
        _part("名前", [name], Fact.NAME, person),
        _part("年齢", [f"{age}歳" if age is not None else ""], Fact.BIRTH, person),
    ]


def _household(case: Case) -> Part:
    members = case.household.members.select_related("person") if case.household else []
    lines = [
        f"{member.get_relationship_display()}{'' if member.lives_here else '（別居）'}" for member in members
    ]
    return _part("世帯", ["、".join(lines)], Fact.HOUSEHOLD)


def _needs(case: Case) -> Part:
    needs = Need.objects.filter(case=case).order_by("pk")
    return _part("必要なこと", [f"{n.get_category_display()}：{n.words}" for n in needs], Fact.NEED)


def _ties(case: Case) -> str:
    ties = Tie.objects.filter(case=case, until=None).order_by("pk")
    return "つながり：" + "、".join(str(tie.label) for tie in ties) if ties else ""


def _situation(case: Case) -> Part:
    contacts = Contact.objects.current().filter(case=case).order_by("-at")[:NEWEST]
    lines = [
        f"開いた日：{wareki(case.opened_on)}（{case.get_route_display()}）",
        f"いま：{case.get_state_display()}",
        f"信頼のはしご：{case.get_trust_display()}" if case.trust else "",
        _ties(case),
        *(f"{wareki(timezone.localdate(c.at))} {c.get_how_display()}：{c.happened}" for c in contacts),
    ]
    return _part("これまでの様子", lines, Fact.SITUATION)


def _plan(plan: Plan) -> Part:
    lines = [plan.wishes]
    for goal in goals_of(plan):
        lines.append(f"目標：{goal.words}")
        lines += [f"・{a.organization or a.get_who_display()}：{a.words}" for a in goal.actions.all()]
    return _part("支援プラン", lines, Document.PLAN)


def compose(item: AgendaItem) -> list[Part]:
    """The parts of a new paper; empty ones are left out. An address is never put in by itself."""
    case = item.case
    people = list(people_of_case(case))
    if item.plan:
        people = list(item.plan.people.order_by("pk"))
    parts = [part for person in people for part in _person(person)]
    parts += [_household(case), _needs(case), _situation(case)]
    if item.plan:
        parts.append(_plan(item.plan))
    return [part for part in parts if part["words"]]
