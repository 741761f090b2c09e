"""What a town changed in the taxonomy, and what its workers' taps taught. Nothing about a person."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class TaxonomyEdition(models.Model):
    """A town's own lines on top of the shipped files. The newest edition counts; the older ones stay.

    `changes` holds, per need code, `label`, `kinds` (code -> weight), `sayings` (list) and `added`.
    """

    number = models.PositiveIntegerField("版", unique=True)
    made_at = models.DateTimeField("つくったとき", auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="つくった人"
    )
    changes = models.JSONField("変えたところ", default=dict)
    reason = models.CharField("理由", max_length=200, blank=True)

    def __str__(self) -> str:
        return f"第{self.number}版"


class Lesson(models.Model):
    """How often a kind of service was taken or declined for a need. A counter: who, when and for whom
    are not in it, so it holds no personal data."""

    need = models.CharField("ニーズ", max_length=40)
    kind = models.CharField("種類", max_length=40)
    accepted = models.PositiveIntegerField("選んだ", default=0)
    declined = models.PositiveIntegerField("見送った", default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["need", "kind"], name="directory_lesson_once"),
            models.CheckConstraint(condition=~Q(need="") & ~Q(kind=""), name="directory_lesson_named"),
        ]

    def __str__(self) -> str:
        return f"{self.need} → {self.kind}"
