"""Search tokens of made-up rows: the same words of the same fields as the rooms' actions take.

A note consists of sentences that occur many times, so each sentence is taken apart once. A test holds this
to what the actions write.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from django.db import models

from sengetsu.link_work.cases.models import Case, CaseEvent
from sengetsu.link_work.index.actions import pieces_of_text
from sengetsu.link_work.index.models import Owner, Token
from sengetsu.link_work.intake.collecting import pieces_of_those_named
from sengetsu.link_work.intake.models import Intake
from sengetsu.link_work.needs.models import Need
from sengetsu.link_work.people.actions import pieces_of
from sengetsu.link_work.people.models import Person
from sengetsu.link_work.referrals.models import Referral
from sengetsu.link_work.ties.models import Tie
from sengetsu.link_work.visits.models import Contact


@lru_cache(maxsize=30_000)
def _of_sentence(sentence: str) -> frozenset[int]:
    return frozenset(pieces_of_text(sentence))


def _of_text(*texts: str) -> set[int]:
    found: set[int] = set()
    for text in texts:
        for sentence in text.replace("。", "。\n").splitlines():
            found |= _of_sentence(sentence)
    return found


def _of_intake(entry: Intake) -> set[int]:
    found = _of_text(entry.story, entry.person, entry.place, entry.sender, entry.outcome)
    return found | pieces_of_those_named(entry)


# model -> (kind of owner, case id, tokens)
RULES: dict[type[models.Model], tuple[Owner, Callable[[Any], int | None], Callable[[Any], set[int]]]] = {
    Case: (
        Owner.CASE,
        lambda case: case.pk,
        lambda case: _of_text(case.title, case.next_step, case.ng_card, case.risks, case.number),
    ),
    Person: (Owner.PERSON, lambda _: None, pieces_of),
    Intake: (Owner.INTAKE, lambda row: row.case_id, _of_intake),
    Contact: (Owner.CONTACT, lambda row: row.case_id, lambda row: _of_text(row.happened, row.companions)),
    Need: (Owner.NEED, lambda row: row.case_id, lambda row: _of_text(row.words, row.unmet_reason)),
    Referral: (Owner.REFERRAL, lambda row: row.case_id, lambda row: _of_text(row.question, str(row))),
    CaseEvent: (Owner.EVENT, lambda row: row.case_id, lambda row: _of_text(row.words)),
    Tie: (Owner.TIE, lambda row: row.case_id, lambda row: _of_text(row.label, row.note)),
}


def tokens_of(rows: list[models.Model]) -> Iterator[Token]:
    """Token rows of saved rows of one model."""
    kind, case_of, pieces = RULES[type(rows[0])]
    for row in rows:
        for token in sorted(pieces(row)):
            yield Token(token=token, owner_kind=kind, owner_id=row.pk, case_id=case_of(row))
