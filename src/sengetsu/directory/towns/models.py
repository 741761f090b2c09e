"""The town itself: what open data says of its publisher. Facts of a town are data (ADR 0006)."""

from django.db import models
from django.db.models import Q

CC_BY = "https://creativecommons.org/licenses/by/4.0/deed.ja"


class Town(models.Model):
    """One row. `code`: 全国地方公共団体コード, six digits with the check digit."""

    name = models.CharField("市区町村の名前", max_length=40, blank=True)
    prefecture = models.CharField("都道府県の名前", max_length=20, blank=True)
    code = models.CharField("市区町村コード（6けた）", max_length=6, blank=True)
    licence = models.CharField("ライセンスの名前", max_length=80, default="CC BY 4.0（表示）")
    licence_url = models.URLField("ライセンスの文", default=CC_BY)
    credit = models.CharField("出典の書き方", max_length=120, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="directory_one_town"),
            models.CheckConstraint(
                condition=Q(code="") | Q(code__regex=r"^\d{6}$"), name="directory_town_code_has_six_digits"
            ),
        ]

    def __str__(self) -> str:
        return self.name
