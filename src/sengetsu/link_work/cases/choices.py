"""Words and states of a case. A state machine is one dict of allowed moves."""

from django.db import models


class State(models.TextChoices):
    RECEIVED = "received", "受け付けた"
    BUILDING_TRUST = "building_trust", "信頼をつくる時期"
    CONNECTING = "connecting", "つなぐ時期"
    WATCH_OVER = "watch_over", "見守り"
    SUSPENDED = "suspended", "中断"
    CLOSED = "closed", "終結"


MOVES: dict[State, frozenset[State]] = {
    State.RECEIVED: frozenset(
        {State.BUILDING_TRUST, State.CONNECTING, State.WATCH_OVER, State.SUSPENDED, State.CLOSED}
    ),
    State.BUILDING_TRUST: frozenset({State.CONNECTING, State.WATCH_OVER, State.SUSPENDED, State.CLOSED}),
    State.CONNECTING: frozenset({State.BUILDING_TRUST, State.WATCH_OVER, State.SUSPENDED, State.CLOSED}),
    State.WATCH_OVER: frozenset({State.BUILDING_TRUST, State.CONNECTING, State.SUSPENDED, State.CLOSED}),
    State.SUSPENDED: frozenset({State.BUILDING_TRUST, State.CONNECTING, State.WATCH_OVER, State.CLOSED}),
    # 「また来ていい」: whoever was let go may come back.
    State.CLOSED: frozenset({State.RECEIVED, State.BUILDING_TRUST, State.CONNECTING, State.WATCH_OVER}),
}


class Urgency(models.TextChoices):
    """Set by a human, with a reason and a re-check time (domain.md, triage)."""

    EMERGENCY = "1_emergency", "緊急（きょう）"
    HIGH = "2_high", "高（3日以内）"
    MIDDLE = "3_middle", "中（2週間以内）"
    LOW = "4_low", "低（つぎのリズムで）"


URGENCY_DAYS = {Urgency.EMERGENCY: 0, Urgency.HIGH: 3, Urgency.MIDDLE: 14}


class Rhythm(models.TextChoices):
    """How often somebody looks in. The phase suggests it, the worker decides."""

    NONE = "none", "その都度きめる"
    WEEKLY = "weekly", "毎週"
    BIWEEKLY = "biweekly", "隔週"
    MONTHLY = "monthly", "毎月"
    QUARTERLY = "quarterly", "3か月ごと"


RHYTHM_DAYS = {Rhythm.WEEKLY: 7, Rhythm.BIWEEKLY: 14, Rhythm.MONTHLY: 28, Rhythm.QUARTERLY: 91}


class Route(models.TextChoices):
    """How the worry came to the link workers."""

    SELF = "self", "本人から"
    FAMILY = "family", "家族から"
    COMMISSIONER = "commissioner", "民生委員・児童委員"
    ASSOCIATION = "association", "自治会"
    CAFETERIA = "cafeteria", "子ども食堂・地域食堂"
    AGENCY = "agency", "支援機関"
    NEIGHBOUR = "neighbour", "近所の人"
    FOUND = "found", "訪問や場で気づいた"
    OTHER = "other", "その他"


class Rung(models.IntegerChoices):
    """The ladder of trust: results of outreach are steps, not success or failure."""

    CURTAIN = 1, "カーテンが動いた"
    THROUGH_DOOR = 2, "ドア越しの返事"
    LETTER_TAKEN = 3, "手紙を受け取った"
    AT_THE_DOOR = 4, "玄関先で会えた"
    TALKED = 5, "話せた"
    WENT_OUT = 6, "一緒に外出"
    CAME_TO_PLACE = 7, "織月に来た"
    HAS_A_PART = 8, "役割がある"


class HandoverState(models.TextChoices):
    OFFERED = "offered", "引き継ぎをお願いしている"
    ACCEPTED = "accepted", "受け取った"
    DECLINED = "declined", "受け取れなかった"
    WITHDRAWN = "withdrawn", "取り下げた"


class EventKind(models.TextChoices):
    OPENED = "opened", "ケースを開いた"
    STATE = "state", "段階を変えた"
    NEXT_STEP = "next_step", "次の一歩を決めた"
    URGENCY = "urgency", "緊急度を決めた"
    NG_CARD = "ng_card", "やってはいけないことを書き直した"
    PEOPLE = "people", "人・世帯を直した"
    HANDOVER = "handover", "引き継ぎ"
    RESTRICTED = "restricted", "見られる人を限った"
    UNRESTRICTED = "unrestricted", "制限を外した"
    CLOSED = "closed", "終結した"
    REOPENED = "reopened", "ふたたび開いた"
    PLAN = "plan", "支援プラン"
    CONFERENCE = "conference", "会議"
    FOLLOW_UP = "follow_up", "終結のあとに声をかけた"
    PARTICIPATION = "participation", "場への参加"
    MERGED = "merged", "ひとつにまとめた"
    UNMERGED = "unmerged", "まとめたのを元にもどした"
    SPLIT = "split", "世帯を分けた"
    MOVED_AWAY = "moved_away", "転出・引き継ぎ"


class LifeKind(models.TextChoices):
    """What can happen to somebody, and change the life of the others at home."""

    HOSPITAL = "hospital", "入院した"
    HOME_AGAIN = "home_again", "退院した"
    DEATH = "death", "亡くなった"
    JOB = "job", "仕事をはじめた"
    JOB_LOST = "job_lost", "仕事をやめた"
    CARE = "care", "介護が要るようになった"
    BIRTH = "birth", "子どもが生まれた"
    MOVED_IN = "moved_in", "いっしょに住みはじめた"
    MOVED_OUT = "moved_out", "家を出た"
    SCHOOL = "school", "学校に行けなくなった"


class ProposalState(models.TextChoices):
    OPEN = "open", "まだ"
    TAKEN = "taken", "次の一歩にした"
    SET_ASIDE = "set_aside", "今回はしない"


class Participation(models.IntegerChoices):
    """支える側と支えられる側を問わず: how somebody takes part in the living room. Seen in link work only."""

    FIRST_VISIT = 1, "はじめて来た"
    REGULAR = 2, "よく来る"
    HELPER = 3, "手伝う"
    ORGANIZER = 4, "自分でひらく"
