from datetime import date

from django.db.models import Q, QuerySet

from sengetsu.accounts.models import User
from sengetsu.link_work.people.models import Bond, Person

from .choices import ProposalState, State
from .life_models import LifeEvent, ParticipationStep, Proposal
from .merge_models import Merge
from .models import Case, CaseQuerySet
from .queries import NOT_IN_A_LIST


def open_proposals(user: User) -> QuerySet[Proposal]:
    """What is proposed in cases that are `user`'s to care for."""
    mine = Case.objects.readable_by(user).filter(Q(owner=user) | Q(next_person=user))
    rows = Proposal.objects.filter(state=ProposalState.OPEN, case__in=mine.values("pk"))
    away = [f"case__{name}" for name in ("next_step", *NOT_IN_A_LIST)]
    return rows.select_related("case", "event").defer("event__words", *away).order_by("pk")


def proposals_of(case: Case) -> list[Proposal]:
    rows = Proposal.objects.filter(case=case, state=ProposalState.OPEN)
    return list(rows.select_related("event", "person"))


def proposal_of(case: Case, proposal_id: int) -> Proposal | None:
    return (
        Proposal.objects.filter(case=case, pk=proposal_id, state=ProposalState.OPEN)
        .select_related("case")
        .first()
    )


def people_at_home(case: Case) -> QuerySet[Person]:
    """Everybody of the household of the case, wherever they live."""
    return Person.objects.filter(households__household=case.household_id).order_by("pk")


def bonds_of(case: Case) -> list[Bond]:
    """The lines between people of this household."""
    if case.household_id is None:
        return []
    people = people_at_home(case).values("pk")
    rows = Bond.objects.filter(first__in=people, second__in=people)
    return list(rows.select_related("first", "second"))


def bond_of(case: Case, bond_id: int) -> Bond | None:
    return next((bond for bond in bonds_of(case) if bond.pk == bond_id), None)


def life_of(case: Case) -> list[LifeEvent]:
    return list(LifeEvent.objects.filter(case=case).select_related("person", "by"))


def to_follow_up(user: User, day: date) -> CaseQuerySet:
    """Closed cases of `user` whose day to ask once more has come."""
    rows = Case.objects.readable_by(user).filter(owner=user, state=State.CLOSED, follow_up_on__lte=day)
    return rows.defer("next_step", *NOT_IN_A_LIST).order_by("follow_up_on", "pk")


def merges_of(case: Case) -> list[Merge]:
    """What was merged into this case and can be taken back."""
    rows = Merge.objects.filter(case=case, undone_at=None)
    return list(rows.select_related("gone", "gone_person", "by"))


def merged_into(case: Case) -> Case | None:
    """The case that this one became part of."""
    row = Merge.objects.filter(gone=case, undone_at=None).select_related("case").first()
    return row.case if row else None


def readable_number(user: User, number: str) -> Case | None:
    """The case of this number, if it opens to `user` without a reason."""
    return Case.objects.readable_by(user).filter(number=number).first()


def participation_of(case: Case) -> list[ParticipationStep]:
    """Oldest first, person by person."""
    rows = ParticipationStep.objects.filter(case=case).select_related("person", "by")
    return list(rows.order_by("person_id", "on", "pk"))
