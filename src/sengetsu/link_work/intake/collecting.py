"""Takes letters and tips out of the box: opened with the link workers' key, sealed again in our tables."""

import logging
from collections.abc import Callable
from typing import Any
from uuid import UUID

from sengetsu.accounts.models import User
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.audit.writing import writing
from sengetsu.base.danger import danger_words
from sengetsu.link_work.index.actions import pieces_of_person, pieces_of_text, replace
from sengetsu.link_work.index.models import Owner
from sengetsu.postbox.letters import actions as letters
from sengetsu.postbox.letters.models import Letter
from sengetsu.postbox.letters.queries import uncollected
from sengetsu.postbox.sealing import LetterBroken, LettersKeyMissing, open_letter

from .hearing import names_in, phones_in
from .models import Intake
from .reading import KINDS, entry_of

log = logging.getLogger(__name__)

TakeIn = Callable[[Letter, dict[str, Any]], object]
# What may be wrong with one letter: its key, its seal, or a content that says nothing we know.
BROKEN = (LetterBroken, LettersKeyMissing, LookupError, TypeError, ValueError)


def collect_letters(*, by: User | None) -> list[Letter]:
    """Take in every waiting letter and tip; returns those that could not be opened.

    Doing it twice makes one entry. `by` is nobody when the house itself empties the box.
    """
    return empty_the_box(kinds=list(KINDS), by=by, take_in=lambda letter, content: _keep(letter, content, by))


def empty_the_box(*, kinds: list[Any], by: User | None, take_in: TakeIn) -> list[Letter]:
    """Open each waiting letter of these kinds and hand it to `take_in`, one transaction each.

    A broken letter blocks no other: it stays in the box, is returned, and is told to the log by its id.
    """
    waiting = uncollected().filter(kind__in=kinds).values_list("in_reply_to", "arrived_on", "pk")
    stuck = []
    # The letter that began a thread comes before those that go on.
    for _, _, letter_id in sorted(waiting, key=lambda row: (bool(row[0]), row[1], row[2])):
        try:
            _take_one(letter_id, by=by, take_in=take_in)
        except BROKEN as fault:
            log.error("letter %s stays in the box: %s", letter_id, type(fault).__name__)
            stuck.append(letter_id)
    return list(Letter.objects.filter(pk__in=stuck).order_by("arrived_on", "pk")) if stuck else []


@writing()
def _take_one(letter_id: UUID, *, by: User | None, take_in: TakeIn) -> None:
    letter = Letter.objects.select_for_update().filter(pk=letter_id, collected_at=None).first()
    if letter is None:  # a colleague was quicker
        return
    take_in(letter, open_letter(bytes(letter.sealed)))
    letters.collect(letter=letter, by=by)


def _keep(letter: Letter, content: dict[str, Any], by: User | None) -> None:
    intake = entry_of(letter, content)
    intake.save(force_insert=True)
    warn_and_index(intake)
    case = intake.case.number if intake.case else ""
    record(by=by, action=Action.RECEIVED, thing="intake", thing_id=str(intake.pk), case_id=case)


def warn_and_index(intake: Intake) -> None:
    """Note words that speak of danger (a warning, never a decision), and make the entry findable."""
    found = danger_words(intake.story)
    intake.warned = bool(found)
    intake.warning_words = "、".join(dict.fromkeys(one.words for one in found))
    intake.save(update_fields=["warned", "warning_words"])
    tokens = pieces_of_text(intake.story, intake.person, intake.place, intake.sender, intake.outcome)
    tokens |= pieces_of_those_named(intake)
    replace(owner_kind=Owner.INTAKE, owner_id=intake.pk, case_id=intake.case_id, tokens=tokens)


def pieces_of_those_named(intake: Intake) -> set[int]:
    """Tokens of the people an entry speaks of, as far as they were heard."""
    heard = names_in(intake.person, intake.sender)
    return pieces_of_person(
        names=[(intake.person, intake.kana), *((name, "") for name in heard)],
        phones=phones_in(intake.contact),
        addresses=[intake.place],
    )
