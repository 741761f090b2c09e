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
    GroupState.DECLINED: frozenset({GroupState.APPLIED}),
    GroupState.ENDED: frozenset({GroupState.APPLIED}),
}
