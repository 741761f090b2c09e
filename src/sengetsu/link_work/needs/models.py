"""Needs of a household, each with words and a state. 「合う資源がない」 is kept as an unmet need."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from sengetsu.base.sealed import SealedTextField
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.people.models import Person

from .choices import Category, NeedState


class Need(models.Model):
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="needs")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    category = models.CharField("分野", max_length=20, choices=Category.choices)
    words = SealedTextField("必要なこと（本人の言葉で）")
    state = models.CharField("いまの様子", max_length=12, choices=NeedState.choices, default=NeedState.OPEN)
    unmet_reason = SealedTextField("どんな資源があればよいか", blank=True)
    noted_on = models.DateField(default=timezone.localdate)
    changed_on = models.DateField(default=timezone.localdate)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["noted_on", "pk"]

    def __str__(self) -> str:
        return str(self.words)
