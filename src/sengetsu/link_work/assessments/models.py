"""Sheets as versioned data, and what was filled in: piece by piece, never overwritten."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from sengetsu.base.sealed import SealedTextField
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.people.models import Person

from .choices import DECLINED, DECLINED_WORDS, How, Scoring, SheetKind


class Sheet(models.Model):
    """One version of a sheet. A town that changes it makes a new version; what was filled in keeps its own.

    `items`: a list of {"code", "label", "help"}, for a measure also "choices": [[value, words], ...], the
    value a whole number. No names of people stand in a sheet.
    """

    code = models.SlugField("しるし", max_length=30)
    version = models.PositiveSmallIntegerField("版")
    kind = models.CharField("種類", max_length=8, choices=SheetKind.choices)
    title = models.CharField("名前", max_length=80)
    definition = models.TextField("説明・定義", blank=True)
    scoring = models.CharField("数え方", max_length=4, choices=Scoring.choices, default=Scoring.SUM)
    items: Any = models.JSONField("項目", default=list)
    retired = models.BooleanField("使わない", default=False)
    made_at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["code", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="link_work_sheet_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.title}（第{self.version}版）"

    def item(self, code: str) -> dict[str, Any] | None:
        return next((one for one in self.items if one["code"] == code), None)


class Filling(models.Model):
    """One sitting: some items of a sheet, about one person (or the household), on one day."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="fillings")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="fillings")
    on = models.DateField("日", default=timezone.localdate)
    how = models.CharField("どのように", max_length=6, choices=How.choices, default=How.MET)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.sheet_id}: {self.on}"


class Answer(models.Model):
    """`said`: the person's own words, first. `seen`: what the worker sees. `value`: of a measure."""

    filling = models.ForeignKey(Filling, models.CASCADE, related_name="answers")
    code = models.CharField(max_length=40)
    said = SealedTextField("本人の言葉", blank=True)
    seen = SealedTextField("支える側から見て", blank=True)
    value = SealedTextField("答え", blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["filling", "code"], name="link_work_answer_once"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def number(self) -> int | None:
        """The answer as a number; None when somebody would rather not say."""
        return int(self.value) if self.value and self.value != DECLINED else None

    @property
    def words(self) -> str:
        if self.value == DECLINED:
            return DECLINED_WORDS
        item = self.filling.sheet.item(self.code) or {}
        choices = {str(value): str(text) for value, text in item.get("choices", [])}
        return choices.get(self.value, str(self.value))
