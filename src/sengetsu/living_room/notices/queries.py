"""Notices as pages need them."""

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
