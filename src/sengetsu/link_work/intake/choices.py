from django.db import models


class Kind(models.TextChoices):
    LETTER = "letter", "手紙"
    FOLLOW_UP = "follow_up", "手紙のつづき"
    TIP = "tip", "知らせ"
    PHONE = "phone", "電話"
    WALK_IN = "walk_in", "来所"
    MEETING = "meeting", "会合で聞いた"
    MAIL = "mail", "メール"
    OUTREACH = "outreach", "訪問・場で気づいた"


class About(models.TextChoices):
    SELF = "self", "本人のこと"
    FAMILY = "family", "家族のこと"
    OTHER = "other", "ほかの人のこと"
    UNKNOWN = "unknown", "わからない"


class ReplyBy(models.TextChoices):
    NONE = "none", "返事はいらない"
    HERE = "here", "合言葉で読む"
    PHONE = "phone", "電話"
    VISIT = "visit", "来てほしい"
    LETTER = "letter", "郵便"


class IntakeState(models.TextChoices):
    NEW = "new", "まだ"
    OPENED = "opened", "ケースを開いた"
    ADDED = "added", "ケースに加えた"
    ANSWERED = "answered", "返事だけした"
    PASSED_ON = "passed_on", "ほかへ渡した"


# Nothing is ever just deleted: each end says what became of the worry. All may become a case later.
# An entry that went to the wrong case is corrected (`actions.correct_case`); it never leaves all cases.
MOVES: dict[IntakeState, frozenset[IntakeState]] = {
    IntakeState.NEW: frozenset(
        {IntakeState.OPENED, IntakeState.ADDED, IntakeState.ANSWERED, IntakeState.PASSED_ON}
    ),
    IntakeState.ANSWERED: frozenset({IntakeState.OPENED, IntakeState.ADDED, IntakeState.PASSED_ON}),
    IntakeState.PASSED_ON: frozenset({IntakeState.OPENED, IntakeState.ADDED, IntakeState.ANSWERED}),
    IntakeState.OPENED: frozenset(),
    IntakeState.ADDED: frozenset(),
}


IN_A_CASE = frozenset({IntakeState.OPENED, IntakeState.ADDED})


class Agreed(models.TextChoices):
    """Whether the person agreed that we hear of it. 本人同意なし is a valid intake (domain.md, section 2)."""

    UNKNOWN = "unknown", "まだ聞いていない"
    YES = "yes", "本人の同意あり"
    NO = "no", "本人同意なし"


class TipState(models.TextChoices):
    """What an informant sees of an own tip: never more."""

    RECEIVED = "received", "受け付けました"
    ACTIVE = "active", "対応しています"
    CONNECTED = "connected", "つながりました"
