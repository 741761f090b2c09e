"""What happened to one of a household, and what it may mean for another."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from sengetsu.base.sealed import SealedTextField
from sengetsu.link_work.people.models import Person

from .choices import LifeKind, Participation, ProposalState
from .models import Case


class LifeEvent(models.Model):
    case = models.ForeignKey(Case, models.CASCADE, related_name="life_events")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    kind = models.CharField("できごと", max_length=12, choices=LifeKind.choices)
    on = models.DateField("いつ", default=timezone.localdate)
    words = SealedTextField("くわしく", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return self.get_kind_display()


class Proposal(models.Model):
    """A next step that the house proposes; a human takes it or sets it aside."""

    event = models.ForeignKey(LifeEvent, models.CASCADE, related_name="proposals")
    case = models.ForeignKey(Case, models.CASCADE, related_name="proposals")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    words = SealedTextField("提案")
    state = models.CharField(max_length=10, choices=ProposalState.choices, default=ProposalState.OPEN)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.get_state_display()


class ParticipationStep(models.Model):
    """One step of somebody's taking part. Nothing of the open wing points here, nor this to it: that a
    helper is also a client is known in link work alone."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="participation")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    step = models.PositiveSmallIntegerField("どのように", choices=Participation.choices)
    on = models.DateField("いつ", default=timezone.localdate)
    words = SealedTextField("どこで、何を", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return self.get_step_display()
