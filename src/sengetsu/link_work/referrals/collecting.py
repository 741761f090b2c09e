"""Takes the agencies' answers out of the letter box. An answer finds its referral by its envelope."""

from datetime import date
from typing import Any

from sengetsu.accounts.models import User
from sengetsu.link_work.intake.collecting import empty_the_box
from sengetsu.postbox.letters.choices import LetterKind
from sengetsu.postbox.letters.models import Letter

from .actions import receive_answer
from .choices import Said
from .queries import asked_at


class NobodyAsked(LookupError):
    """The answer belongs to no question of ours; it stays in the box, in sight."""


def collect_answers(*, by: User | None) -> list[Letter]:
    """Take in every waiting answer, one transaction each; returns those that could not be."""
    return empty_the_box(
        kinds=[LetterKind.ANSWER], by=by, take_in=lambda letter, content: _keep(letter, content, by)
    )


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
