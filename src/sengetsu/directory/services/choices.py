from django.db import models
from django.utils.translation import gettext_lazy as _


class Category(models.TextChoices):
    """What a service is about: the intake sheet's needs, refined (domain.md, section 2)."""

    FOOD = "food", _("食べるもの")
    MONEY = "money", _("お金・生活費")
    DEBTS = "debts", _("借金・税金・滞納")
    HOUSING = "housing", _("住まい")
    WORK = "work", _("仕事・働く練習")
    HEALTH = "health", _("からだの健康・医療")
    MENTAL_HEALTH = "mental_health", _("こころの健康・依存")
    DISABILITY = "disability", _("障害")
    CARE = "care", _("介護・認知症")
    CHILD_REARING = "child_rearing", _("子育て")
    SCHOOL = "school", _("学校・学び")
    HIKIKOMORI = "hikikomori", _("ひきこもり")
    FAMILY = "family", _("家族・ヤングケアラー")
    VIOLENCE = "violence", _("DV・虐待")
    LEGAL = "legal", _("法律・権利・消費者")
    FOREIGN_RESIDENTS = "foreign_residents", _("外国につながる人")
    BEREAVEMENT = "bereavement", _("死別・相続・終活")
    TRANSPORT = "transport", _("移動・買い物")
    DAILY_LIFE = "daily_life", _("暮らしの手伝い・見守り")
    PARTICIPATION = "participation", _("居場所・参加")
    VOLUNTEERING = "volunteering", _("手伝う・担い手になる")
    EMERGENCY = "emergency", _("いますぐの助け")
    GENERAL = "general", _("なんでも相談")


class Accepting(models.TextChoices):
    ACTIVE = "active", _("受付中")
    FULL = "full", _("いまはいっぱい")
    CLOSED = "closed", _("受付終了")
