"""Words and states of wishes and start-ups. Labels with `_` are read in the open wing; the others
are for staff, Japanese only."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class WishKind(models.TextChoices):
    """What is wished for (founding fact 12)."""

    USE = "use", _("部屋やキッチンを使いたい")
    COLLABORATE = "collaborate", _("いまある活動と、いっしょにやりたい")
    PLACE = "place", _("施設や団体の利用者の居場所にしたい")
    HELP = "help", _("手伝いたい")
    START = "start", _("新しく何かをはじめたい")
    OTHER = "other", _("そのほか")


class DayPart(models.TextChoices):
    """A part of the day, as people say when they have time."""

    MORNING = "morning", _("午前")
    AFTERNOON = "afternoon", _("午後")
    EVENING = "evening", _("夜")


class WishDoor(models.TextChoices):
    """How a wish reached the house."""

    WEB = "web", "ウェブ"
    PHONE = "phone", "電話"
    COUNTER = "counter", "窓口"
    EVENT = "event", "催しで"
    POST = "post", "手紙"


class WishState(models.TextChoices):
    """A wish is answered, and ends in one of three known ways."""

    NEW = "new", _("受け取りました")
    ANSWERED = "answered", _("返事をしました")
    STARTING = "starting", _("立ち上げ中")
    CAME_TRUE = "came_true", _("かないました")
    AT_REST = "at_rest", _("いまはお休み")
    WITHDRAWN = "withdrawn", _("取り下げ")


OPEN_WISH = frozenset({WishState.NEW, WishState.ANSWERED, WishState.STARTING})

# Each move of the house carries an answer in words. A wish that rests or came true may be taken up again, by
# the house or by the wisher who writes back. To withdraw is always possible, and the last word.
WISH_MOVES: dict[WishState, frozenset[WishState]] = {
    WishState.NEW: frozenset(WishState) - {WishState.NEW},
    WishState.ANSWERED: frozenset(WishState) - {WishState.NEW},
    WishState.STARTING: frozenset(WishState) - {WishState.NEW},
    WishState.CAME_TRUE: frozenset({WishState.ANSWERED, WishState.STARTING, WishState.WITHDRAWN}),
    WishState.AT_REST: frozenset(WishState) - {WishState.NEW},
    WishState.WITHDRAWN: frozenset(),
}


class StartStep(models.TextChoices):
    """The path of a start-up (issue 3, demand 7), in its usual order."""

    IDEA = "idea", "思いつき"
    PEOPLE = "people", "仲間"
    PLACE = "place", "場所と日"
    PERMITS = "permits", "許可・保険"
    TRIAL = "trial", "おためし"
    REGULAR = "regular", "いつもの活動"


# No path is straight: every step may follow every other. One step on needs no explanation; skipping and
# going back do (see `needs_words`).
STEP_MOVES: dict[StartStep, frozenset[StartStep]] = {
    step: frozenset(other for other in StartStep if other != step) for step in StartStep
}


def needs_words(before: StartStep, after: StartStep) -> bool:
    """Whether a move skips a step or goes back, and so has to be explained."""
    order = list(StartStep)
    return order.index(after) - order.index(before) != 1


class StartState(models.TextChoices):
    """Whether somebody is on the way with it."""

    RUNNING = "running", "伴走中"
    RESTING = "resting", "お休み"
    REACHED = "reached", "いつもの活動になった"
    ENDED = "ended", "やめた"


START_MOVES: dict[StartState, frozenset[StartState]] = {
    StartState.RUNNING: frozenset({StartState.RESTING, StartState.REACHED, StartState.ENDED}),
    StartState.RESTING: frozenset({StartState.RUNNING, StartState.ENDED}),
    StartState.REACHED: frozenset({StartState.RUNNING}),
    StartState.ENDED: frozenset({StartState.RUNNING}),
}


class CheckState(models.TextChoices):
    """What people found out about a hint. The software never decides whether a permit is needed."""

    OPEN = "open", "まだ"
    NOT_NEEDED = "not_needed", "いらない"
    DONE = "done", "すんだ"
