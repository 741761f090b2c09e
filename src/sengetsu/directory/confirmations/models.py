"""Asking the owner of an entry whether it is still so: by a link that works once, without an account."""

from django.conf import settings
from django.db import models


class Confirmation(models.Model):
    """The link itself is not kept, only its hash: a copy of the database opens no door."""

    service = models.ForeignKey("directory.Service", models.CASCADE, related_name="confirmations")
    token_hash = models.CharField(max_length=64, unique=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField("期限")
    answered_at = models.DateTimeField(null=True, blank=True)
    changed = models.JSONField("直されたところ", default=list, blank=True)

    def __str__(self) -> str:
        return f"{self.service_id} {self.asked_at:%Y-%m-%d}"
