"""Takes the agencies' answers out of the letter box. An answer finds its referral by its envelope."""

from datetime import date
from uuid import UUID

from django.db import transaction

from sengetsu.accounts.models import User
from sengetsu.postbox.letters import actions as letters
from sengetsu.postbox.letters.choices import LetterKind
from sengetsu.postbox.letters.models import Letter
from sengetsu.postbox.letters.queries import uncollected
from sengetsu.postbox.sealing import open_letter, question_address

from .actions import receive_answer
from .choices import ENDS, Said
from .models import Referral


def _referral_of(address: str) -> Referral | None:
    """Tokens are sealed on the referral, so the open ones are tried; there are few at a time."""
    sent = Referral.objects.exclude(state__in=ENDS).exclude(token="").order_by("-pk")
    for referral in sent.iterator(chunk_size=200):
        if question_address(referral.token) == address:
            return referral
    ended = Referral.objects.filter(state__in=ENDS).exclude(token="").order_by("-pk")[:2000]
    return next((one for one in ended if question_address(one.token) == address), None)


def collect_answers(*, by: User) -> int:
    """Take in every waiting answer, one transaction each; returns how many."""
    waiting = uncollected().filter(kind=LetterKind.ANSWER).values_list("pk", flat=True)
    return sum(_collect(letter_id, by=by) for letter_id in list(waiting))


@transaction.atomic
def _collect(letter_id: UUID, *, by: User) -> bool:
    letter = Letter.objects.select_for_update().filter(pk=letter_id, collected_at=None).first()
    if letter is None:
        return False
    content = open_letter(bytes(letter.sealed))
    referral = _referral_of(str(content.get("address", "")))
    if referral is None:
        return False  # stays in the box, in sight of `uncollected`
    first_on = content.get("first_contact_on")
    words = "\n".join(str(content[key]) for key in ("reason", "message") if content.get(key))
    receive_answer(
        by=by,
        referral=referral,
        letter_id=letter.pk,
        said=Said(content["answer"]),
        words=words,
        said_by=str(content.get("name", "")),
        first_on=date.fromisoformat(first_on) if first_on else None,
    )
    letters.collect(letter=letter, by=by)
    return True
