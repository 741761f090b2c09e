from django.db import models
from django.utils.translation import gettext_lazy as _


class EnvelopeKind(models.TextChoices):
    REPLY = "reply", _("返事")
    QUESTION = "question", _("問い合わせ")


class EnvelopeState(models.TextChoices):
    WAITING = "waiting", _("まだ読まれていません")
    READ = "read", _("読まれました")
    ANSWERED = "answered", _("返事がありました")
    WITHDRAWN = "withdrawn", _("取り下げました")
    EXPIRED = "expired", _("期限が過ぎました")


class Reply(models.TextChoices):
    """What an agency may answer to a question."""

    ACCEPT = "accept", _("引き受けます")
    DECLINE = "decline", _("引き受けられません")
    TALK = "talk", _("もう少し話したい")


class HowItWent(models.TextChoices):
    """What an agency may answer when it is asked how somebody got on."""

    ATTENDED = "attended", _("来られました")
    STAYING = "staying", _("続けて来ています")
    NO_SHOW = "no_show", _("来られませんでした")
    STOPPED = "stopped", _("もう来ていません")
    TALK = "talk", _("もう少し話したい")


class Seat(models.TextChoices):
    """What somebody without an account may answer to an invitation to a conference."""

    ATTEND = "attend", _("出席します")
    ABSENT = "absent", _("出席できません")
    TALK = "talk", _("もう少し話したい")


class HowItGoes(models.TextChoices):
    """What an agency may answer when it is asked how its action in a plan goes."""

    TODO = "todo", _("これからです")
    DOING = "doing", _("続けています")
    DONE = "done", _("できました")
    STOPPED = "stopped", _("やめました")
    TALK = "talk", _("もう少し話したい")


ALIVE = frozenset({EnvelopeState.WAITING, EnvelopeState.READ})
DEAD = frozenset(EnvelopeState) - ALIVE

MOVES: dict[EnvelopeState, frozenset[EnvelopeState]] = {
    EnvelopeState.WAITING: frozenset({EnvelopeState.READ}) | DEAD,
    EnvelopeState.READ: DEAD,
    EnvelopeState.ANSWERED: frozenset(),
    EnvelopeState.WITHDRAWN: frozenset(),
    EnvelopeState.EXPIRED: frozenset(),
}


def may_become(state: EnvelopeState) -> list[EnvelopeState]:
    """The states from which an envelope may come into `state`."""
    return [before for before, after in MOVES.items() if state in after]
