"""The trail: who did what, when, to which case, why. Append-only by the database (`audit.triggers`).

No foreign keys: an entry outlives the person, the case and the account that it names (ADR 0005).
"""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Cast

from sengetsu.base.sealed import SealBroken, SealedTextField, unseal

from .choices import Action
from .words import name_of

BROKEN_REASON = "（理由の封がこわれています。記録を確かめてください）"


class EntryQuerySet(models.QuerySet["Entry"]):
    def with_reason_sealed(self) -> "EntryQuerySet":
        """Rows with their reason as it lies in the database, so that one broken seal hides no other row."""
        return self.defer("reason").annotate(token=Cast("reason", models.TextField()))


class Entry(models.Model):
    """One link of the chain. Only `actions.record` makes entries; nothing changes one."""

    sequence = models.PositiveBigIntegerField("番号", primary_key=True)
    at = models.DateTimeField("日時")
    actor_id = models.CharField("人の番号", max_length=40, blank=True)
    actor_label = models.CharField("人", max_length=120, blank=True)
    action = models.CharField("したこと", max_length=30)
    thing = models.CharField("もの", max_length=40, blank=True)
    thing_id = models.CharField("ものの番号", max_length=80, blank=True)
    case_id = models.CharField("ケース番号", max_length=80, blank=True)
    reason = SealedTextField("理由", blank=True)
    detail = models.JSONField("詳細", default=dict, blank=True)
    listed = models.JSONField("一覧に出たケース", default=list, blank=True)
    reference = models.CharField("参照番号", max_length=40, blank=True)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects: ClassVar[EntryQuerySet] = EntryQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-sequence"]
        indexes = [
            models.Index(fields=["case_id", "at"], name="audit_entry_case_at"),
            models.Index(fields=["actor_id", "at"], name="audit_entry_actor_at"),
            models.Index(fields=["action", "at"], name="audit_entry_action_at"),
            models.Index(fields=["at"], name="audit_entry_at"),
        ]

    def __str__(self) -> str:
        return f"#{self.sequence} {self.action}"

    @property
    def action_label(self) -> str:
        return Action(self.action).label if self.action in Action.values else self.action

    @property
    def sentence(self) -> str:
        return Action(self.action).sentence if self.action in Action.values else self.action

    @property
    def thing_label(self) -> str:
        return name_of(self.thing)

    @property
    def actor(self) -> str:
        return self.actor_label or "システム・名前のない人"

    def unseal_token(self) -> str:
        """The reason of a row from `with_reason_sealed`. Raises `SealBroken`."""
        token: str = getattr(self, "token", "")
        return unseal(token, label=Entry._meta.get_field("reason").label) if token else ""

    @property
    def reason_to_read(self) -> str:
        """The reason, or in its place the sentence that it was tampered with: loud, but beside its row."""
        try:
            return self.unseal_token()
        except SealBroken:
            return BROKEN_REASON


class ChainHead(models.Model):
    """How long the chain is and where it ends, sealed by the key, so that a cut tail is seen.

    One row. Its lock puts all writers of the trail in one line.
    """

    THE_ONE = 1

    number = models.PositiveSmallIntegerField(primary_key=True, default=THE_ONE)
    count = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64)
    seal = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(number=1), name="audit_one_head")]

    def __str__(self) -> str:
        return f"{self.count}:{self.hash}"
