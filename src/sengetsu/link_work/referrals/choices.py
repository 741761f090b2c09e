from django.db import models


class ReferralState(models.TextChoices):
    DRAFTED = "drafted", "下書き"
    SENT = "sent", "返事待ち"
    ACCEPTED = "accepted", "引き受けてもらえた"
    DECLINED = "declined", "断られた"
    ATTENDED = "attended", "はじめて参加した"
    NO_SHOW = "no_show", "来られなかった"
    STAYING = "staying", "続いている"
    ENDED = "ended", "終わった"
    CANCELLED = "cancelled", "取り下げた"


# No referral ends in silence (promise 2): every path leads to one of the known ends.
MOVES: dict[ReferralState, frozenset[ReferralState]] = {
    ReferralState.DRAFTED: frozenset({ReferralState.SENT, ReferralState.CANCELLED}),
    ReferralState.SENT: frozenset({ReferralState.ACCEPTED, ReferralState.DECLINED, ReferralState.CANCELLED}),
    ReferralState.ACCEPTED: frozenset(
        {ReferralState.ATTENDED, ReferralState.NO_SHOW, ReferralState.DECLINED, ReferralState.CANCELLED}
    ),
    ReferralState.NO_SHOW: frozenset({ReferralState.ATTENDED, ReferralState.ENDED, ReferralState.CANCELLED}),
    ReferralState.ATTENDED: frozenset({ReferralState.STAYING, ReferralState.ENDED}),
    ReferralState.STAYING: frozenset({ReferralState.ENDED}),
    ReferralState.DECLINED: frozenset(),
    ReferralState.ENDED: frozenset(),
    ReferralState.CANCELLED: frozenset(),
}
ENDS = frozenset({ReferralState.DECLINED, ReferralState.ENDED, ReferralState.CANCELLED})
CONNECTED = frozenset({ReferralState.ATTENDED, ReferralState.STAYING})


class Purpose(models.TextChoices):
    """What a one-time page asks an agency."""

    PLACE = "place", "引き受けてもらえるか"
    ATTENDANCE = "attendance", "参加の様子"


class Said(models.TextChoices):
    """What an agency answers, on a one-time page or on the telephone."""

    ACCEPT = "accept", "引き受けます"
    DECLINE = "decline", "引き受けられません"
    TALK = "talk", "もう少し話したい"
    ATTENDED = "attended", "来られました"
    NO_SHOW = "no_show", "来られませんでした"
    STAYING = "staying", "続けて来ています"
    STOPPED = "stopped", "もう来ていません"


FIRST_ANSWERS = (Said.ACCEPT, Said.DECLINE, Said.TALK)
AFTERWARDS = (Said.ATTENDED, Said.NO_SHOW, Said.STAYING, Said.STOPPED)
# Who accepted can be asked how it went.
CAN_BE_ASKED_HOW = frozenset(
    {ReferralState.ACCEPTED, ReferralState.NO_SHOW, ReferralState.ATTENDED, ReferralState.STAYING}
)


def answers_to(state: str) -> tuple[Said, ...]:
    """What an agency can say about a referral in this state."""
    return AFTERWARDS if state in CAN_BE_ASKED_HOW else FIRST_ANSWERS


# An answer leads along these states, as far as MOVES allows; what it cannot reach, a human looks at.
LEADS: dict[Said, tuple[ReferralState, ...]] = {
    Said.ACCEPT: (ReferralState.ACCEPTED,),
    Said.DECLINE: (ReferralState.DECLINED,),
    Said.TALK: (),
    Said.ATTENDED: (ReferralState.ATTENDED,),
    Said.NO_SHOW: (ReferralState.NO_SHOW,),
    Said.STAYING: (ReferralState.ATTENDED, ReferralState.STAYING),
    Said.STOPPED: (ReferralState.ENDED,),
}


# Where to look first in the directory: need category -> service category (directory.services.choices).
_FIRST_LOOK = {
    "health": "health", "housing": "housing", "income": "money", "rent": "housing", "taxes": "debts",
    "debt": "debts", "job_search": "work", "work_trouble": "work", "community": "participation",
    "family": "family", "child_rearing": "child_rearing", "care": "care", "hikikomori": "hikikomori",
    "violence": "violence", "food": "food", "loneliness": "participation", "learning": "school",
    "ibasho": "participation", "transport": "transport", "daily_life": "daily_life", "rights": "legal",
}  # fmt: skip


def default_category(need_category: str) -> str:
    """The directory's category for a need; "" where everything should be shown."""
    return _FIRST_LOOK.get(need_category, "")
