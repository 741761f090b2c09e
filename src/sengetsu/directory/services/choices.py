from django.db import models


class Category(models.TextChoices):
    """What a service is about: the intake sheet's needs, refined (domain.md, section 2)."""

    FOOD = "food", "食べるもの"
    MONEY = "money", "お金・生活費"
    DEBTS = "debts", "借金・税金・滞納"
    HOUSING = "housing", "住まい"
    WORK = "work", "仕事・働く練習"
    HEALTH = "health", "からだの健康・医療"
    MENTAL_HEALTH = "mental_health", "こころの健康・依存"
    DISABILITY = "disability", "障害"
    CARE = "care", "介護・認知症"
    CHILD_REARING = "child_rearing", "子育て"
    SCHOOL = "school", "学校・学び"
    HIKIKOMORI = "hikikomori", "ひきこもり"
    FAMILY = "family", "家族・ヤングケアラー"
    VIOLENCE = "violence", "DV・虐待"
    LEGAL = "legal", "法律・権利・消費者"
    FOREIGN_RESIDENTS = "foreign_residents", "外国につながる人"
    BEREAVEMENT = "bereavement", "死別・相続・終活"
    TRANSPORT = "transport", "移動・買い物"
    DAILY_LIFE = "daily_life", "暮らしの手伝い・見守り"
    PARTICIPATION = "participation", "居場所・参加"
    VOLUNTEERING = "volunteering", "手伝う・担い手になる"
    EMERGENCY = "emergency", "いますぐの助け"
    GENERAL = "general", "なんでも相談"


class Accepting(models.TextChoices):
    ACTIVE = "active", "受付中"
    FULL = "full", "いまはいっぱい"
    CLOSED = "closed", "受付終了"
