"""Ties of a household to people, services and activities: what the ecomap draws."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from sengetsu.base.sealed import SealedTextField
from sengetsu.link_work.cases.models import Case

from .choices import Flow, Strength, TieKind


class Tie(models.Model):
    """One line of the ecomap. It ends rather than vanishes, so the picture can go back in time."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="ties")
    kind = models.CharField("種類", max_length=10, choices=TieKind.choices, default=TieKind.PERSON)
    label = SealedTextField("だれ・どこ")
    service = models.ForeignKey("directory.Service", models.SET_NULL, null=True, blank=True, related_name="+")
    strength = models.CharField("線", max_length=10, choices=Strength.choices, default=Strength.NORMAL)
    flow = models.CharField("流れ", max_length=5, choices=Flow.choices, default=Flow.NONE)
    note = SealedTextField("メモ", blank=True)
    since = models.DateField("いつから", default=timezone.localdate)
    until = models.DateField("いつまで", null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("since")), name="link_work_tie_ends_after"
            ),
        ]

    def __str__(self) -> str:
        return str(self.label)
