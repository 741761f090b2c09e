"""The search over everything confidential that a person may know of (ADR 0003)."""

from dataclasses import dataclass

from sengetsu.accounts.models import User
from sengetsu.link_work.cases import queries as cases
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.index.models import Owner
from sengetsu.link_work.index.queries import asked_words, best_owners, owners_with
from sengetsu.link_work.intake.models import Intake
from sengetsu.link_work.intake.queries import for_a_list
from sengetsu.link_work.visits.models import Contact

SHOWN = 30


@dataclass(frozen=True)
class Hit:
    """A case, and the newest note that fits best, if this person may read it without giving a reason."""

    case: Case
    contact: Contact | None


@dataclass(frozen=True)
class Found:
    hits: list[Hit]
    intakes: list[Intake]
    more: bool

    @property
    def cases(self) -> list[Case]:
        return [hit.case for hit in self.hits] + [one.case for one in self.intakes if one.case]

    @property
    def nothing(self) -> bool:
        return not self.hits and not self.intakes


def search(user: User, text: str) -> Found:
    """Cases and entries found by `text`, in a constant number of queries."""
    found = list(cases.found_by(user, text)[: SHOWN + 1])
    groups = asked_words(text)
    intakes = Intake.objects.visible_to(user).filter(pk__in=owners_with(groups, owner_kind=Owner.INTAKE))
    notes = _notes(user, found[:SHOWN], set().union(*groups))
    return Found(
        hits=[Hit(case, notes.get(case.pk)) for case in found[:SHOWN]],
        intakes=list(for_a_list(intakes)[:SHOWN]),
        more=len(found) > SHOWN,
    )


def _notes(user: User, found: list[Case], tokens: set[int]) -> dict[int, Contact]:
    if not tokens:
        return {}
    readable = Case.objects.readable_by(user).filter(pk__in=[case.pk for case in found])
    best = best_owners(
        owner_kind=Owner.CONTACT, case_ids=readable.values_list("pk", flat=True), tokens=tokens
    )
    notes = Contact.objects.current().select_related("by").in_bulk(list(best.values()))
    return {case_id: notes[pk] for case_id, pk in best.items() if pk in notes}
