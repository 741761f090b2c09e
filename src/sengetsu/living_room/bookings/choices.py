"""Words and states of bookings. Labels with `_` are read in the open wing."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Purpose(models.TextChoices):
    """What the place is used for (founding facts 8 and 9). Fees follow from it."""

    KIDS_CAFETERIA = "kids_cafeteria", _("子ども食堂")
    COMMUNITY_CAFETERIA = "community_cafeteria", _("地域食堂")
    STUDY = "study", _("学習支援")
    SALON = "salon", _("子育てサロン・集まり")
    MEETING = "meeting", _("地域の会議")
    TRIAL_SHOP = "trial_shop", _("チャレンジ出店")
    OTHER = "other", _("そのほか")


class Door(models.TextChoices):
    """How an application reached the house. Paper and telephone are equal to the web."""

    ACCOUNT = "account", _("団体のページ")
    OPEN = "open", _("申し込みのページ")
    PHONE = "phone", _("電話")
    COUNTER = "counter", _("窓口・紙")


class Phase(models.TextChoices):
    """A part of one date: the kitchen may be needed at other times than the room."""

    MAIN = "main", _("本番")
    SET_UP = "set_up", _("準備")
    COOK = "cook", _("調理")
    CLEAN_UP = "clean_up", _("片づけ")


class State(models.TextChoices):
    """One date of an application."""

    WAITING = "waiting", _("申請中（仮押さえ）")
    APPROVED = "approved", _("許可")
    DECLINED = "declined", _("不許可")
    CANCELLED = "cancelled", _("取りやめ")
    LAPSED = "lapsed", _("仮押さえの期限切れ")
    REFUSED = "refused", _("入れられなかった日")
    USED = "used", _("使いました")
    REPORTED = "reported", _("報告ずみ")


# States in which a date holds its slots.
HOLDING = frozenset({State.WAITING, State.APPROVED, State.USED, State.REPORTED})
# Dates that take place or took place.
STANDING = frozenset({State.APPROVED, State.USED, State.REPORTED})

MOVES: dict[State, frozenset[State]] = {
    State.WAITING: frozenset({State.APPROVED, State.DECLINED, State.CANCELLED, State.LAPSED}),
    State.APPROVED: frozenset({State.CANCELLED, State.USED, State.REPORTED}),
    State.USED: frozenset({State.REPORTED}),
    State.REPORTED: frozenset(),
    State.REFUSED: frozenset({State.WAITING}),
    State.DECLINED: frozenset(),
    State.CANCELLED: frozenset(),
    State.LAPSED: frozenset(),
}


class Verdict(models.TextChoices):
    """What the one rule function says of a date (see `verdicts.judge`)."""

    OK = "ok", _("使えます")
    OUT_OF_HOURS = "out_of_hours", _("時間外（許可と鍵が必要）")
    HOLIDAY = "holiday", _("祝日")
    CLOSED = "closed", _("休み・時間の外")
    CLASH = "clash", _("ほかの予定と重なる")
    UNAVAILABLE = "unavailable", _("使えない期間")
    NO_SUCH_DATE = "no_such_date", _("この月はありません")
    PAST = "past", _("過ぎた日")
    TOO_FAR = "too_far", _("まだ申し込めない日")


# Taken as they are; with the organizer's "hold anyway"; never.
PLAIN = frozenset({Verdict.OK, Verdict.OUT_OF_HOURS})
HOLDABLE = frozenset({Verdict.HOLIDAY, Verdict.CLOSED})


class Decision(models.TextChoices):
    """What the organizer decides for one date of a series before saving."""

    USE = "use", _("使う")
    HOLD = "hold", _("それでも開く（許可がいります）")
    MOVE = "move", _("別の日にする")
    SKIP = "skip", _("この日は休む")


class Step(models.TextChoices):
    """What can be undone within 15 minutes."""

    APPROVE = "approve", _("許可")
    DECLINE = "decline", _("不許可")
    CANCEL = "cancel", _("取りやめ")
    CHANGE = "change", _("変更")
