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


class Topic(models.TextChoices):
    """What a place says about itself, each in three languages."""

    TAGLINE = "tagline", _("ひとこと")
    LINK_WORKERS = "link_workers", _("リンクワーカーとは")
    FIRST_POST = "first_post", _("いつから、何人")
    VISITS = "visits", _("定期訪問")
    LISTENING = "listening", _("地域から聞く")
    HOUSEHOLD = "household", _("世帯のこと")
    TOGETHER = "together", _("いっしょに解く")
    FOUNDING = "founding", _("織月ができるまで")
    USES = "uses", _("使いみち")
    FEES = "fees", _("利用料")
    ACCOMPANIMENT = "accompaniment", _("立ち上げの伴走")
    WISHES = "wishes", _("声を聞かせて")
    FOOD_AND_LEARNING = "food_and_learning", _("食と学び")
    BOTH_SIDES = "both_sides", _("支える側と支えられる側")
    EVERYBODY = "everybody", _("だれでも")
    HOW_TO_COME = "how_to_come", _("来かた")
