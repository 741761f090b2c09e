"""What an agency is told: exactly what the consent names, and nothing of anybody else (promise 6)."""

from collections.abc import Iterable

from django.utils import timezone

from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.consents.choices import Fact
from sengetsu.link_work.consents.models import Consent
from sengetsu.link_work.needs.models import Need
from sengetsu.link_work.people.models import Person

Shared = dict[str, list[str]]


def _birth(person: Person) -> list[str]:
    age = person.age_on(timezone.localdate())
    return [text for text in (person.birth, f"{age}歳" if age is not None else "") if text]


def _household(case: Case) -> list[str]:
    """Who lives together, as what; neither a name nor an age, which are each person's own to tell."""
    members = case.household.members.all() if case.household else []
    return [str(member.get_relationship_display()) for member in members if member.lives_here]


def _situation(case: Case) -> list[str]:
    return [f"いまの様子：{case.get_state_display()}"] + (
        [f"信頼のはしご：{case.get_trust_display()}"] if case.trust else []
    )


def _need(need: Need, person: Person) -> list[str]:
    """Words about somebody else of the household are not this person's to tell."""
    return [need.words] if need.person_id in {None, person.pk} else []


def _address(person: Person) -> list[str]:
    return [] if person.address_protected or not person.address else [person.address]


def told(*, case: Case, need: Need, consent: Consent | None) -> Shared:
    """The content of the envelope: label -> lines. Without a consent only the need's field is told.

    Source of the rule: promise 6; a protected address (支援措置) is told to nobody, whatever was consented.
    """
    shared: Shared = {"分野": [need.get_category_display()]}
    if consent is None:
        return shared
    person = consent.person
    lines: dict[Fact, Iterable[str]] = {
        Fact.NAME: [f"{person.family_name} {person.given_name}".strip()],  # no description: it may tell where
        Fact.KANA: [person.kana],
        Fact.BIRTH: _birth(person),
        Fact.ADDRESS: _address(person),
        Fact.PHONE: [person.phone],
        Fact.HOUSEHOLD: _household(case),
        Fact.NEED: _need(need, person),
        Fact.SITUATION: _situation(case),
    }
    for fact in Fact:
        written = [line for line in lines[fact] if line]
        if fact.value in consent.facts and written:
            shared[fact.label] = written
    return shared
