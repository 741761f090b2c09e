"""An informant's own tips and what became of them: a word, never the case."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from sengetsu.accounts.models import User
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.link_work.intake.choices import IntakeState, TipState
from sengetsu.link_work.intake.models import Intake
from sengetsu.link_work.intake.queries import tips_of
from sengetsu.link_work.referrals.models import Referral

from .post import collect_post


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


def look_at_own_tips(user: User) -> list[Tip]:
    """What the informant's page shows. The house empties the box first, so that a tip of a minute ago is
    there; the informant has opened nothing but own words, and no case is named in the trail."""
    collect_post(by=None)
    own = tips(user)
    if own:
        with transaction.atomic():
            record(by=user, action=Action.LISTED, thing="own_tips", detail={"count": str(len(own))})
    return own
