"""Warns of names in the words of a plan that an agency may not be told. It warns; the worker decides."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sengetsu.directory.models import Organization
from sengetsu.link_work.consents.sight import sights
from sengetsu.link_work.referrals.naming import names_in, people_known

from .access import agencies_of
from .models import Goal, Plan


@dataclass(frozen=True)
class Untold:
    """Words that stand in what an agency is shown, and that it should not learn from there."""

    agency: Organization
    words: list[str]


def _shown_words(plan: Plan, goals: Iterable[Goal]) -> str:
    """Every free text that an agency of the plan reads. See `plans/partner.html`."""
    texts = [plan.wishes, plan.policy, plan.services]
    for goal in goals:
        texts += [goal.words, *(action.words for action in goal.actions.all() if not action.removed)]
    return "\n".join(str(text) for text in texts)


def untold_words(plan: Plan, goals: Iterable[Goal], day: date) -> list[Untold]:
    """Per agency: names, readings, addresses and numbers of anybody of the household who has not consented
    that this agency is told them."""
    agencies = agencies_of(plan)
    if not agencies:
        return []
    people, text = people_known(plan.case), _shown_words(plan, goals)
    found = []
    for agency in agencies:
        allowed = sights(case=plan.case, people=people, organizations=[agency.pk], day=day)
        told = [(person, allowed[person.pk].facts) for person in people]
        if words := names_in(text, people=people, told=told):
            found.append(Untold(agency, words))
    return found
