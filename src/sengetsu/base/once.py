"""Idempotency: a form sent twice (double click, retry after a lost answer) acts once."""

from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256

from django.db import IntegrityError, transaction
from django.utils import timezone

from .models import OnceKey

KEPT_DAYS = 30


def _answer(key: str, person: str) -> str | None:
    return OnceKey.objects.filter(key=key, person=person).values_list("answer", flat=True).first()


def answered(*, key: str, by: object) -> str:
    """The answer of an act that was done with this key, or nothing. For a page whose check would no longer
    pass, because the act itself has changed the world."""
    return (key and _answer(_digest(key), _person(by))) or ""


def _digest(key: str) -> str:
    """A forged key may be long or hold signs that a database refuses; its digest never does."""
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


def _person(by: object) -> str:
    return str(getattr(by, "pk", None) or "")


def once(*, key: str, by: object, act: Callable[[], str]) -> str:
    """Run `act` at most once per `key` and person, and return its answer (an address to go to).

    The key is stored in the transaction of the act itself: both are there, or neither. A second call with
    the same key returns the first answer without acting. An empty key acts every time. The answer is kept
    in the open: it must hold no secret.
    """
    if not key:
        with transaction.atomic():
            return act()
    digest, person = _digest(key), _person(by)
    earlier = _answer(digest, person)
    if earlier is not None:
        return earlier
    try:
        with transaction.atomic():
            row = OnceKey.objects.create(key=digest, person=person)
            row.answer = act()
            row.save(update_fields=["answer"])
            return row.answer
    except IntegrityError:
        # Either the other of two simultaneous sendings won, or the act itself was refused.
        again = _answer(digest, person)
        if again is None:
            raise
        return again


def forget_old(*, days: int = KEPT_DAYS) -> int:
    """Forget the keys of forms that nobody can send again; returns how many. A session lives for 12 hours,
    a letter's page for as long as its tab, so a month is far beyond any retry."""
    removed, _ = OnceKey.objects.filter(at__lt=timezone.now() - timedelta(days=days)).delete()
    return removed
