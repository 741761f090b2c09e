"""Notices as pages and reminders need them."""

from datetime import datetime

from django.contrib.auth.models import AnonymousUser

from sengetsu.accounts.models import User

from .models import Notice, NoticeQuerySet


def notices_of(user: User | AnonymousUser) -> NoticeQuerySet:
    return Notice.objects.of(user)


def unread_by(user: User | AnonymousUser) -> int:
    return Notice.objects.of(user).unread().count()


def outbox() -> NoticeQuerySet:
    return Notice.objects.select_related("user")


def sent() -> NoticeQuerySet:
    return outbox().exclude(delivered_at=None).order_by("-delivered_at", "-pk")


def waiting() -> NoticeQuerySet:
    """Not sent yet, the next one first; without what waits for a person."""
    return outbox().undelivered().filter(stuck_at=None).order_by("due_at", "pk")


def stuck() -> NoticeQuerySet:
    return outbox().stuck().order_by("stuck_at", "pk")


def keys_told(what: str, *, since: datetime) -> set[str]:
    """The keys `what:…` that were told since then, delivered or not."""
    rows = Notice.objects.filter(key__startswith=f"{what}:", created_at__gte=since)
    return set(rows.values_list("key", flat=True))
