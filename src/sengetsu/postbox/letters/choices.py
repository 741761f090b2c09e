"""The words of a letter. All but `LetterKind` stand inside the sealed payload only."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LetterKind(models.TextChoices):
    LETTER = "letter", _("相談")
    TIP = "tip", _("気になる人のお知らせ")
    ANSWER = "answer", _("支援機関の返事")
    FOLLOW_UP = "follow_up", _("続きの手紙")


class About(models.TextChoices):
    SELF = "self", _("自分のこと")
    FAMILY = "family", _("家族のこと")
    OTHER = "other", _("ほかの人のこと")


class ReplyWay(models.TextChoices):
    HERE = "here", _("ここで、合言葉を使って読む")
    TELEPHONE = "telephone", _("電話で話す")
    VISIT = "visit", _("会って話す")
    LETTER = "letter", _("手紙をもらう")
    NONE = "none", _("返事はいらない")

    @property
    def needs_contact(self) -> bool:
        return self in {ReplyWay.TELEPHONE, ReplyWay.VISIT, ReplyWay.LETTER}


class HowKnown(models.TextChoices):
    SEEN = "seen", _("自分で見た・聞いた")
    PERSON = "person", _("本人から聞いた")
    FAMILY = "family", _("家族から聞いた")
    NEIGHBOUR = "neighbour", _("近所の人から聞いた")
    MEETING = "meeting", _("自治会などの集まりで聞いた")
    CAFETERIA = "cafeteria", _("子ども食堂などで気づいた")
    OTHER = "other", _("そのほか")


class PersonKnows(models.TextChoices):
    YES = "yes", _("知っている")
    NO = "no", _("知らない")
    UNKNOWN = "unknown", _("わからない")


class Feeling(models.TextChoices):
    """How urgent it feels to who tells it. The urgency of a case is set by a link worker."""

    TODAY = "today", _("きょう")
    DAYS = "days", _("2、3日のうち")
    WEEKS = "weeks", _("2週間のうち")
    WATCH = "watch", _("急がないが、気にかけてほしい")


class MayTell(models.TextChoices):
    YES = "yes", _("伝えてよい")
    NO = "no", _("伝えないでほしい")
    ASK = "ask", _("伝える前に相談してほしい")


class TipFrom(models.TextChoices):
    COMMISSIONER = "commissioner", _("民生委員・児童委員")
    NEIGHBORHOOD = "neighborhood", _("自治会")
    CAFETERIA = "cafeteria", _("子ども食堂・地域食堂")
    NEIGHBOUR = "neighbour", _("近所の人")
    OTHER = "other", _("そのほか")
