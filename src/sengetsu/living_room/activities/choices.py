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
