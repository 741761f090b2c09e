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


class Said(models.TextChoices):
    """What an agency answers on the one-time page."""

    ACCEPT = "accept", "引き受けます"
    DECLINE = "decline", "引き受けられません"
    TALK = "talk", "もう少し話したい"


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
