"""What came in: the beginning of a case, and letters, tips and calls that became none."""

from datetime import date, timedelta

from django.utils import timezone

from sengetsu.base.danger import danger_words
from sengetsu.link_work.cases.choices import Route, Urgency
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.intake.choices import About, IntakeState, Kind, ReplyBy
from sengetsu.link_work.intake.models import Intake, IntakeReply
from sengetsu.link_work.needs.choices import Category

from .bundle import Bundle
from .staff import Staff
from .words import Words

KINDS = {
    Kind.LETTER: 6,
    Kind.TIP: 8,
    Kind.PHONE: 8,
    Kind.WALK_IN: 4,
    Kind.MEETING: 4,
    Kind.MAIL: 1,
    Kind.OUTREACH: 2,
}
ENDS = {IntakeState.ANSWERED: 6, IntakeState.PASSED_ON: 3}
WAITING_DAYS = 20  # what nobody has dealt with is not older than this


def entry_of(bundle: Bundle, case: Case, words: Words, staff: Staff) -> None:
    """How the case began, and now and then another letter that was added to it."""
    if words.chance(0.85):
        bundle.add(_entry(words, staff, case.opened_on, state=IntakeState.OPENED, case=case))
    if words.chance(0.15):
        day = words.day_between(case.opened_on, case.closed_on or timezone.localdate())
        bundle.add(_entry(words, staff, day, state=IntakeState.ADDED, case=case))


def loose_entry(
    bundle: Bundle, words: Words, staff: Staff, *, first: date, today: date, waiting: bool
) -> None:
    """An entry that is in no case: still waiting, answered, or passed on."""
    if waiting:
        day = words.day_between(today - timedelta(days=WAITING_DAYS), today)
        bundle.add(_entry(words, staff, day, state=IntakeState.NEW))
        return
    day = words.day_between(first, today)
    state = words.dice.choices(list(ENDS), weights=list(ENDS.values()))[0]
    entry = _entry(words, staff, day, state=state)
    bundle.add(entry)
    if state is IntakeState.PASSED_ON:
        entry.outcome = words.one("story", "passed")
    else:
        way = words.dice.choice([ReplyBy.PHONE, ReplyBy.VISIT])
        text = words.one("story", "reply")
        bundle.add(IntakeReply(intake=entry, text=text, way=way, by=entry.handled_by, at=entry.received_at))


def _entry(words: Words, staff: Staff, day: date, *, state: IntakeState, case: Case | None = None) -> Intake:
    kind = words.dice.choices(list(KINDS), weights=list(KINDS.values()))[0]
    at = min(words.moment(day), timezone.now())
    worker = case.owner if case else staff.colleague(words, day)
    tip = kind is Kind.TIP and words.chance(0.5)
    entry = Intake(
        public_id=words.uuid(),
        kind=kind,
        receipt=_receipt(words) if kind in {Kind.LETTER, Kind.TIP} else "",
        received_at=at,
        receiver=None if kind in {Kind.LETTER, Kind.TIP} else worker,
        route=Route.COMMISSIONER if tip else words.dice.choice(Route.values),
        informant=staff.informant if tip else None,
        story=_story(words),
        about=words.dice.choice(About.values),
        state=state,
        case=case,
    )
    entry.topics = ",".join(sorted(words.dice.sample(Category.values, 2))) if words.chance(0.4) else ""
    _who_and_where(entry, words, case)
    entry.warning_words = "、".join(dict.fromkeys(found.words for found in danger_words(entry.story)))
    entry.warned = bool(entry.warning_words)
    if state is not IntakeState.NEW:
        entry.handled_by, entry.handled_at = worker, at
    elif words.chance(0.3):
        entry.urgency, entry.urgency_reason = words.dice.choice(Urgency.values), words.one("urgency")
        entry.urgency_by, entry.urgency_recheck_at = worker, at + timedelta(days=3)
    return entry


def _receipt(words: Words) -> str:
    return "".join(words.dice.choices("23456789ABCDEFGHJKMNPQRSTUVWXYZ", k=8))


def _story(words: Words) -> str:
    length = 40 if words.chance(0.02) else words.dice.randint(1, 5)
    middle = (words.one("story", "middle") for _ in range(length))
    return "".join([words.one("story", "opening"), *dict.fromkeys(middle), words.one("story", "ending")])


def _who_and_where(entry: Intake, words: Words, case: Case | None) -> None:
    if words.chance(0.6):
        entry.sender = words.family()[0]
        entry.contact = words.phone()
    entry.person = case.title if case and words.chance(0.7) else words.unnamed()
    entry.place = words.landmark() if words.chance(0.5) else ""
