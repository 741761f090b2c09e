"""Idempotency: a form sent twice (double click, retry after a lost answer) acts once."""

from collections.abc import Callable

from django.db import IntegrityError, transaction

from .models import OnceKey


def once(*, key: str, by: object, act: Callable[[], str]) -> str:
    """Run `act` at most once per `key` and person, and return its answer (an address to go to).

    The key is stored in the transaction of the act itself: both are there, or neither. A second call with
    the same key returns the first answer without acting. An empty key acts every time.
    """
    if not key:
        with transaction.atomic():
            return act()
    person = str(getattr(by, "pk", None) or "")
    earlier = OnceKey.objects.filter(key=key[:64], person=person).values_list("answer", flat=True).first()
    if earlier is not None:
        return earlier
    try:
        with transaction.atomic():
            row = OnceKey.objects.create(key=key[:64], person=person)
            row.answer = act()
            row.save(update_fields=["answer"])
            return row.answer
    except IntegrityError:
        again = OnceKey.objects.filter(key=key[:64], person=person).values_list("answer", flat=True).first()
        if again is None:
            raise
        return again
