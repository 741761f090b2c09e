"""Words and states of activities. Labels are read in the open wing."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What an activity mainly is. Food and learning may be part of any kind (founding fact 14)."""

    FOOD = "food", _("食べる")
    LEARNING = "learning", _("学ぶ")
    SALON = "salon", _("集まる")
    SHOP = "shop", _("お店")
    MEETING = "meeting", _("話し合う")
    OTHER = "other", _("そのほか")


class ActivityState(models.TextChoices):
    """What strangers see of an activity: nothing of a draft, no coming dates of a paused or ended one."""

    DRAFT = "draft", _("下書き")
    RUNNING = "running", _("やっています")
    PAUSED = "paused", _("お休み中")
    ENDED = "ended", _("おわりました")


MOVES: dict[ActivityState, frozenset[ActivityState]] = {
    ActivityState.DRAFT: frozenset({ActivityState.RUNNING}),
    ActivityState.RUNNING: frozenset({ActivityState.PAUSED, ActivityState.ENDED, ActivityState.DRAFT}),
    ActivityState.PAUSED: frozenset({ActivityState.RUNNING, ActivityState.ENDED, ActivityState.DRAFT}),
    ActivityState.ENDED: frozenset({ActivityState.RUNNING}),
}


class Contains(models.TextChoices):
    """What is known of one allergen in the food. Not knowing is an answer: ask on the day."""

    YES = "yes", _("入っています")
    MAYBE = "maybe", _("入ることがあります")
    NO = "no", _("使いません")
    ASK = "ask", _("その日に聞いてください")


class SignUpState(models.TextChoices):
    """A party of people for one date."""

    IN = "in", _("席があります")
    WAITING = "waiting", _("キャンセル待ち")
    CANCELLED = "cancelled", _("取りやめました")


class Closes(models.IntegerChoices):
    """Until when one may sign up, in days before the date."""

    AT_START = 0, _("はじまるまで")
    DAY_BEFORE = 1, _("前の日まで")
    THREE_DAYS = 3, _("3日前まで")
    WEEK = 7, _("1週間前まで")
