from django.db import models
from django.utils.translation import gettext_lazy as _


class GroupState(models.TextChoices):
    """団体登録 (domain notes, section 3)."""

    APPLIED = "applied", _("申請中")
    APPROVED = "approved", _("登録ずみ")
    DECLINED = "declined", _("登録しない")
    ENDED = "ended", _("おわり")


# What may follow what. An expired registration stays approved with a past `valid_until`, and is renewed.
MOVES: dict[GroupState, frozenset[GroupState]] = {
    GroupState.APPLIED: frozenset({GroupState.APPROVED, GroupState.DECLINED}),
    GroupState.APPROVED: frozenset({GroupState.ENDED}),
    GroupState.DECLINED: frozenset({GroupState.APPROVED}),
    GroupState.ENDED: frozenset({GroupState.APPROVED}),
}


class GroupEvent(models.TextChoices):
    """What can happen to a group, as its page tells it."""

    APPLIED = "applied", _("申請がありました")
    REGISTERED = "registered", _("電話・窓口で登録しました")
    APPROVED = "approved", _("登録しました")
    DECLINED = "declined", _("登録しないことにしました")
    ENDED = "ended", _("登録をおわりにしました")
    RENEWAL_ASKED = "asked", _("更新をたのみました")
    RENEWED = "renewed", _("登録を更新しました")
    RENAMED = "renamed", _("名前を変えました")
    JOINED = "joined", _("メンバーになりました")
    LEFT = "left", _("メンバーでなくなりました")
    UNDONE = "undone", _("前の状態にもどしました")


# What decides on a registration.
DECISIONS = frozenset(
    {
        GroupEvent.REGISTERED,
        GroupEvent.APPROVED,
        GroupEvent.DECLINED,
        GroupEvent.ENDED,
        GroupEvent.RENEWED,
    }
)
# A slip of the hand on these can be taken back for a while.
UNDOABLE = frozenset({GroupEvent.DECLINED, GroupEvent.ENDED})


class Shown(models.TextChoices):
    """The views of the staff's list."""

    WAITING = "waiting", _("返事まち")
    VALID = "valid", _("登録ずみ")
    EXPIRING = "expiring", _("期限が近い・切れた")
    ENDED = "ended", _("おわった・登録しない")
