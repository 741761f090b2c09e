"""Words of fees. Organizers and staff read them: Japanese only."""

from django.db import models


class Kind(models.TextChoices):
    """How a fee comes about."""

    FREE = "free", "無料"
    FIXED = "fixed", "1回いくら"
    HOURLY = "hourly", "1時間いくら"
    PERCENTAGE = "percentage", "売上の何%"


class Rounding(models.TextChoices):
    """What becomes of the part below the unit."""

    DOWN = "down", "切り捨て"
    HALF_UP = "half_up", "四捨五入"
    UP = "up", "切り上げ"


class Unit(models.IntegerChoices):
    """To what a fee is rounded, in yen."""

    ONE = 1, "1円"
    TEN = 10, "10円"
    HUNDRED = 100, "100円"


class Stage(models.TextChoices):
    """Where a date that took place stands with its fee."""

    UNRULED = "unruled", "決まりがない"
    LATE = "late", "売上報告待ち"
    OPEN = "open", "計算待ち"
    UNPAID = "unpaid", "納入待ち"
    REFUND = "refund", "お返しする"
    PAID = "paid", "納入ずみ"
    FREE = "free", "無料"
