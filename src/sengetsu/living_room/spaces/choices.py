from django.db import models
from django.utils.translation import gettext_lazy as _


class Weekday(models.IntegerChoices):
    """As `datetime.date.weekday()` counts them."""

    MONDAY = 0, _("月曜日")
    TUESDAY = 1, _("火曜日")
    WEDNESDAY = 2, _("水曜日")
    THURSDAY = 3, _("木曜日")
    FRIDAY = 4, _("金曜日")
    SATURDAY = 5, _("土曜日")
    SUNDAY = 6, _("日曜日")


class SpaceKind(models.TextChoices):
    ROOM = "room", _("部屋")
    KITCHEN = "kitchen", _("キッチン")


class Company(models.TextChoices):
    """How a space is lent beside the others of its venue."""

    EITHER = "either", _("ひとつでも、ほかと一緒でも")
    ALONE = "alone", _("ひとつだけで")
    TOGETHER = "together", _("ほかの場所と一緒に")


class Answer(models.TextChoices):
    """What is so about a fact of access; the note says what a yes or no cannot."""

    YES = "yes", _("あります")
    NO = "no", _("ありません")
    PARTLY = "partly", _("一部あります")


class Topic(models.TextChoices):
    """What a place says about itself, each in three languages. The label is the heading above it."""

    TAGLINE = "tagline", _("ひとこと")
    LINK_WORKERS = "link_workers", _("リンクワーカーは、橋渡し役です")
    FIRST_POST = "first_post", _("まちの職員です")
    VISITS = "visits", _("何度でも、訪ねます")
    LISTENING = "listening", _("まちの人から聞きます")
    HOUSEHOLD = "household", _("家のみんなのことを考えます")
    TOGETHER = "together", _("一人のために、みんなで")
    FOUNDING = "founding", _("この場所ができるまで")
    USES = "uses", _("使いたい人募集中")
    FEES = "fees", _("利用料")
    ACCOMPANIMENT = "accompaniment", _("はじめる人に、伴走します")
    WISHES = "wishes", _("「やってみたい」を聞かせてください")
    FOOD_AND_LEARNING = "food_and_learning", _("食と学び")
    BOTH_SIDES = "both_sides", _("支える側も、支えられる側も")
    EVERYBODY = "everybody", _("だれも分け隔てしない")
    HOW_TO_COME = "how_to_come", _("来かた")
