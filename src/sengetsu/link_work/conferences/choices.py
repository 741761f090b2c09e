"""Words of the two conferences (domain.md section 2). They share tables and never a door."""

from django.db import models

from sengetsu.link_work.consents.choices import Document, Fact


class ConferenceKind(models.TextChoices):
    """支援会議: without consent, under secrecy. 重層的支援会議: decided cases, with consent."""

    STATUTORY = "statutory", "支援会議（社会福祉法106条の6）"
    PLAN = "plan", "重層的支援会議"


class ConferenceState(models.TextChoices):
    PLANNED = "planned", "予定"
    HELD = "held", "終わった"
    CANCELLED = "cancelled", "とりやめ"


class SeatAnswer(models.TextChoices):
    """What somebody without an account answered to an invitation; see `postbox.envelopes.choices.Seat`."""

    WAITING = "", "返事を待っている"
    ATTEND = "attend", "出席する"
    ABSENT = "absent", "出席できない"
    TALK = "talk", "話したい"


LETTER = {ConferenceKind.STATUTORY: "支", ConferenceKind.PLAN: "重"}
# The text that members of a statutory conference acknowledge. A changed text is a new version.
OATH_VERSION = "2026-11"
OATH = (
    "支援会議で知ったことは、会議の目的のためだけに使い、正当な理由なく、ほかの人に話しません。"
    "構成員でなくなったあとも、同じです（社会福祉法106条の6第5項。違反には罰則があります）。"
)
# What a guest of a 重層的支援会議 promises; the penalty of the law is the 支援会議's alone.
PLAN_OATH = "会議で知ったことは、会議の目的のためだけに使い、ほかの人に話しません。会議のあとも、同じです。"
OPEN_DAYS = 14  # days after the day of the conference for which its papers stay open
# What a part of a paper tells; an agency sees it in a 重層的支援会議 if this is consented to.
TELLS = [*Fact.choices, *Document.choices]
