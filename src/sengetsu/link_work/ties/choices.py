from django.db import models


class TieKind(models.TextChoices):
    PERSON = "person", "人"
    AGENCY = "agency", "機関・サービス"
    ACTIVITY = "activity", "活動・居場所"


class Strength(models.TextChoices):
    """Line styles of the ecomap (domain.md): thick, plain, dotted, zigzag."""

    STRONG = "strong", "つよい（太い線）"
    NORMAL = "normal", "ふつう（細い線）"
    WEAK = "weak", "よわい（点線）"
    STRESS = "stress", "あつれき（ぎざぎざ）"


class Flow(models.TextChoices):
    NONE = "none", "矢印なし"
    TO_HOUSEHOLD = "in", "世帯へ"
    FROM_HOUSEHOLD = "out", "世帯から"
    BOTH = "both", "たがいに"
