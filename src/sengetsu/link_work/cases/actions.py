"""The only writer of cases. Each action checks, changes and leaves its trace in one transaction."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

from sengetsu.accounts.models import Team, User
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.audit.writing import writing
from sengetsu.base.seen import refuse_if_changed
from sengetsu.link_work.drafts.actions import drop_draft
from sengetsu.link_work.people.models import Household, Person

from .access import may_be_named
from .choices import MOVES, RHYTHM_DAYS, EventKind, HandoverState, Rhythm, Route, State, Urgency
from .merge_models import Merge
from .models import Case, CaseAccess, CaseMember, Look
from .writing import NextStep, check_promise, event, index, locked, next_number, promise, save, trace

__all__ = ["NextStep", "event", "locked"]  # where the other rooms look for them

LOOK_FOR = timedelta(minutes=60)
NEW_CASE = "case_new:new"  # where the draft of a case that does not exist yet is kept

# What a form of each kind edits; see `base.seen`.
NEXT_STEP_FIELDS = ("next_step", "next_on", "next_time", "next_person", "rhythm")
URGENCY_FIELDS = ("urgency", "urgency_reason", "urgency_recheck_on")
CAUTION_FIELDS = ("title", "ng_card", "risks", "two_person")
STATE_FIELDS = ("state",)


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
    draft: str = "",
) -> Case:
    """Open a case with its owner and next step. People are its clients. `draft` is the place of what was
    being typed; it goes when, and only when, the case is there."""
    day = opened_on or timezone.localdate()
    with writing():
        case = Case(
            number=next_number(day),
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
        check_promise(case, next_step)
        case.save()
        CaseMember.objects.bulk_create([CaseMember(case=case, person=person) for person in people])
        event(case=case, kind=EventKind.OPENED, by=by)
        index(case)
        if draft:
            drop_draft(by=by, place=draft)
        trace(case, by, Action.CREATED)
    return case


def set_next_step(
    *, by: User, case: Case, next_step: NextStep, rhythm: Rhythm | None = None, seen: str = ""
) -> Case:
    """Decide what comes next; `rhythm` changes how often somebody looks in. `seen`: see `base.seen`."""
    with writing():
        case = locked(case)
        refuse_if_changed(case, seen=seen, fields=NEXT_STEP_FIELDS)
        if not case.is_open:
            raise ValidationError("終結したケースです。先に「ふたたび開く」をしてください。")
        promise(case, next_step)
        case.rhythm = case.rhythm if rhythm is None else rhythm
        save(case, *NEXT_STEP_FIELDS)
        event(case=case, kind=EventKind.NEXT_STEP, by=by, words=next_step.words)
        index(case)
        trace(case, by, Action.CHANGED, what="next_step")
    return case


def note_contact(*, case: Case, last_on: date, trust: int | None) -> Case:
    """Keep the newest contact's day, and the newest rung that was reached; called by visits inside its
    transaction, which alone knows the contacts."""
    case.last_contact_on, case.trust = last_on, trust
    save(case, "last_contact_on", "trust")
    return case


def date_by_rhythm(rhythm: str, *, after: date) -> date | None:
    """The next date that the rhythm gives; None when it gives none."""
    days = RHYTHM_DAYS.get(Rhythm(rhythm))
    return after + timedelta(days=days) if days else None


def set_urgency(
    *, by: User, case: Case, urgency: Urgency, reason: str, recheck_on: date, seen: str = ""
) -> Case:
    """A human decides, with a reason and a day to look again."""
    if not reason.strip():
        raise ValidationError({"reason": "そう決めた理由を書いてください。"})
    with writing():
        case = locked(case)
        refuse_if_changed(case, seen=seen, fields=URGENCY_FIELDS)
        case.urgency, case.urgency_reason, case.urgency_recheck_on = urgency, reason, recheck_on
        save(case, *URGENCY_FIELDS)
        event(case=case, kind=EventKind.URGENCY, by=by, words=f"{Urgency(urgency).label}：{reason}")
        trace(case, by, Action.CHANGED, what="urgency")
    return case


def write_cautions(
    *, by: User, case: Case, title: str, ng_card: str, risks: str, two_person: bool, seen: str = ""
) -> Case:
    """Rewrite the name, the NG card and the risks; the old words stay in the history."""
    with writing():
        case = locked(case)
        refuse_if_changed(case, seen=seen, fields=CAUTION_FIELDS)
        old = [
            f"まえの{what}：{before or 'なし'}"
            for what, before, now in [
                ("呼び名", case.title, title),
                ("内容", case.ng_card, ng_card),
                ("気をつけること", case.risks, risks),
            ]
            if before != now
        ]
        case.title, case.ng_card, case.risks, case.two_person = title, ng_card, risks, two_person
        save(case, *CAUTION_FIELDS)
        if old:
            event(case=case, kind=EventKind.NG_CARD, by=by, words="\n".join(old))
        index(case)
        trace(case, by, Action.CHANGED, what="cautions")
    return case


def change_state(
    *,
    by: User,
    case: Case,
    to: State,
    words: str = "",
    next_step: NextStep | None = None,
    follow_up_on: date | None = None,
    seen: str = "",
) -> Case:
    """Move the case along `MOVES`. Closing needs words; leaving 終結 needs a next step.

    Raises `ValidationError` with the sentence for the page when the move is not possible.
    """
    with writing():
        case = locked(case)
        refuse_if_changed(case, seen=seen, fields=STATE_FIELDS)
        before = State(case.state)
        if to not in MOVES[before]:
            raise ValidationError(f"「{before.label}」から「{to.label}」へは進めません。")
        if to is State.CLOSED and not words.strip():
            raise ValidationError("終結の理由を書いてください。")
        if merge := Merge.objects.filter(gone=case, undone_at=None).select_related("case").first():
            raise ValidationError(
                f"このケースは{merge.case.number}にまとめました。分けるには、そこで「元にもどす」を押してください。"
            )
        if before is State.CLOSED and next_step is None:
            raise ValidationError("ふたたび開くには、次の一歩を決めてください。")
        case.state = to
        if next_step:
            promise(case, next_step)
        if to is State.CLOSED:
            # Nobody is asked any more to take over what has ended.
            case.handovers.filter(state=HandoverState.OFFERED).update(
                state=HandoverState.WITHDRAWN, answered_at=timezone.now()
            )
        case.closed_on = timezone.localdate() if to is State.CLOSED else None
        case.follow_up_on = follow_up_on if to is State.CLOSED else None
        save(case, "state", "closed_on", "follow_up_on", "next_step", "next_on", "next_time", "next_person")
        kind = {State.CLOSED: EventKind.CLOSED}.get(
            to, EventKind.REOPENED if before is State.CLOSED else EventKind.STATE
        )
        event(case=case, kind=kind, by=by, words=words, from_state=before, to_state=to)
        index(case)
        trace(case, by, Action.STATE_CHANGED, from_state=before, to_state=to)
    return case


def restrict(*, by: User, case: Case, users: Iterable[User]) -> Case:
    """Restrict the case to its owner and `users`. At least one besides the owner, so that the case is not
    forgotten when the owner leaves (promise 1). Whoever is not named loses next step and offer too."""
    named = {user.pk: user for user in users}
    with writing():
        case = locked(case)
        if not set(named) - {case.owner_id}:
            raise ValidationError(
                {
                    "users": "担当のほかに、もう1人をかならず選んでください。"
                    "担当が離れたときに忘れられないためです。"
                }
            )
        if not all(may_be_named(user) for user in named.values()):
            raise ValidationError({"users": "いま入れる人から選んでください。"})
        CaseAccess.objects.filter(case=case).delete()
        wanted = set(named) | ({case.owner_id} if case.owner_id else set())
        CaseAccess.objects.bulk_create([CaseAccess(case=case, user_id=pk) for pk in sorted(wanted)])
        case.restricted = True
        if case.next_person_id not in wanted:
            # Who can no longer see the case cannot keep its promise.
            case.next_person = case.owner
        save(case, "restricted", "next_person")
        case.handovers.filter(state=HandoverState.OFFERED).exclude(receiver__in=wanted).update(
            state=HandoverState.WITHDRAWN, answered_at=timezone.now()
        )
        event(case=case, kind=EventKind.RESTRICTED, by=by)
        trace(case, by, Action.RESTRICTED, people=str(len(wanted)))
    return case


def lift_restriction(*, by: User, case: Case) -> Case:
    with writing():
        case = locked(case)
        case.restricted = False
        CaseAccess.objects.filter(case=case).delete()
        save(case, "restricted")
        event(case=case, kind=EventKind.UNRESTRICTED, by=by)
        trace(case, by, Action.UNRESTRICTED)
    return case


def give_reason(*, by: User, case: Case, reason: str) -> Look:
    """A reason opens a case of another team for an hour; its team sees it in the trail."""
    with writing():
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
