"""What the house tells organizers: written with the act that causes it, delivered by `sengetsu work`."""

import hashlib
from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils import timezone

from sengetsu.accounts.models import User

from .choices import Standing, Way

SUBJECT_LENGTH, TEXT_LENGTH, PROBLEM_LENGTH = 120, 2000, 200
OPEN = Q(delivered_at=None, withdrawn_at=None)


class NoticeQuerySet(models.QuerySet["Notice"]):
    def of(self, user: User | AnonymousUser) -> "NoticeQuerySet":
        """What one reads on the own page: one's own that are due and still true, unread ones first."""
        if not isinstance(user, User):
            return self.none()
        own = self.filter(user=user, due_at__lte=timezone.now(), withdrawn_at=None)
        return own.order_by(models.F("seen_at").asc(nulls_first=True), "-due_at", "-pk")

    def unread(self) -> "NoticeQuerySet":
        return self.filter(seen_at=None)

    def undelivered(self) -> "NoticeQuerySet":
        return self.filter(OPEN)

    def stuck(self) -> "NoticeQuerySet":
        """What no worker touches any more: somebody of the house decides."""
        return self.undelivered().filter(stuck_at__isnull=False)

    def to_deliver(self, now: datetime | None = None) -> "NoticeQuerySet":
        """What is due, is in no worker's hands, and whose pause after a failure is over; oldest first."""
        now = now or timezone.now()
        free = self.undelivered().filter(due_at__lte=now, sending_at=None, stuck_at=None)
        return free.filter(Q(try_at=None) | Q(try_at__lte=now)).order_by("due_at", "pk")


class Notice(models.Model):
    """One message to one recipient. `key` makes it unique: the same thing is never told twice."""

    key = models.CharField(max_length=200, unique=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+"
    )
    address = models.EmailField("宛先", blank=True)
    subject = models.CharField("件名", max_length=SUBJECT_LENGTH)
    text = models.TextField("本文", max_length=TEXT_LENGTH)
    path = models.CharField("見るところ", max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField("送るとき", default=timezone.now)
    # A worker has it in hand since then. One that died leaves the mark: see `actions.give_to_a_person`.
    sending_at = models.DateTimeField("送りはじめ", null=True, blank=True)
    try_at = models.DateTimeField("次に試すとき", null=True, blank=True)
    stuck_at = models.DateTimeField("人を待ちはじめたとき", null=True, blank=True)
    delivered_at = models.DateTimeField("送ったとき", null=True, blank=True)
    way = models.CharField("送りかた", max_length=8, choices=Way.choices, blank=True)
    withdrawn_at = models.DateTimeField("取りやめたとき", null=True, blank=True)
    seen_at = models.DateTimeField("見たとき", null=True, blank=True)
    attempts = models.PositiveSmallIntegerField("試した回数", default=0)
    problem = models.CharField("送れなかったわけ", max_length=PROBLEM_LENGTH, blank=True)

    objects: ClassVar[NoticeQuerySet] = NoticeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-due_at", "-pk"]
        indexes = [
            models.Index(fields=["due_at"], condition=OPEN, name="living_room_notice_waiting"),
            models.Index(fields=["user", "seen_at"], name="living_room_notice_of"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False) | ~Q(address=""), name="living_room_notice_for_somebody"
            )
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def standing(self) -> Standing:
        if self.delivered_at:
            return Standing.DELIVERED
        if self.withdrawn_at:
            return Standing.WITHDRAWN
        if self.stuck_at:
            return Standing.STUCK
        if self.sending_at:
            return Standing.SENDING
        return Standing.AGAIN if self.attempts else Standing.WAITING

    @property
    def to(self) -> str:
        """Whom to name on a page of the house."""
        return str(self.user) if self.user else self.address

    @property
    def message_id(self) -> str:
        """The same at every try, so that a mail program that gets it twice may show it once."""
        host = settings.MAIL_FROM.rpartition("@")[2].strip("<> ") or "localhost"
        return f"<{hashlib.sha256(self.key.encode()).hexdigest()[:40]}@{host}>"
