"""What lies in the letter box. Nothing here tells who wrote, about whom, or how urgent it is."""

import uuid
from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone

from .choices import LetterKind


def this_minute() -> datetime:
    """Arrival is kept to the minute only."""
    return timezone.now().replace(second=0, microsecond=0)


class Letter(models.Model):
    """A sealed letter. After the link workers have taken it in, its ciphertext is gone and the row stays."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    receipt = models.CharField("受付番号", max_length=9, unique=True)
    kind = models.CharField("種類", max_length=10, choices=LetterKind.choices)
    sealed = models.BinaryField("封書")
    reply_key = models.BinaryField("返事の公開鍵", null=True)
    reply_salt = models.BinaryField("合言葉の塩", null=True)
    in_reply_to = models.CharField("はじめの手紙の受付番号", max_length=9, blank=True, db_index=True)
    arrived_on = models.DateTimeField("届いた時", default=this_minute)
    collected_at = models.DateTimeField("取り込んだ時", null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=LetterKind.values), name="postbox_letter_kind"),
            models.CheckConstraint(
                condition=Q(reply_key__isnull=True, reply_salt__isnull=True)
                | Q(reply_key__isnull=False, reply_salt__isnull=False),
                name="postbox_letter_whole_lock",
            ),
            models.CheckConstraint(
                condition=Q(collected_at__isnull=True) | Q(sealed=b""),
                name="postbox_letter_collected_is_empty",
            ),
        ]
        indexes = [
            models.Index(
                fields=["arrived_on"],
                condition=Q(collected_at__isnull=True),
                name="postbox_letter_uncollected",
            )
        ]

    def __str__(self) -> str:
        return self.receipt

    @property
    def thread(self) -> str:
        """The receipt under which replies to this letter lie: that of the first letter."""
        return self.in_reply_to or self.receipt
