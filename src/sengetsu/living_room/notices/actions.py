"""The only writer of notices."""

from datetime import datetime

from django.utils import timezone

from sengetsu.accounts.models import User

from .models import Notice


def notify(
    *,
    by: User | None,  # noqa: ARG001 - every action says by whom; a notice itself names nobody
    key: str,
    subject: str,
    text: str,
    path: str = "",
    to: User | None = None,
    address: str = "",
    due_at: datetime | None = None,
) -> Notice:
    """Leave a notice in the caller's transaction: it is there if and only if the act is.

    `key` names what is told to whom (`booking-approved:12:user:3`); a second notice with the same key is the
    first one, unchanged. `to` sees it on the own page and by e-mail if the account has an address; `address`
    is for somebody without an account. `subject` and `text` hold nothing personal of others. `by` is who
    caused it; the notice does not name them.
    """
    notice, _ = Notice.objects.get_or_create(
        key=key,
        defaults={
            "user": to,
            "address": address or (to.email if to else ""),
            "subject": subject,
            "text": text,
            "path": path,
            "due_at": due_at or timezone.now(),
        },
    )
    return notice


def withdraw_notice(*, by: User | None, key: str) -> None:  # noqa: ARG001 - as above
    """What was not delivered yet is no longer true: it is not sent. Delivered ones stay."""
    Notice.objects.filter(key=key, delivered_at=None, withdrawn_at=None).update(withdrawn_at=timezone.now())
