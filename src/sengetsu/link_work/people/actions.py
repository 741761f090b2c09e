"""The only writer of people and households."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.audit.writing import writing
from sengetsu.base.seen import refuse_if_changed
from sengetsu.link_work.index.actions import pieces_of_person, replace
from sengetsu.link_work.index.models import Owner

from .bonds import check_bond
from .choices import BondKind, BondState, Relationship
from .models import Bond, Household, HouseholdMember, Person
from .queries import lives_elsewhere

FIELDS = (
    "family_name", "given_name", "family_kana", "given_kana", "other_names", "description", "sex",
    "birth", "birth_said_on", "died_on", "phone", "email", "address", "address_protected", "note",
    "only_own_cases",
)  # fmt: skip

LIVES_ELSEWHERE = (
    "ほかの世帯に住んでいることになっています。先にそちらを直すか、「いっしょに住んでいる」を外してください。"
)


def pieces_of(person: Person) -> set[int]:
    """By what the person is found: every name, reading, telephone number and address."""
    others = [(line.strip(), "") for line in person.other_names.splitlines() if line.strip()]
    names = [(person.name, person.kana), (person.description, ""), *others]
    return pieces_of_person(
        names=[pair for pair in names if pair[0] or pair[1]],
        phones=person.phone.split("、"),
        # A protected address is not even a hint in a search for duplicates.
        addresses=[] if person.address_protected else [person.address],
    )


def index_person(person: Person) -> None:
    replace(owner_kind=Owner.PERSON, owner_id=person.pk, case_id=None, tokens=pieces_of(person))


def _check(values: Mapping[str, Any]) -> None:
    if not any(str(values.get(name) or "").strip() for name in ("family_name", "given_name", "description")):
        raise ValidationError({"description": "名前か、名前のかわりの言い方を書いてください。"})


def add_person(*, by: User, case_number: str = "", **values: Any) -> Person:
    """Record a person. Some word for them is all that is required."""
    _check(values)
    with writing():
        person = Person.objects.create(**{name: value for name, value in values.items() if name in FIELDS})
        index_person(person)
        record(by=by, action=Action.CREATED, thing="person", thing_id=str(person.pk), case_id=case_number)
    return person


def change_person(
    *, by: User, person: Person, case_number: str = "", seen: str = "", **values: Any
) -> Person:
    """Correct what is known; what `values` does not name stays. `seen`: see `base.seen`."""
    _check(values)
    with writing():
        person = Person.objects.select_for_update().get(pk=person.pk)
        refuse_if_changed(person, seen=seen, fields=[name for name in FIELDS if name in values])
        changed = [name for name in FIELDS if name in values and getattr(person, name) != values[name]]
        for name in changed:
            setattr(person, name, values[name])
        if "birth" in changed:
            # "about 50" counts from the day on which it was said.
            person.birth_said_on = timezone.localdate()
            changed.append("birth_said_on")
        if changed:
            person.save(update_fields=changed)
            index_person(person)
        record(
            by=by,
            action=Action.CHANGED,
            thing="person",
            thing_id=str(person.pk),
            case_id=case_number,
            detail={"fields": " ".join(changed)},
        )
    return person


def start_household(*, by: User, label: str, address: str = "", case_number: str = "") -> Household:
    with writing():
        household = Household.objects.create(label=label, address=address)
        record(
            by=by, action=Action.CREATED, thing="household", thing_id=str(household.pk), case_id=case_number
        )
    return household


def add_member(
    *,
    by: User,
    household: Household,
    person: Person,
    relationship: Relationship = Relationship.UNKNOWN,
    lives_here: bool = True,
    key_person: bool = False,
    case_number: str = "",
) -> HouseholdMember:
    """Put a person into a household, or change what they are in it."""
    if lives_here and lives_elsewhere(person, household):
        raise ValidationError({"lives_here": LIVES_ELSEWHERE})
    with writing():
        member, _ = HouseholdMember.objects.update_or_create(
            household=household,
            person=person,
            defaults={"relationship": relationship, "lives_here": lives_here, "key_person": key_person},
        )
        record(
            by=by, action=Action.CHANGED, thing="household", thing_id=str(household.pk), case_id=case_number
        )
    return member


def put_bond(
    *,
    by: User,
    first: Person,
    second: Person,
    kind: BondKind,
    state: BondState = BondState.TOGETHER,
    since: date | None = None,
    case_number: str = "",
) -> Bond:
    """Draw a line of the genogram. Raises what `bonds.check_bond` says cannot be."""
    with writing():
        check_bond(first=first, second=second, kind=kind, since=since)
        together = state if kind == BondKind.COUPLE else BondState.TOGETHER
        bond = Bond.objects.create(first=first, second=second, kind=kind, state=together, since=since)
        record(by=by, action=Action.CREATED, thing="bond", thing_id=str(bond.pk), case_id=case_number)
    return bond


def change_bond(*, by: User, bond: Bond, state: BondState, case_number: str = "") -> Bond:
    """A couple separates, divorces, or is together again."""
    with writing():
        bond.state = state
        bond.save(update_fields=["state"])
        record(by=by, action=Action.CHANGED, thing="bond", thing_id=str(bond.pk), case_id=case_number)
    return bond


def remove_bond(*, by: User, bond: Bond, case_number: str = "") -> None:
    """A line that was drawn by mistake."""
    with writing():
        record(by=by, action=Action.CHANGED, thing="bond", thing_id=str(bond.pk), case_id=case_number)
        bond.delete()
