from django.db import models


class Fact(models.TextChoices):
    """What a consent may allow to be told."""

    NAME = "name", "名前"
    KANA = "kana", "ふりがな"
    BIRTH = "birth", "年齢・生年月日"
    ADDRESS = "address", "住所"
    PHONE = "phone", "電話"
    HOUSEHOLD = "household", "世帯の様子"
    NEED = "need", "必要なこと"
    SITUATION = "situation", "これまでの様子"


class Given(models.TextChoices):
    PAPER = "paper", "書面（署名）"
    ORAL = "oral", "口頭（立会いあり）"


# The text that was explained. A changed text is a new version; a consent names the one it was given to.
TEXT_VERSION = "2026-04"
