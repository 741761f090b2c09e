"""Two records that turned out to be one. What moved is remembered, so that it can be undone."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from sengetsu.base.sealed import SealedTextField
from sengetsu.link_work.people.models import Person

from .models import Case


class Merge(models.Model):
    """`gone` became part of `kept`: two cases, or two people of `case`. `moved`: table -> ids that changed
    hands; `before`: what `gone` was."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="merges")
    gone = models.ForeignKey(Case, models.CASCADE, null=True, blank=True, related_name="merged_as")
    kept_person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+")
    gone_person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+")
    words = SealedTextField("理由")
    moved: Any = models.JSONField(default=dict)
    before: Any = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.case_id}"
