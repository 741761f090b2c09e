from django.db import models


class Category(models.TextChoices):
    """What a household needs: the content list of the intake sheet (相談受付・申込票), and more."""

    HEALTH = "health", "病気や健康・障害"
    HOUSING = "housing", "住まい"
    INCOME = "income", "収入・生活費"
    RENT = "rent", "家賃やローン"
    TAXES = "taxes", "税金や公共料金等"
    DEBT = "debt", "債務"
    JOB_SEARCH = "job_search", "仕事探し"
    WORK_TROUBLE = "work_trouble", "仕事上の不安やトラブル"
    COMMUNITY = "community", "地域との関係"
    FAMILY = "family", "家族との関係"
    CHILD_REARING = "child_rearing", "子育て"
    CARE = "care", "介護"
    HIKIKOMORI = "hikikomori", "ひきこもり・不登校"
    VIOLENCE = "violence", "DV・虐待"
    FOOD = "food", "食べるものがない"
    LONELINESS = "loneliness", "孤独・孤立"
    LEARNING = "learning", "学び・学習"
    IBASHO = "ibasho", "居場所・出番"
    TRANSPORT = "transport", "移動・通院の足"
    DAILY_LIFE = "daily_life", "家事・片付け・ごみ"
    RIGHTS = "rights", "手続き・権利・後見"
    OTHER = "other", "その他"


class NeedState(models.TextChoices):
    OPEN = "open", "さがしている"
    CONNECTING = "connecting", "つないでいる"
    MET = "met", "つながった"
    UNMET = "unmet", "合う資源がない"
    DROPPED = "dropped", "いまは望まない"


MOVES: dict[NeedState, frozenset[NeedState]] = {
    NeedState.OPEN: frozenset({NeedState.CONNECTING, NeedState.MET, NeedState.UNMET, NeedState.DROPPED}),
    NeedState.CONNECTING: frozenset({NeedState.OPEN, NeedState.MET, NeedState.UNMET, NeedState.DROPPED}),
    NeedState.MET: frozenset({NeedState.OPEN, NeedState.CONNECTING}),
    NeedState.UNMET: frozenset({NeedState.OPEN, NeedState.CONNECTING, NeedState.MET, NeedState.DROPPED}),
    NeedState.DROPPED: frozenset({NeedState.OPEN, NeedState.CONNECTING}),
}
