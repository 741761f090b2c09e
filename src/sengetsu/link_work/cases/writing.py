"""What every action on a case does: hold the row, keep the promise, write the history, leave the trace."""

from dataclasses import dataclass
from datetime import date, time

from django.core.exceptions import ValidationError

from sengetsu.accounts.models import Team, User
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.base.dates import fiscal_year
from sengetsu.link_work.index.actions import pieces_of_text, replace
from sengetsu.link_work.index.models import Owner

from .access import may_come_next
from .choices import EventKind
from .models import Case, CaseEvent


@dataclass(frozen=True)
class NextStep:
    """What comes next: words, a day, a person, perhaps a time. Every open case has one."""

    words: str
    on: date
    person: User
    at: time | None = None


def next_number(day: date) -> str:
    """The next number of the fiscal year: 2026-0012. Numbers are the city's, so all teams wait for each other
    here (PostgreSQL; SQLite has one writer anyway)."""
    list(Team.objects.select_for_update().order_by("pk").values_list("pk"))
    year = fiscal_year(day)
    last = (
        Case.objects.filter(number__startswith=f"{year}-")
        .order_by("-number")
        .values_list("number", flat=True)
    )
    running = int(last[0].split("-")[1]) + 1 if last else 1
    return f"{year}-{running:04d}"


def event(*, case: Case, kind: EventKind, by: User, words: str = "", **states: str) -> CaseEvent:
    """Write one line of the case's own history, and make its words findable."""
    row = CaseEvent.objects.create(case=case, kind=kind, words=words, by=by, **states)
    if words:
        replace(owner_kind=Owner.EVENT, owner_id=row.pk, case_id=case.pk, tokens=pieces_of_text(words))
    return row


def trace(case: Case, by: User, action: Action, **detail: str) -> None:
    record(by=by, action=action, thing="case", thing_id=case.number, case_id=case.number, detail=detail)


def save(case: Case, *fields: str) -> None:
    case.version += 1
    case.save(update_fields=[*fields, "version"])


def locked(case: Case) -> Case:
    """The case as it is now, held until the transaction ends."""
    return Case.objects.select_for_update(of=("self",)).get(pk=case.pk)


def index(case: Case) -> None:
    replace(
        owner_kind=Owner.CASE,
        owner_id=case.pk,
        case_id=case.pk,
        tokens=pieces_of_text(case.title, case.next_step, case.ng_card, case.risks, case.number),
    )


def check_promise(case: Case, next_step: NextStep) -> None:
    """A promise needs words, and somebody who can keep it (promise 1)."""
    if not next_step.words.strip():
        raise ValidationError({"next_step": "次の一歩を書いてください。"})
    if not may_come_next(next_step.person, case):
        raise ValidationError({"next_person": "このケースに来られるリンクワーカーから選んでください。"})


def promise(case: Case, next_step: NextStep) -> None:
    check_promise(case, next_step)
    case.next_step, case.next_on = next_step.words, next_step.on
    case.next_time, case.next_person = next_step.at, next_step.person
