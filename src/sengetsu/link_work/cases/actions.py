"""The only writer of cases. Each action checks, changes and leaves its trace in one transaction."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from sengetsu.accounts.models import Team, User
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.base.dates import fiscal_year
from sengetsu.link_work.index.actions import pieces_of_text, replace
from sengetsu.link_work.index.models import Owner
from sengetsu.link_work.people.models import Household, Person

from .choices import MOVES, RHYTHM_DAYS, EventKind, Rhythm, Route, Rung, State, Urgency
from .models import Case, CaseAccess, CaseEvent, CaseMember, Look

LOOK_FOR = timedelta(minutes=60)


@dataclass(frozen=True)
class NextStep:
    """What comes next: words, a day, a person, perhaps a time. Every open case has one."""

    words: str
    on: date
    person: User
    at: time | None = None


class Stale(ValidationError):
    """Somebody else changed the case in the meantime; nothing was overwritten."""


def _number(day: date) -> str:
    """The next number of the fiscal year: 2026-0012. The unique column refuses a race; see `open_case`."""
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


def _trace(case: Case, by: User, action: Action, **detail: str) -> None:
    record(by=by, action=action, thing="case", thing_id=case.number, case_id=case.number, detail=detail)


def _save(case: Case, *fields: str) -> None:
    case.version += 1
    case.save(update_fields=[*fields, "version"])


def locked(case: Case) -> Case:
    """The case as it is now, held until the transaction ends."""
    return Case.objects.select_for_update(of=("self",)).get(pk=case.pk)


def _index(case: Case) -> None:
    replace(
        owner_kind=Owner.CASE,
        owner_id=case.pk,
        case_id=case.pk,
        tokens=pieces_of_text(case.title, case.next_step, case.ng_card, case.risks, case.number),
    )


def open_case(
    *,
    by: User,
    title: str,
    team: Team,
    owner: User,
    next_step: NextStep,
    route: Route = Route.OTHER,
    people: Iterable[Person] = (),
    household: Household | None = None,
    urgency: Urgency | str = "",
    urgency_reason: str = "",
    urgency_recheck_on: date | None = None,
    rhythm: Rhythm = Rhythm.NONE,
    opened_on: date | None = None,
) -> Case:
    """Open a case with its owner and next step. People are its clients."""
    day = opened_on or timezone.localdate()
    with transaction.atomic():
        # Numbers run through the whole town, so whoever opens a case waits for whoever else does, in any
        # team; always in the same order, so that nobody waits in a circle.
        list(Team.objects.select_for_update().order_by("pk").values_list("pk"))
        case = Case.objects.create(
            number=_number(day),
            title=title,
            team=team,
            owner=owner,
            route=route,
            household=household,
            opened_on=day,
            next_step=next_step.words,
            next_on=next_step.on,
            next_time=next_step.at,
            next_person=next_step.person,
            urgency=urgency,
            urgency_reason=urgency_reason,
            urgency_recheck_on=urgency_recheck_on,
            rhythm=rhythm,
        )
        CaseMember.objects.bulk_create([CaseMember(case=case, person=person) for person in people])
        event(case=case, kind=EventKind.OPENED, by=by)
        _index(case)
        _trace(case, by, Action.CREATED)
    return case


def set_next_step(*, by: User, case: Case, next_step: NextStep, rhythm: Rhythm | None = None) -> Case:
    """Decide what comes next; `rhythm` changes how often somebody looks in."""
    with transaction.atomic():
        case = locked(case)
        case.next_step, case.next_on = next_step.words, next_step.on
        case.next_time, case.next_person = next_step.at, next_step.person
        case.rhythm = case.rhythm if rhythm is None else rhythm
        _save(case, "next_step", "next_on", "next_time", "next_person", "rhythm")
        event(case=case, kind=EventKind.NEXT_STEP, by=by, words=next_step.words)
        _index(case)
        _trace(case, by, Action.CHANGED, what="next_step")
    return case


def note_contact(*, case: Case, at: date, rung: Rung | None) -> Case:
    """Keep the newest contact's day and rung on the case; called by visits inside its transaction."""
    if case.last_contact_on is None or at >= case.last_contact_on:
        case.last_contact_on = at
        case.trust = rung or case.trust
        _save(case, "last_contact_on", "trust")
    return case


def date_by_rhythm(rhythm: str, *, after: date) -> date | None:
    """The next date that the rhythm gives; None when it gives none."""
    days = RHYTHM_DAYS.get(Rhythm(rhythm))
    return after + timedelta(days=days) if days else None


def set_urgency(*, by: User, case: Case, urgency: Urgency, reason: str, recheck_on: date) -> Case:
    """A human decides, with a reason and a day to look again."""
    with transaction.atomic():
        case = locked(case)
        case.urgency, case.urgency_reason, case.urgency_recheck_on = urgency, reason, recheck_on
        _save(case, "urgency", "urgency_reason", "urgency_recheck_on")
        event(case=case, kind=EventKind.URGENCY, by=by, words=f"{Urgency(urgency).label}：{reason}")
        _trace(case, by, Action.CHANGED, what="urgency")
    return case


def write_cautions(*, by: User, case: Case, title: str, ng_card: str, risks: str, two_person: bool) -> Case:
    """Rewrite the NG card and the risks; the old words stay in the history."""
    with transaction.atomic():
        case = locked(case)
        before = case.ng_card
        case.title, case.ng_card, case.risks, case.two_person = title, ng_card, risks, two_person
        _save(case, "title", "ng_card", "risks", "two_person")
        if before != ng_card:
            event(case=case, kind=EventKind.NG_CARD, by=by, words=f"まえの内容：{before or 'なし'}")
        _index(case)
        _trace(case, by, Action.CHANGED, what="cautions")
    return case


def change_state(
    *, by: User, case: Case, to: State, words: str = "", next_step: NextStep | None = None
) -> Case:
    """Move the case along `MOVES`. Closing needs words; leaving 終結 needs a next step.

    Raises `ValidationError` with the sentence for the page when the move is not possible.
    """
    with transaction.atomic():
        case = locked(case)
        before = State(case.state)
        if to not in MOVES[before]:
            raise ValidationError(f"「{before.label}」から「{to.label}」へは進めません。")
        if to is State.CLOSED and not words.strip():
            raise ValidationError("終結の理由を書いてください。")
        if before is State.CLOSED and next_step is None:
            raise ValidationError("ふたたび開くには、次の一歩を決めてください。")
        case.state = to
        if next_step:
            case.next_step, case.next_on = next_step.words, next_step.on
            case.next_time, case.next_person = next_step.at, next_step.person
        case.closed_on = timezone.localdate() if to is State.CLOSED else None
        _save(case, "state", "closed_on", "next_step", "next_on", "next_time", "next_person")
        kind = {State.CLOSED: EventKind.CLOSED}.get(
            to, EventKind.REOPENED if before is State.CLOSED else EventKind.STATE
        )
        event(case=case, kind=kind, by=by, words=words, from_state=before, to_state=to)
        _trace(case, by, Action.STATE_CHANGED, from_state=before, to_state=to)
    return case


def restrict(*, by: User, case: Case, users: Iterable[User]) -> Case:
    """Restrict the case to its owner and `users`. At least one besides the owner, so that the case is not
    forgotten when the owner leaves (promise 1)."""
    named = {user.pk: user for user in users}
    with transaction.atomic():
        case = locked(case)
        if not set(named) - {case.owner_id}:
            raise ValidationError(
                "担当のほかに、もう1人をかならず選んでください。担当が離れたときに忘れられないためです。"
            )
        CaseAccess.objects.filter(case=case).delete()
        wanted = set(named) | ({case.owner_id} if case.owner_id else set())
        CaseAccess.objects.bulk_create([CaseAccess(case=case, user_id=pk) for pk in sorted(wanted)])
        case.restricted = True
        _save(case, "restricted")
        event(case=case, kind=EventKind.RESTRICTED, by=by)
        _trace(case, by, Action.RESTRICTED, people=str(len(wanted)))
    return case


def lift_restriction(*, by: User, case: Case) -> Case:
    with transaction.atomic():
        case = locked(case)
        case.restricted = False
        CaseAccess.objects.filter(case=case).delete()
        _save(case, "restricted")
        event(case=case, kind=EventKind.UNRESTRICTED, by=by)
        _trace(case, by, Action.RESTRICTED, people="0")
    return case


def give_reason(*, by: User, case: Case, reason: str) -> Look:
    """A reason opens a case of another team for an hour; its team sees it in the trail."""
    with transaction.atomic():
        look = Look.objects.create(case=case, user=by, reason=reason, until=timezone.now() + LOOK_FOR)
        record(
            by=by,
            action=Action.REASON_GIVEN,
            thing="case",
            thing_id=case.number,
            case_id=case.number,
            reason=reason,
        )
    return look
