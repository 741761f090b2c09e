"""An informant's own tips and what became of them: a word, never the case."""

from dataclasses import dataclass
from datetime import datetime

from sengetsu.accounts.models import User
from sengetsu.link_work.intake.choices import IntakeState, TipState
from sengetsu.link_work.intake.models import Intake
from sengetsu.link_work.intake.queries import tips_of
from sengetsu.link_work.referrals.models import Referral


@dataclass(frozen=True)
class Tip:
    receipt: str
    received_at: datetime
    story: str
    state: TipState


def _state(intake: Intake, connected: set[int]) -> TipState:
    if intake.case_id in connected:
        return TipState.CONNECTED
    return TipState.RECEIVED if intake.state == IntakeState.NEW else TipState.ACTIVE


def tips(user: User) -> list[Tip]:
    """Own words and their state, newest first; two queries."""
    own = list(tips_of(user))
    reached = Referral.objects.filter(case_id__in=[tip.case_id for tip in own]).exclude(attended_on=None)
    connected = set(reached.values_list("case_id", flat=True))
    return [Tip(one.receipt, one.received_at, one.story, _state(one, connected)) for one in own]
