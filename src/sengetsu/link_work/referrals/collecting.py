"""Takes the agencies' answers out of the letter box. An answer finds its referral by its envelope."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from sengetsu.accounts.models import User
from sengetsu.link_work.intake.collecting import empty_the_box
from sengetsu.postbox.letters.choices import LetterKind
from sengetsu.postbox.letters.models import Letter

from .actions import receive_answer
from .choices import Said
from .queries import asked_at


class NobodyAsked(LookupError):
    """The answer belongs to no question of ours; it stays in the box, in sight."""


class Asker(Protocol):
    """Another room that asks by one-time pages: keeps the answer if the page was its own, and says so."""

    def __call__(
        self, *, by: User | None, address: str, content: dict[str, Any], letter_id: UUID
    ) -> bool: ...


def collect_answers(*, by: User | None, others: Sequence[Asker] = ()) -> list[Letter]:
    """Take in every waiting answer, one transaction each; returns those that could not be."""

    def take_in(letter: Letter, content: dict[str, Any]) -> None:
        address = str(content["address"])
        kept = (other(by=by, address=address, content=content, letter_id=letter.pk) for other in others)
        if not any(kept):
            _keep(letter, content, by)

    return empty_the_box(kinds=[LetterKind.ANSWER], by=by, take_in=take_in)


def _keep(letter: Letter, content: dict[str, Any], by: User | None) -> None:
    page = asked_at(str(content["address"]))
    if page is None:
        raise NobodyAsked
    first_on = content.get("first_contact_on")
    words = "\n".join(str(content[key]) for key in ("reason", "message") if content.get(key))
    receive_answer(
        by=by,
        referral=page.referral,
        letter_id=letter.pk,
        said=Said(content["answer"]),
        words=words,
        said_by=str(content.get("name") or ""),
        first_on=date.fromisoformat(first_on) if first_on else None,
    )
