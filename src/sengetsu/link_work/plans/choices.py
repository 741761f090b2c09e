"""Words and states of a support plan (支援プラン). The state machine is one dict of allowed moves."""

from django.db import models


class PlanKind(models.TextChoices):
    """The three plans of 重層的支援体制整備事業 (社会福祉法106条の4第2項)."""

    MULTI_AGENCY = "multi_agency", "多機関協働プラン"
    OUTREACH = "outreach", "アウトリーチ等継続的支援プラン"
    PARTICIPATION = "participation", "参加支援プラン"


class PlanState(models.TextChoices):
    DRAFT = "draft", "プラン案"
    CONFERENCE = "conference", "会議にかけている"
    DECIDED = "decided", "支援決定"
    RUNNING = "running", "実施中"
    EVALUATION = "evaluation", "評価"
    SUSPENDED = "suspended", "中断"
    REPLANNED = "replanned", "再プランへ"
    CLOSED = "closed", "終結"
    FOLLOW_UP = "follow_up", "フォロー"
    ENDED = "ended", "フォローを終えた"


MOVES: dict[PlanState, frozenset[PlanState]] = {
    PlanState.DRAFT: frozenset({PlanState.CONFERENCE, PlanState.CLOSED}),
    PlanState.CONFERENCE: frozenset({PlanState.DRAFT, PlanState.DECIDED, PlanState.CLOSED}),
    PlanState.DECIDED: frozenset({PlanState.RUNNING, PlanState.SUSPENDED, PlanState.CLOSED}),
    PlanState.RUNNING: frozenset({PlanState.EVALUATION, PlanState.SUSPENDED, PlanState.CLOSED}),
    PlanState.SUSPENDED: frozenset({PlanState.RUNNING, PlanState.EVALUATION, PlanState.CLOSED}),
    PlanState.EVALUATION: frozenset(
        {PlanState.RUNNING, PlanState.REPLANNED, PlanState.SUSPENDED, PlanState.CLOSED}
    ),
    PlanState.REPLANNED: frozenset(),
    PlanState.CLOSED: frozenset({PlanState.FOLLOW_UP}),
    PlanState.FOLLOW_UP: frozenset({PlanState.ENDED, PlanState.REPLANNED}),
    PlanState.ENDED: frozenset(),
}

# May be rewritten. What was decided changes by monitoring and re-planning only.
WRITABLE = frozenset({PlanState.DRAFT, PlanState.CONFERENCE})
# Somebody must look on the monitoring day.
WATCHED = frozenset({PlanState.DECIDED, PlanState.RUNNING, PlanState.SUSPENDED, PlanState.FOLLOW_UP})
# Whose page an agency that takes part may open, if consent allows it.
SHOWN_TO_PARTNERS = frozenset(
    {PlanState.DECIDED, PlanState.RUNNING, PlanState.SUSPENDED, PlanState.EVALUATION, PlanState.FOLLOW_UP}
)
IN_FORCE = frozenset({PlanState.DECIDED, PlanState.RUNNING, PlanState.SUSPENDED, PlanState.EVALUATION})
OVER = frozenset({PlanState.REPLANNED, PlanState.CLOSED, PlanState.ENDED})
# Wants words: why it ends, rests, or begins anew.
WANTS_WORDS = frozenset({PlanState.CLOSED, PlanState.SUSPENDED, PlanState.REPLANNED, PlanState.ENDED})


class Who(models.TextChoices):
    PERSON = "person", "本人・家族"
    WORKER = "worker", "リンクワーカー"
    AGENCY = "agency", "機関"


class ActionState(models.TextChoices):
    TODO = "todo", "これから"
    DOING = "doing", "やっている"
    DONE = "done", "できた"
    STOPPED = "stopped", "やめた"


class Reached(models.TextChoices):
    """What became of a goal: a step back is an answer too."""

    REACHED = "reached", "できた"
    PARTLY = "partly", "すこし近づいた"
    SAME = "same", "かわらない"
    FURTHER = "further", "遠くなった"
    DROPPED = "dropped", "目標がかわった"


class Outcome(models.TextChoices):
    """What the evaluation proposes."""

    CLOSE = "close", "終結する"
    REPLAN = "replan", "あたらしいプランをつくる"
    GO_ON = "go_on", "このまま続ける"
