"""Warns of names in a free text before it leaves the house. It warns; the worker decides."""

from collections.abc import Callable, Collection, Iterable

from sengetsu.base.text import fold, fold_phone, normalise_address
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.consents.choices import Fact
from sengetsu.link_work.people.models import HouseholdMember, Person

Words = dict[Fact, list[str]]
SHORTEST_PHONE = 6  # digits


def _words_of(person: Person) -> Words:
    return {
        Fact.NAME: [
            person.family_name,
            person.given_name,
            person.description,
            *person.other_names.splitlines(),
        ],
        Fact.KANA: [person.family_kana, person.given_kana],
        Fact.ADDRESS: [person.address],
        Fact.PHONE: [*person.phone.split("、"), person.email],
    }


def people_known(case: Case) -> list[Person]:
    """Everybody whose name a text of this case may hold: its people and their household."""
    people = {member.person_id: member.person for member in case.members.select_related("person")}
    if case.household_id:
        living = HouseholdMember.objects.filter(household_id=case.household_id).select_related("person")
        people |= {member.person_id: member.person for member in living}
    return list(people.values())


def _ways_to_compare(text: str) -> list[tuple[Callable[[str], str], str]]:
    return [(fold, fold(text)), (normalise_address, normalise_address(text))]


def _stands_in(word: str, text: str) -> bool:
    digits = fold_phone(word)
    if len(digits) >= SHORTEST_PHONE and digits in fold_phone(text):
        return True
    return any(bool(way(word)) and way(word) in compared for way, compared in _ways_to_compare(text))


def names_in(
    text: str, *, people: Iterable[Person], told: Iterable[tuple[Person, Collection[str]]]
) -> list[str]:
    """Names, readings, addresses and numbers of `people` that stand in `text`, whatever the spelling, and
    that nobody let be told. `told`: who consented, with the facts that may be told of them."""
    allowed = {
        fold(word)
        for person, facts in told
        for fact, words in _words_of(person).items()
        for word in words
        if fact.value in facts
    }
    known = {
        word.strip(): None
        for person in people
        for words in _words_of(person).values()
        for word in words
        if word.strip() and fold(word) not in allowed
    }
    return [word for word in known if _stands_in(word, text)]
