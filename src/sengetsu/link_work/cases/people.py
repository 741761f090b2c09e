"""Putting people into a case and its household."""

from typing import Any

from django.core.exceptions import ValidationError

from sengetsu.accounts.models import User
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.audit.writing import writing
from sengetsu.link_work.people import actions as people
from sengetsu.link_work.people.choices import Relationship
from sengetsu.link_work.people.models import Person
from sengetsu.link_work.people.queries import lives_elsewhere

from .choices import EventKind
from .models import Case, CaseMember
from .signals import person_left
from .writing import event, locked

NOBODY_LEFT = (
    "この人は、支えるケースの中だけで見せることになっています。ほかに支えるケースがないので、"
    "だれにも見えなくなります。先に、それを外してください。"
)


def check_somebody_sees(person: Person) -> None:
    """Raise `ValidationError` when no case that supports somebody with an own visibility is left."""
    hidden = Person.objects.filter(pk=person.pk, only_own_cases=True).exists()
    if hidden and not CaseMember.objects.filter(person=person, is_client=True).exists():
        raise ValidationError(NOBODY_LEFT)


def _household_of(case: Case, by: User) -> Any:
    if case.household is None:
        case.household = people.start_household(by=by, label=case.title, case_number=case.number)
        case.save(update_fields=["household"])
    return case.household


def put_person(
    *,
    by: User,
    case: Case,
    person: Person,
    relationship: Relationship = Relationship.UNKNOWN,
    lives_here: bool | None = None,
    key_person: bool = False,
    is_client: bool = True,
) -> CaseMember:
    """Make a known person part of the case and its household. Doing it again changes what they are in it.

    `lives_here`: None is yes, unless they live in another household; somebody lives in one alone.
    """
    with writing():
        case = locked(case)
        household = _household_of(case, by)
        if lives_here is None:
            lives_here = not lives_elsewhere(person, household)
        people.add_member(
            by=by,
            household=household,
            person=person,
            relationship=relationship,
            lives_here=lives_here,
            key_person=key_person,
            case_number=case.number,
        )
        member, _ = CaseMember.objects.update_or_create(
            case=case, person=person, defaults={"is_client": is_client}
        )
        check_somebody_sees(person)
        event(case=case, kind=EventKind.PEOPLE, by=by, words=f"{person.name}（{relationship.label}）")
    return member


def add_new_person(*, by: User, case: Case, place: dict[str, Any], **values: Any) -> CaseMember:
    """Record somebody new and put them into the case; both or neither."""
    with writing():
        person = people.add_person(by=by, case_number=case.number, **values)
        return put_person(by=by, case=case, person=person, **place)


def change_in_case(
    *, by: User, case: Case, person: Person, place: dict[str, Any], seen: str = "", **values: Any
) -> CaseMember:
    """Correct what is known of a person, and what they are in this case; both or neither."""
    with writing():
        people.change_person(by=by, person=person, case_number=case.number, seen=seen, **values)
        return put_person(by=by, case=case, person=person, **place)


def take_out(*, by: User, case: Case, person: Person) -> None:
    """The case is no longer about this person. The person and the household stay known."""
    with writing():
        case = locked(case)
        removed, _ = CaseMember.objects.filter(case=case, person=person).delete()
        if not removed:
            raise ValidationError("このケースの人ではありません。")
        check_somebody_sees(person)
        person_left.send(sender=Case, case=case, person=person, by=by)
        event(case=case, kind=EventKind.PEOPLE, by=by, words=f"{person.name} をこのケースから外した")
        record(by=by, action=Action.CHANGED, thing="person", thing_id=str(person.pk), case_id=case.number)
