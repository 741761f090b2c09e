"""The only writer of envelopes. Whoever opens or answers one is known by the link or words alone."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from nacl.public import PrivateKey

from sengetsu.accounts.models import User
from sengetsu.audit import actions as audit
from sengetsu.audit.choices import Action
from sengetsu.base.once import once
from sengetsu.postbox import passphrase as words
from sengetsu.postbox import receipt as receipts
from sengetsu.postbox.letters.actions import content_key, drop_letter
from sengetsu.postbox.letters.choices import LetterKind
from sengetsu.postbox.letters.models import Letter
from sengetsu.postbox.letters.queries import first_of_thread
from sengetsu.postbox.sealing import (
    Content,
    open_reply,
    question_address,
    reply_address,
    seal_question,
    seal_reply,
)
from sengetsu.postbox.sealing import open_question as unsealed_question

from .choices import ALIVE, EnvelopeKind, EnvelopeState, may_become
from .models import Envelope, EnvelopeQuerySet
from .queries import question_at, replies_to

REPLY_DAYS = 180
TOKEN_BYTES = 32


class NoReplyPossible(ValueError):
    """The writer of this letter holds no passphrase: the reply goes another way."""


class EnvelopeDead(ValueError):
    """Answered, withdrawn, expired, or never there. Which of them is not told."""


class WrongWords(ValueError):
    """The receipt or the passphrase is wrong. Which of them is not told."""


@dataclass(frozen=True)
class Thread:
    """What a writer sees who showed receipt and passphrase: the first letter's row, and the replies."""

    letter: Letter
    replies: list[Content]


# --- Questions to agencies ----------------------------------------------------------------------------
@transaction.atomic
def put_question(*, content: Content, expires_at: datetime, by: User) -> str:
    """Put a question into the box and return the token of its link, the only key there is.

    `content`: what the page shows, label → text or list of texts (only what consent allows). The caller
    keeps the token in a sealed field: neither it nor the key is in the tables here.
    """
    sweep(by=None)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    envelope = Envelope.objects.create(
        kind=EnvelopeKind.QUESTION,
        address=question_address(token),
        sealed=seal_question(content, token=token),
        expires_at=expires_at,
    )
    audit.record(by=by, action=Action.SENT, thing="envelope", thing_id=str(envelope.pk))
    return token


@transaction.atomic
def withdraw(*, token: str, by: User | None) -> None:
    """Kill a question's link. Never fails: a dead one stays as it is."""
    _end(token, EnvelopeState.WITHDRAWN, action=Action.WITHDRAWN, by=by)


@transaction.atomic
def open_question(*, token: str, by: User | None) -> Content:
    """What the question's page shows. Raises `EnvelopeDead`."""
    envelope = question_at(token)
    if envelope is None or envelope.state_now not in ALIVE:
        raise EnvelopeDead
    content = unsealed_question(envelope.sealed, token=token)
    _mark_read(Envelope.objects.filter(pk=envelope.pk))
    audit.record(by=by, action=Action.OPENED, thing="envelope", thing_id=str(envelope.pk))
    return content


def answer_question(*, token: str, answer: Content, by: User | None, once_key: str = "") -> None:
    """Seal the answer into the letter box and kill the envelope, both or neither.

    `answer`: `answer`, `message`, `name`, and what else the form of the question asks (see `forms`).
    The letter also carries the envelope's `address`. The same answer with the same `once_key` is one
    answer. Raises `EnvelopeDead`. Whoever answers is known by the link alone: `by` is not kept.
    """
    payload = {**answer, "address": question_address(token)}

    def act() -> str:
        if not _end(token, EnvelopeState.ANSWERED, action=Action.ANSWERED, by=None):
            raise EnvelopeDead
        return drop_letter(payload=payload, by=by, kind=LetterKind.ANSWER).receipt

    once(key=content_key(once_key, payload), by=None, act=act)


def _end(token: str, state: EnvelopeState, *, action: Action, by: User | None) -> bool:
    """Empty a living question; of two at the same time, one succeeds."""
    envelope = Envelope.objects.filter(kind=EnvelopeKind.QUESTION, address=question_address(token)).first()
    if envelope is None:
        return False
    one = Envelope.objects.alive().filter(pk=envelope.pk, state__in=may_become(state))
    if not one.update(state=state, sealed=b"", ended_at=timezone.now()):
        return False
    audit.record(by=by, action=action, thing="envelope", thing_id=str(envelope.pk))
    return True


# --- Replies to letters -------------------------------------------------------------------------------
@transaction.atomic
def put_reply(*, receipt: str, content: Content, by: User, expires_at: datetime | None = None) -> Envelope:
    """Seal a reply to the writer of a letter (any letter of a thread), for 180 days unless said otherwise.

    `content`: `text`, and `name` of who answers. Raises `NoReplyPossible` if no passphrase was asked for.
    """
    sweep(by=None)
    letter = Letter.objects.filter(receipt=receipt).first()
    if letter is None or letter.reply_key is None:
        raise NoReplyPossible(receipt)
    envelope = Envelope.objects.create(
        kind=EnvelopeKind.REPLY,
        address=reply_address(letter.thread),
        sealed=seal_reply(
            {**content, "written_on": timezone.localdate().isoformat()}, public_key=letter.reply_key
        ),
        expires_at=expires_at or timezone.now() + timedelta(days=REPLY_DAYS),
    )
    audit.record(by=by, action=Action.SENT, thing="envelope", thing_id=str(envelope.pk))
    return envelope


@transaction.atomic
def withdraw_reply(*, envelope: Envelope, by: User) -> None:
    """Take a reply back. Never fails: a dead one stays as it is."""
    one = Envelope.objects.alive().filter(pk=envelope.pk, kind=EnvelopeKind.REPLY)
    if one.update(state=EnvelopeState.WITHDRAWN, sealed=b"", ended_at=timezone.now()):
        audit.record(by=by, action=Action.WITHDRAWN, thing="envelope", thing_id=str(envelope.pk))


def open_replies(*, receipt: str, passphrase: str, by: User | None) -> Thread:
    """The replies to a letter, opened with its writer's words as typed. Raises `WrongWords`.

    An unknown receipt costs the same derivation as a known one, so that the time tells nothing either.
    """
    letter = first_of_thread(receipts.normalise(receipt) or "")
    key = words.private_key(passphrase, bytes(letter.reply_salt) if letter else words.new_salt())  # type: ignore[arg-type]
    if letter is None or bytes(key.public_key) != bytes(letter.reply_key or b""):
        raise WrongWords
    envelopes = list(replies_to(letter.receipt).alive())
    _mark_opened(letter, envelopes, by=by)
    return Thread(letter=letter, replies=[_opened(one, key) for one in envelopes])


def _opened(envelope: Envelope, key: PrivateKey) -> Content:
    content = open_reply(envelope.sealed, key=key)
    return {**content, "written_on": date.fromisoformat(content["written_on"])}


@transaction.atomic
def _mark_opened(letter: Letter, envelopes: list[Envelope], *, by: User | None) -> None:
    _mark_read(Envelope.objects.filter(pk__in=[one.pk for one in envelopes]))
    audit.record(by=by, action=Action.OPENED, thing="replies", thing_id=str(letter.pk))


# --- Both ---------------------------------------------------------------------------------------------
@transaction.atomic
def sweep(*, by: User | None) -> int:
    """Empty what has expired, and say how many. Runs before each new envelope and by command."""
    swept = Envelope.objects.overdue().update(
        state=EnvelopeState.EXPIRED, sealed=b"", ended_at=timezone.now()
    )
    if swept:
        audit.record(by=by, action=Action.DISPOSED, thing="envelopes", detail={"count": swept})
    return swept


def _mark_read(envelopes: EnvelopeQuerySet) -> None:
    envelopes.filter(state__in=may_become(EnvelopeState.READ)).update(
        state=EnvelopeState.READ, read_at=timezone.now()
    )
