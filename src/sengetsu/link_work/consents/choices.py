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


class Document(models.TextChoices):
    """Which papers a consent may open to an agency."""

    PLAN = "plan", "支援プラン"
    CONFERENCE = "conference", "重層的支援会議の資料と記録"
    OTHERS = "others", "ほかの機関が書いたこと"


class Given(models.TextChoices):
    PAPER = "paper", "書面（署名）"
    ORAL = "oral", "口頭（立会いあり）"


class Basis(models.TextChoices):
    """On what a disclosure stands (promise 6). Law: an article that orders or allows it, named in words."""

    CONSENT = "consent", "本人の同意"
    STATUTORY = "statutory", "支援会議（社会福祉法106条の6）"
    EMERGENCY = "emergency", "緊急（命・体を守るため）"
    LAW = "law", "法令の定め"


class Way(models.TextChoices):
    PRINTED = "printed", "紙で渡した"
    SENT = "sent", "送った"
    SHOWN = "shown", "画面で見せた"
    TOLD = "told", "話した（電話・対面）"


# The text that was explained. A changed text is a new version; a consent names the one it was given to.
TEXT_VERSION = "2026-11"
