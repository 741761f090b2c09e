"""What the house tells organizers: written with the act that causes it, delivered by `sengetsu work`."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class NoticeQuerySet(models.QuerySet["Notice"]):
    def to_deliver(self) -> "NoticeQuerySet":
        """What is due and was not delivered yet, oldest first."""
        waiting = self.filter(delivered_at=None, withdrawn_at=None, due_at__lte=timezone.now())
        return waiting.order_by("due_at", "pk")


class Notice(models.Model):
    """One message to one recipient. `key` makes it unique: the same thing is never told twice."""

    key = models.CharField(max_length=200, unique=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+"
    )
    address = models.EmailField("宛先", blank=True)
    subject = models.CharField("件名", max_length=120)
    text = models.TextField("本文", max_length=2000)
    path = models.CharField("見るところ", max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField("送るとき", default=timezone.now)
    delivered_at = models.DateTimeField("送ったとき", null=True, blank=True)
    withdrawn_at = models.DateTimeField("取りやめたとき", null=True, blank=True)
    seen_at = models.DateTimeField("見たとき", null=True, blank=True)
    attempts = models.PositiveSmallIntegerField("試した回数", default=0)
    problem = models.CharField("送れなかったわけ", max_length=200, blank=True)

    objects: ClassVar[NoticeQuerySet] = NoticeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-due_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False) | ~Q(address=""), name="living_room_notice_for_somebody"
            )
        ]

    def __str__(self) -> str:
        return self.subject
