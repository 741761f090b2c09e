"""Merging two cases or two people, taking it back, and splitting a household."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.audit.choices import Action
from sengetsu.audit.writing import writing
from sengetsu.link_work.people.actions import index_person, start_household
from sengetsu.link_work.people.models import HouseholdMember, Person

from .access import can_take_over
from .actions import open_case
from .choices import EventKind, HandoverState, Route, State
from .merge_models import Merge
from .models import Case, CaseMember
from .moving_rows import move_back, move_rows
from .people import check_somebody_sees
from .signals import person_left
from .writing import NextStep, event, index, locked, save, trace

# Each case's own: who may see it, who looked, and the merges themselves.
CASES_OWN = ("link_work.caseaccess", "link_work.look", "link_work.merge")
PEOPLES_OWN = ("link_work.merge", "link_work.person")
EMPTY: dict[str, object] = {"died_on": None, "address_protected": False, "only_own_cases": False}
FILLED = (
    "family_name", "given_name", "family_kana", "given_kana", "description", "birth", "died_on", "phone",
    "email", "address", "address_protected", "note", "only_own_cases",
)  # fmt: skip


def _named(case: Case) -> set[int]:
    return set(case.accesses.values_list("user_id", flat=True))


def _with_own_visibility(case: Case) -> set[int]:
    hidden = case.members.filter(is_client=True, person__only_own_cases=True)
    return set(hidden.values_list("person_id", flat=True))


def _check_cases(by: User, kept: Case, gone: Case) -> None:
    if kept.pk == gone.pk:
        raise ValidationError({"other": "同じケースです。"})
    if not (can_take_over(by, kept) and can_take_over(by, gone)):
        raise ValidationError({"other": "どちらのケースも理由なしに開ける人だけが、まとめられます。"})
    if kept.restricted != gone.restricted or _named(kept) != _named(gone):
        raise ValidationError({"other": "見られる人がちがいます。先に、見られる人をそろえてください。"})
    if _with_own_visibility(kept) != _with_own_visibility(gone):
        raise ValidationError({"other": "「支えるケースの中だけで見せる」人が、片方のケースだけにいます。"})
    if Merge.objects.filter(gone=gone, undone_at=None).exists():
        raise ValidationError({"other": "もう、ほかのケースにまとめられています。"})


def merge_cases(*, by: User, kept: Case, gone: Case, words: str) -> Merge:
    """`gone` becomes part of `kept`: its records, people and papers move, its number leads there."""
    if not words.strip():
        raise ValidationError({"words": "まとめる理由を書いてください。"})
    with writing():
        kept, gone = locked(kept), locked(gone)
        _check_cases(by, kept, gone)
        offered = {"state": HandoverState.OFFERED}
        gone.handovers.filter(**offered).update(state=HandoverState.WITHDRAWN, answered_at=timezone.now())
        before = {"state": gone.state, "closed_on": gone.closed_on.isoformat() if gone.closed_on else ""}
        moved = move_rows(gone=gone, kept=kept, but=CASES_OWN)
        moved |= _household_into(kept, gone)
        row = Merge.objects.create(case=kept, gone=gone, words=words, moved=moved, before=before, by=by)
        gone.state, gone.closed_on = State.CLOSED, gone.closed_on or timezone.localdate()
        save(gone, "state", "closed_on")
        event(case=kept, kind=EventKind.MERGED, by=by, words=f"{gone.number}をまとめた。{words}")
        event(case=gone, kind=EventKind.MERGED, by=by, words=f"{kept.number}にまとめた")
        for case in (kept, gone):
            index(case)
            trace(case, by, Action.CHANGED, what="merge", other=(gone if case is kept else kept).number)
    return row


def _household_into(kept: Case, gone: Case) -> dict[str, list[int]]:
    """The members of the other household, who are not in this one yet."""
    if gone.household_id is None or gone.household_id == kept.household_id:
        return {}
    if kept.household_id is None:
        kept.household = gone.household
        save(kept, "household")
        return {}
    here = HouseholdMember.objects.filter(household=kept.household_id).values("person_id")
    rows = HouseholdMember.objects.filter(household=gone.household_id).exclude(person_id__in=here)
    ids = list(rows.values_list("pk", flat=True))
    HouseholdMember.objects.filter(pk__in=ids).update(household=kept.household_id)
    return {"link_work.householdmember.household": ids}


def merge_people(*, by: User, case: Case, kept: Person, gone: Person, words: str = "") -> Merge:
    """Two records of one person in this case. What only one of them knows is kept, both names too; a
    protected address (支援措置) stays protected."""
    if kept.pk == gone.pk:
        raise ValidationError({"other": "同じ人の記録です。"})
    if case.members.filter(person__in=[kept, gone]).count() != 2:  # noqa: PLR2004 - both of them
        raise ValidationError({"other": "どちらも、このケースの人でなければなりません。"})
    if any(not can_take_over(by, member.case) for member in gone.cases.select_related("case")):
        raise ValidationError({"other": "この人は、あなたが開けないケースにもいます。"})
    with writing():
        kept, gone = Person.objects.get(pk=kept.pk), Person.objects.get(pk=gone.pk)
        moved = move_rows(gone=gone, kept=kept, but=PEOPLES_OWN)
        left = list(CaseMember.objects.filter(person=gone).values("case_id", "is_client"))
        CaseMember.objects.filter(person=gone).delete()
        filled = _fill(kept, gone)
        check_somebody_sees(kept)
        row = Merge.objects.create(
            case=case, kept_person=kept, gone_person=gone, words=words, moved=moved,
            before={"left": left, "filled": filled}, by=by,
        )  # fmt: skip
        Person.objects.filter(pk=gone.pk).update(merged_into=kept)
        event(case=case, kind=EventKind.MERGED, by=by, words=f"{gone.name} を {kept.name} にまとめた")
        trace(case, by, Action.CHANGED, what="merge_people")
    return row


def _fill(kept: Person, gone: Person) -> list[str]:
    """Give `kept` what only `gone` knows; returns the names of the fields, never their values."""
    filled = [name for name in FILLED if getattr(gone, name) and not getattr(kept, name)]
    for name in filled:
        setattr(kept, name, getattr(gone, name))
    if "birth" in filled:
        kept.birth_said_on = gone.birth_said_on
    if gone.name and gone.name not in (kept.name, *kept.other_names.splitlines()):
        kept.other_names = "\n".join(filter(None, [kept.other_names, gone.name]))
    kept.save()
    index_person(kept)
    return filled


def _empty(kept: Person, gone: Person, filled: list[str]) -> None:
    """Take back what `_fill` gave, as far as nobody has changed it since."""
    for name in filled:
        if getattr(kept, name) == getattr(gone, name):
            setattr(kept, name, EMPTY.get(name, ""))
    kept.other_names = "\n".join(line for line in kept.other_names.splitlines() if line != gone.name)
    kept.save()
    index_person(kept)


def undo_merge(*, by: User, merge: Merge) -> Merge:
    """As it was: what moved goes back, what was written since stays with what was kept."""
    with writing():
        row = Merge.objects.select_for_update(of=("self",)).select_related("case").get(pk=merge.pk)
        if row.undone_at is not None:
            raise ValidationError("もう元にもどされています。")
        move_back(row.moved, gone=row.gone or row.gone_person)
        if row.gone_id:
            _case_back(row, by)
        else:
            _person_back(row)
        row.undone_at, row.undone_by = timezone.now(), by
        row.save(update_fields=["undone_at", "undone_by"])
        event(case=row.case, kind=EventKind.UNMERGED, by=by)
        trace(row.case, by, Action.CHANGED, what="unmerge")
    return row


def _case_back(row: Merge, by: User) -> None:
    gone = locked(row.gone)  # type: ignore[arg-type]
    gone.state = row.before["state"]
    if gone.state != State.CLOSED:
        gone.closed_on = None
    save(gone, "state", "closed_on")
    event(case=gone, kind=EventKind.UNMERGED, by=by)
    index(gone)
    trace(gone, by, Action.CHANGED, what="unmerge")


def _person_back(row: Merge) -> None:
    kept, gone = row.kept_person, row.gone_person
    if kept is None or gone is None:
        return
    for member in row.before["left"]:
        CaseMember.objects.get_or_create(
            case_id=member["case_id"], person=gone, defaults={"is_client": member["is_client"]}
        )
    _empty(kept, gone, row.before["filled"])
    Person.objects.filter(pk=gone.pk).update(merged_into=None)


def split_household(
    *, by: User, case: Case, people: Iterable[Person], title: str, next_step: NextStep
) -> Case:
    """Some of a household live elsewhere from now on, and become a case of their own."""
    leaving = list({person.pk: person for person in people}.values())
    members = {m.person_id: m for m in case.members.filter(person__in=leaving).select_related("person")}
    if not leaving or len(members) != len(leaving):
        raise ValidationError({"people": "このケースの人を選んでください。"})
    if case.members.count() == len(leaving):
        raise ValidationError({"people": "ぜんいんは分けられません。"})
    if not case.owner:
        raise ValidationError("先に、担当を決めてください。")
    with writing():
        case = locked(case)
        household = start_household(by=by, label=title, case_number=case.number)
        HouseholdMember.objects.filter(household=case.household_id, person__in=leaving).update(
            household=household, lives_here=True
        )
        new = open_case(
            by=by, title=title, team=case.team, owner=case.owner or by, next_step=next_step,
            household=household, route=Route(case.route), people=leaving,
        )  # fmt: skip
        for person_id, member in members.items():
            CaseMember.objects.filter(case=new, person_id=person_id).update(is_client=member.is_client)
            member.delete()
            person_left.send(sender=Case, case=case, person=member.person, by=by)
        event(case=case, kind=EventKind.SPLIT, by=by, words=f"{new.number}に分けた")
        event(case=new, kind=EventKind.SPLIT, by=by, words=f"{case.number}から分けた")
        trace(case, by, Action.CHANGED, what="split")
    return new
