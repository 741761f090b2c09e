"""Finding likely duplicates by name, reading, telephone and address, across all spellings."""

from collections import Counter
from uuid import UUID

from django.db.models import QuerySet

from sengetsu.base import blind
from sengetsu.base.text import fold_phone, normalise_address
from sengetsu.link_work.index.models import Owner, Token
from sengetsu.link_work.index.queries import owners_carrying

from .models import Household, HouseholdMember, Person

AT_LEAST_DIGITS = 6
MOST = 12  # people shown beside a form
NAMED, CALLED, LIVING = 2, 3, 2  # votes: a telephone number tells more than a name or an address

Ids = QuerySet[Token, int]


def person_of(public_id: UUID) -> Person | None:
    return Person.objects.filter(public_id=public_id).first()


def _carrying(pieces: set[str], kind: str) -> list[Ids]:
    tokens = blind.tokens(pieces, kind=kind)
    return [owners_carrying(owner_kind=Owner.PERSON, tokens=tokens)] if tokens else []


def _by_name(typed: str) -> list[Ids]:
    """People who carry all pieces of what was typed: きた, 北川, キタガワ; a part of the name is enough."""
    return _carrying(blind.name_query(typed), "name")


def _by_phone(typed: str) -> list[Ids]:
    digits = fold_phone(typed)
    return _carrying({digits}, "phone") if len(digits) >= AT_LEAST_DIGITS else []


def ids_found_by(*, name: str = "", phone: str = "") -> list[Ids]:
    """Subqueries of the ids of everybody so named, or with this number; for a search, so without a limit."""
    return [*_by_name(name), *_by_phone(phone)]


def likely_people(
    *, among: QuerySet[Person], name: str = "", phone: str = "", address: str = ""
) -> list[int]:
    """Ids of those `among` the known who may be the one typed, likeliest first. The worker decides."""
    asked = [(ids, NAMED) for typed in {name, *name.split()} if typed.strip() for ids in _by_name(typed)]
    asked += [(ids, CALLED) for ids in _by_phone(phone)]
    if address.strip():
        asked += [(ids, LIVING) for ids in _carrying({normalise_address(address)}, "address")]
    votes: Counter[int] = Counter()
    for ids, weight in asked:
        found = among.filter(pk__in=ids).order_by("-pk").values_list("pk", flat=True)[: 3 * MOST]
        votes.update(dict.fromkeys(found, weight))
    return [pk for pk, _ in votes.most_common(MOST)]


def lives_elsewhere(person: Person, household: Household | None) -> bool:
    """Whether somebody lives in another household and not in this one. Whoever stood in two homes before
    may still be corrected in each."""
    homes = HouseholdMember.objects.filter(person=person, lives_here=True)
    ids = set(homes.values_list("household_id", flat=True))
    return bool(ids) and (household is None or household.pk not in ids)
