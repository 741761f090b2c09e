"""The course of a case: contacts over the years, climbing the ladder of trust with days without an answer."""

from datetime import date, timedelta

from django.utils import timezone

from sengetsu.link_work.cases.choices import Rung
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.visits.choices import How, WithWhom
from sengetsu.link_work.visits.models import Contact

from .staff import Staff
from .words import Words

# How contacts are made: (way, how often). Visits are the heart of the work.
WAYS = {
    How.VISIT: 44, How.PHONE: 18, How.LETTER: 9, How.AT_PLACE: 10, How.ESCORT: 6, How.RELATIVES: 6,
    How.AGENCY: 5, How.MESSAGE: 2,
}  # fmt: skip
WITH = {How.RELATIVES: WithWhom.RELATIVES, How.AGENCY: WithWhom.OTHERS, How.LETTER: WithWhom.NOBODY}
HIGHEST = {
    How.LETTER: Rung.LETTER_TAKEN,
    How.PHONE: Rung.TALKED,
    How.VISIT: Rung.TALKED,
    How.ESCORT: Rung.WENT_OUT,
}
LONG_STORY = 0.02  # share of notes that fill a page


def contacts_of(case: Case, count: int, words: Words, staff: Staff, last: date) -> list[Contact]:
    """`count` contacts from the opening to `last`, oldest first; a few are corrected later."""
    span = max((last - case.opened_on).days, 0)
    days = sorted(words.dice.randint(0, span) for _ in range(count))
    contacts: list[Contact] = []
    for place, after in enumerate(days):
        day = max(words.working_day(case.opened_on + timedelta(days=after)), case.opened_on)
        contact = _contact(case, day, (place + 1) / count, words, staff)
        contacts.append(contact)
    return contacts


def corrections_of(contacts: list[Contact], words: Words) -> list[Contact]:
    """New versions of some contacts; the old ones stay."""
    return [
        Contact(
            public_id=words.uuid(), case=old.case, at=old.at, how=old.how, with_whom=old.with_whom,
            rung=old.rung, happened=old.happened + words.one("notes", "general"), by=old.by,
            companions=old.companions, written_at=old.written_at + timedelta(hours=3), corrects=old,
            correction_reason=words.one("correction"),
        )
        for old in contacts
        if words.chance(0.02)
    ]  # fmt: skip


def _contact(case: Case, day: date, progress: float, words: Words, staff: Staff) -> Contact:
    how = words.dice.choices(list(WAYS), weights=list(WAYS.values()))[0]
    rung = _rung(how, progress, words)
    at = min(words.moment(day), timezone.now())
    return Contact(
        public_id=words.uuid(),
        case=case,
        at=at,
        written_at=at,
        how=how,
        with_whom=WITH.get(how, WithWhom.PERSON if rung else WithWhom.NOBODY),
        rung=rung,
        happened=_story(how, day, words),
        companions=words.one("tie") if words.chance(0.05) else "",
        by=case.owner if words.chance(0.85) else staff.colleague(words, day),
    )


def _rung(how: How, progress: float, words: Words) -> Rung | None:
    """Later contacts reach higher; many reach nothing, and that is work too."""
    if how in {How.AGENCY, How.RELATIVES} or words.chance(0.25):
        return None
    reached = 1 + round(progress * 5 + words.dice.gauss(0, 1.2))
    if how == How.AT_PLACE:
        return Rung.HAS_A_PART if reached > Rung.TALKED and words.chance(0.3) else Rung.CAME_TO_PLACE
    return Rung(max(1, min(reached, HIGHEST.get(how, Rung.TALKED))))


def _story(how: How, day: date, words: Words) -> str:
    if words.chance(0.03):
        return ""  # in a hurry: how far it came says enough
    length = 18 if words.chance(LONG_STORY) else words.dice.randint(1, 4)
    sentences = [words.one("how", how.value), *(words.one("notes", "general") for _ in range(length))]
    if words.chance(0.3):
        sentences.insert(0, words.season(day))
    return "".join(dict.fromkeys(sentences))
