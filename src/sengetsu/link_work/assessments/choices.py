from django.db import models


class SheetKind(models.TextChoices):
    DOMAINS = "domains", "アセスメント（領域ごと）"
    MEASURE = "measure", "ものさし"


class Scoring(models.TextChoices):
    """How a measure becomes numbers: all answers together, or each answer by itself."""

    SUM = "sum", "合計"
    EACH = "each", "それぞれ"


class How(models.TextChoices):
    MET = "met", "会って"
    PHONE = "phone", "電話で"
    SELF = "self", "本人が書いた"


# An answer like any other (domain.md, measures).
DECLINED = "declined"
DECLINED_WORDS = "答えたくない"
