from django.db import models


class EnvelopeKind(models.TextChoices):
    REPLY = "reply", "返事"
    QUESTION = "question", "問い合わせ"


class EnvelopeState(models.TextChoices):
    WAITING = "waiting", "まだ読まれていません"
    READ = "read", "読まれました"
    ANSWERED = "answered", "返事がありました"
    WITHDRAWN = "withdrawn", "取り下げました"
    EXPIRED = "expired", "期限が過ぎました"


class Reply(models.TextChoices):
    """What an agency may answer to a question."""

    ACCEPT = "accept", "引き受けます"
    DECLINE = "decline", "引き受けられません"
    TALK = "talk", "もう少し話したい"


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
