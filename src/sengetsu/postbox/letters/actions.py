"""The only writer of letters.

The trail never names the writer of a letter (`by` is sealed inside a tip, and nowhere else): who wrote
would otherwise stand beside the ciphertext in plain sight.
"""

import hashlib
import hmac
import json

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.audit import actions as audit
from sengetsu.audit.choices import Action
from sengetsu.base.once import once
from sengetsu.postbox import passphrase as words
from sengetsu.postbox import receipt as receipts
from sengetsu.postbox.sealing import Content, seal_letter

from .choices import LetterKind
from .models import Letter, this_minute


def drop_letter(
    *,
    payload: Content,
    by: User | None,
    kind: LetterKind,
    passphrase: str | None = None,
    once_key: str = "",
) -> Letter:
    """Seal `payload` (JSON values) for the link workers and put it into the box.

    With a passphrase, a reply can be sealed to it later. The same payload with the same `once_key` makes one
    letter, whose row is returned again; another payload makes another, so that nothing typed is lost.
    Who sends a tip while signed in (`by`) is sealed with it as `sent_by`; of other letters nobody's id is
    kept. Raises `LettersKeyMissing`, and ValueError for a payload of more than 128 KiB.
    """
    lock = words.lock(passphrase) if passphrase else None  # slow on purpose: before the transaction
    whole = _whole(payload, kind=kind, by=by)
    letter = Letter(
        kind=kind,
        sealed=seal_letter(whole),
        reply_key=lock and lock.public_key,
        reply_salt=lock and lock.salt,
    )
    return _put_once(letter, key=content_key(once_key, payload))


def drop_follow_up(*, thread: Letter, payload: Content, by: User | None, once_key: str = "") -> Letter:
    """Another letter of a writer who showed receipt and passphrase: same thread, same lock.

    `by` is not kept: the passphrase is the writer's only name.
    """
    whole = _whole({**payload, "thread": thread.thread}, kind=LetterKind.FOLLOW_UP, by=by)
    letter = Letter(
        kind=LetterKind.FOLLOW_UP,
        sealed=seal_letter(whole),
        reply_key=thread.reply_key,
        reply_salt=thread.reply_salt,
        in_reply_to=thread.thread,
    )
    return _put_once(letter, key=content_key(once_key, payload))


@transaction.atomic
def collect(*, letter: Letter, by: User | None) -> None:
    """Mark as taken in, and empty the ciphertext. Called in the transaction that keeps its content.

    A letter that was collected before stays as it is (two workers, one letter: lock it first).
    """
    now = timezone.now()
    if not Letter.objects.filter(pk=letter.pk, collected_at=None).update(collected_at=now, sealed=b""):
        return
    letter.collected_at, letter.sealed = now, b""
    audit.record(by=by, action=Action.RECEIVED, thing="letter", thing_id=str(letter.pk))


def _whole(payload: Content, *, kind: LetterKind, by: User | None) -> Content:
    sent_by = by.pk if by and kind == LetterKind.TIP else None
    return {**payload, "kind": str(kind), "sent_at": this_minute().isoformat(), "sent_by": sent_by}


def content_key(once_key: str, payload: Content) -> str:
    """One key per form and content; a keyed digest, from which the content cannot be guessed."""
    if not once_key:
        return ""
    said = json.dumps([once_key, payload], sort_keys=True)
    return hmac.new(settings.SECRET_KEY.encode(), said.encode(), hashlib.sha256).hexdigest()


def _put_once(letter: Letter, *, key: str) -> Letter:
    receipt = once(key=key, by=None, act=lambda: _put(letter).receipt)
    return Letter.objects.get(receipt=receipt)


def _put(letter: Letter) -> Letter:
    letter.receipt = _free_receipt()
    letter.save(force_insert=True)
    audit.record(by=None, action=Action.CREATED, thing="letter", thing_id=str(letter.pk))
    return letter


def _free_receipt() -> str:
    while Letter.objects.filter(receipt=(receipt := receipts.make())).exists():
        pass
    return receipt
