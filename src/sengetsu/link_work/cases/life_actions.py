"""Writing down what happened, and answering what the house proposes."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.audit.choices import Action
from sengetsu.audit.writing import writing
from sengetsu.link_work.people.actions import change_person
from sengetsu.link_work.people.models import HouseholdMember, Person

from .actions import NextStep, set_next_step
from .choices import EventKind, LifeKind, Participation, ProposalState
from .life_models import LifeEvent, ParticipationStep, Proposal
from .models import Case, CaseMember
from .risks import words_for
from .writing import event, locked, save, trace


def note_life_event(
    *, by: User, case: Case, person: Person, kind: LifeKind, on: date | None = None, words: str = ""
) -> LifeEvent:
    """Something happened to one of the household. For everybody who lives there, a next step is proposed in
    each open case about them; a restricted case proposes nothing outside itself."""
    day = on or timezone.localdate()
    if day > timezone.localdate():
        raise ValidationError({"on": "これからの日です。"})
    if not case.members.filter(person=person).exists():
        raise ValidationError({"person": "このケースの人を選んでください。"})
    with writing():
        case = locked(case)
        row = LifeEvent.objects.create(case=case, person=person, kind=kind, on=day, words=words, by=by)
        if kind == LifeKind.DEATH and person.died_on is None:
            change_person(
                by=by, person=person, case_number=case.number, died_on=day,
                family_name=person.family_name, given_name=person.given_name, description=person.description,
            )  # fmt: skip
        _leave_or_join(case, person, kind)
        for other in _others_at_home(case, person):
            for theirs in _cases_about(other, case, because_of=person):
                Proposal.objects.create(
                    event=row, case=theirs, person=other, words=words_for(kind, who=person, other=other)
                )
        event(case=case, kind=EventKind.PEOPLE, by=by, words=f"{person.name}：{LifeKind(kind).label}")
        trace(case, by, Action.CHANGED, what="life_event")
    return row


def _leave_or_join(case: Case, person: Person, kind: LifeKind) -> None:
    lives = {LifeKind.MOVED_OUT: False, LifeKind.MOVED_IN: True}.get(kind)
    if lives is not None and case.household_id:
        HouseholdMember.objects.filter(household=case.household_id, person=person).update(lives_here=lives)


def _others_at_home(case: Case, person: Person) -> list[Person]:
    if case.household_id is None:
        return []
    members = HouseholdMember.objects.filter(
        household=case.household_id, lives_here=True, person__died_on=None
    )
    return [one.person for one in members.exclude(person=person).select_related("person").order_by("pk")]


def _cases_about(person: Person, case: Case, *, because_of: Person) -> list[Case]:
    """Open cases of the same household that are about a person; of a restricted case, itself alone. What
    concerns somebody with a visibility of their own is proposed only where that person is supported."""
    cases = Case.objects.open().filter(household=case.household_id, members__person=person)
    if case.restricted:
        cases = cases.filter(pk=case.pk)
    for one in (person, because_of):
        if one.only_own_cases:
            cases = cases.filter(
                Exists(CaseMember.objects.filter(case=OuterRef("pk"), person=one, is_client=True))
            )
    return list(cases.filter(restricted=case.restricted).order_by("pk"))


def take_proposal(*, by: User, proposal: Proposal, next_step: NextStep) -> Proposal:
    """Make it the next step of its case."""
    with writing():
        proposal = _answered(proposal, by, ProposalState.TAKEN)
        set_next_step(by=by, case=proposal.case, next_step=next_step)
        trace(proposal.case, by, Action.CHANGED, what="proposal")
    return proposal


def set_aside(*, by: User, proposal: Proposal) -> Proposal:
    with writing():
        proposal = _answered(proposal, by, ProposalState.SET_ASIDE)
        trace(proposal.case, by, Action.CHANGED, what="proposal")
    return proposal


def _answered(proposal: Proposal, by: User, state: ProposalState) -> Proposal:
    row = Proposal.objects.select_for_update(of=("self",)).select_related("case").get(pk=proposal.pk)
    if row.state != ProposalState.OPEN:
        raise ValidationError("もう返事がされています。")
    row.state, row.answered_by, row.answered_at = state, by, timezone.now()
    row.save(update_fields=["state", "answered_by", "answered_at"])
    return row


def follow_up(*, by: User, case: Case, words: str, again_on: date | None = None) -> Case:
    """Somebody asked how it is after the end; perhaps once more on another day. The case stays closed."""
    if not words.strip():
        raise ValidationError({"words": "どうだったかを書いてください。"})
    if again_on and again_on <= timezone.localdate():
        raise ValidationError({"again_on": "あすから先の日にしてください。"})
    with writing():
        case = locked(case)
        if case.is_open:
            raise ValidationError("終結したケースではありません。")
        case.follow_up_on = again_on
        save(case, "follow_up_on")
        event(case=case, kind=EventKind.FOLLOW_UP, by=by, words=words)
        trace(case, by, Action.CHANGED, what="follow_up")
    return case


def note_participation(
    *, by: User, case: Case, person: Person, step: Participation, on: date | None = None, words: str = ""
) -> ParticipationStep:
    """Somebody came, comes often, helps, or leads something; a step back is a step too."""
    day = on or timezone.localdate()
    if day > timezone.localdate():
        raise ValidationError({"on": "これからの日です。"})
    if not case.members.filter(person=person).exists():
        raise ValidationError({"person": "このケースの人を選んでください。"})
    with writing():
        row = ParticipationStep.objects.create(
            case=case, person=person, step=step, on=day, words=words, by=by
        )
        told = f"{person.name}：{Participation(step).label}"
        event(case=case, kind=EventKind.PARTICIPATION, by=by, words=told)
        trace(case, by, Action.CHANGED, what="participation")
    return row
