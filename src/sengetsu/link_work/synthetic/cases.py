"""A case with all that hangs on it: its course, its events, and who may see it."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from sengetsu.link_work.cases.choices import (
    RHYTHM_DAYS,
    EventKind,
    HandoverState,
    Rhythm,
    Route,
    State,
    Urgency,
)
from sengetsu.link_work.cases.models import Case, CaseAccess, CaseEvent, CaseMember, Handover, Look

from .bundle import Bundle
from .connections import connect
from .course import contacts_of, corrections_of
from .entries import entry_of
from .households import make_home
from .plan import Outline
from .staff import Posting, Staff
from .words import Words

OPEN_STATES = {
    State.RECEIVED: 1, State.BUILDING_TRUST: 4, State.CONNECTING: 3, State.WATCH_OVER: 4, State.SUSPENDED: 1,
}  # fmt: skip
URGENCIES = (Urgency.EMERGENCY, Urgency.HIGH, Urgency.MIDDLE, Urgency.LOW)
LATE, TODAY = 0.12, 0.05  # shares of open cases whose next step is late, or today


def make_case(bundle: Bundle, outline: Outline, words: Words, staff: Staff, today: date) -> Case:
    home = make_home(words, outline.opened)
    last = outline.closed or today
    posting = staff.owner(words, last)
    if outline.closed is None and staff.gone and words.chance(0.007):
        posting = words.dice.choice(staff.gone)  # a colleague left, and nobody has taken this one yet
    case = _case(outline, posting, words, staff, today)
    case.title, case.household = home.title, home.household
    bundle.add(home.household, *home.people, *home.members, case)
    bundle.add(*(CaseMember(case=case, person=one, is_client=one in home.clients) for one in home.people))
    contacts = contacts_of(case, outline.contacts, words, staff, last)
    bundle.add(*contacts)
    bundle.corrections += corrections_of(contacts, words)
    if contacts:
        case.last_contact_on = timezone.localdate(contacts[-1].at)
        case.trust = next((one.rung for one in reversed(contacts) if one.rung), None)
    _events(bundle, case, words)
    connect(bundle, case, home, words, last)
    entry_of(bundle, case, words, staff)
    _doors(bundle, case, words, staff, today)
    return case


def _case(outline: Outline, posting: Posting, words: Words, staff: Staff, today: date) -> Case:
    closed = outline.closed
    case = Case(
        public_id=words.uuid(),
        number=outline.number,
        team=posting.team,
        owner=posting.user,
        route=words.dice.choice(Route.values),
        opened_on=outline.opened,
        closed_on=closed,
        state=State.CLOSED
        if closed
        else words.dice.choices(list(OPEN_STATES), weights=list(OPEN_STATES.values()))[0],
        rhythm=words.dice.choice(Rhythm.values),
        ng_card=words.one("ng") if words.chance(0.35) else "",
        risks=words.one("risks") if words.chance(0.2) else "",
        two_person=words.chance(0.1),
        version=outline.contacts,
    )
    if closed is None:
        _next_step(case, words, staff, today)
        _urgency(case, words, today)
    return case


def _next_step(case: Case, words: Words, staff: Staff, today: date) -> None:
    """Every open case has one, with a day and a person; some are late, as in any week."""
    ahead = RHYTHM_DAYS.get(Rhythm(case.rhythm), 30)
    dice = words.dice.random()
    if dice < LATE:
        day = today - timedelta(days=words.dice.randint(1, 21))
    elif dice < LATE + TODAY:
        day = today
    else:
        day = today + timedelta(days=words.dice.randint(1, ahead))
    case.next_step, case.next_on = words.one("notes", "next"), day
    case.next_person = case.owner if words.chance(0.92) else staff.colleague(words, today)
    if words.chance(0.5):
        case.next_time = timezone.localtime(words.moment(day)).time()


def _urgency(case: Case, words: Words, today: date) -> None:
    if words.chance(0.45):
        case.urgency = words.dice.choices(URGENCIES, weights=[1, 4, 10, 10])[0]
        case.urgency_reason = words.one("urgency")
        case.urgency_recheck_on = today + timedelta(days=words.dice.randint(-2, 40))


def _at(day: date) -> datetime:
    return min(timezone.make_aware(datetime.combine(day, time(9, 0))), timezone.now())


def _event(bundle: Bundle, case: Case, kind: EventKind, day: date, text: str = "", **states: str) -> None:
    bundle.add(CaseEvent(case=case, kind=kind, words=text, at=_at(day), by=case.owner, **states))


def _events(bundle: Bundle, case: Case, words: Words) -> None:
    last = case.closed_on or timezone.localdate()
    _event(bundle, case, EventKind.OPENED, case.opened_on)
    before = State.RECEIVED
    for to in (State.BUILDING_TRUST, State.CONNECTING, State.WATCH_OVER):
        if case.state == before or words.chance(0.35):
            break
        text = words.one("state") if words.chance(0.7) else ""
        day = words.day_between(case.opened_on, last)
        _event(bundle, case, EventKind.STATE, day, text, from_state=before, to_state=to)
        before = to
    for _ in range(words.dice.randint(1, 6)):
        day = words.day_between(case.opened_on, last)
        _event(bundle, case, EventKind.NEXT_STEP, day, words.one("notes", "next"))
    if case.closed_on:
        text = words.one("closed")
        _event(bundle, case, EventKind.CLOSED, last, text, from_state=before, to_state=State.CLOSED)


def _doors(bundle: Bundle, case: Case, words: Words, staff: Staff, today: date) -> None:
    """Restricted cases, hand-overs, and reasons given by colleagues of other teams."""
    owner = case.owner
    assert owner is not None  # noqa: S101 -- the plan gives every case one
    others = [one.user for one in staff.postings if one.works_on(today) and one.user.pk != owner.pk]
    if case.is_open and words.chance(0.02):
        case.restricted = True
        bundle.add(*(CaseAccess(case=case, user=user) for user in (owner, words.dice.choice(others))))
    elif words.chance(0.1):
        offered = case.is_open and words.chance(0.25)
        bundle.add(
            Handover(
                case=case,
                giver=owner,
                receiver=words.dice.choice(others),
                summary=words.one("handover"),
                state=HandoverState.OFFERED if offered else HandoverState.DECLINED,
                offered_at=_at(today),
                answered_at=None if offered else timezone.now(),
            )
        )
    if words.chance(0.04):
        bundle.add(
            Look(
                case=case,
                user=words.dice.choice(others),
                reason=words.one("look"),
                until=_at(case.opened_on) + timedelta(hours=1),
            )
        )
