"""Finding likely duplicates by name, reading, telephone and address, across all spellings."""

from collections import Counter
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from sengetsu.base import blind
from sengetsu.base.text import fold_phone, normalise_address
from sengetsu.link_work.index.models import Owner
from sengetsu.link_work.index.queries import owners_with_all

from .models import HouseholdMember, Person

AT_LEAST_DIGITS = 6


def person_of(public_id: UUID) -> Person | None:
    return Person.objects.filter(public_id=public_id).first()


def _by_name(typed: str) -> list[int]:
    """People who carry all pieces of what was typed: きた, 北川, キタガワ; a part of the name is enough."""
    tokens = blind.tokens(blind.name_query(typed), kind="name")
    return owners_with_all(owner_kind=Owner.PERSON, tokens=tokens)


def likely_people(*, name: str = "", phone: str = "", address: str = "") -> list[int]:
    """Ids of known people who may be the one typed, likeliest first. The worker decides."""
    votes: Counter[int] = Counter()
    for typed in {name, *name.split()}:
        if typed.strip():
            votes.update(dict.fromkeys(_by_name(typed), 2))
    digits = fold_phone(phone)
    if len(digits) >= AT_LEAST_DIGITS:
        tokens = blind.tokens({digits}, kind="phone")
        votes.update(dict.fromkeys(owners_with_all(owner_kind=Owner.PERSON, tokens=tokens), 3))
    if address.strip():
        tokens = blind.tokens({normalise_address(address)}, kind="address")
        votes.update(dict.fromkeys(owners_with_all(owner_kind=Owner.PERSON, tokens=tokens), 2))
    return [pk for pk, _ in votes.most_common(12)]


def with_households(people: QuerySet[Person]) -> QuerySet[Person]:
    return people.prefetch_related(
        Prefetch("households", queryset=HouseholdMember.objects.select_related("household"))
    )
