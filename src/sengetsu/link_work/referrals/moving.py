"""The inside of a referral's moves: called by the room's actions, on a locked row, in their transaction."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.link_work.index.actions import pieces_of_text, replace
from sengetsu.link_work.index.models import Owner
from sengetsu.link_work.needs.actions import move_need
from sengetsu.link_work.needs.choices import NeedState
from sengetsu.link_work.ties.actions import add_tie
from sengetsu.link_work.ties.choices import TieKind

from .choices import CONNECTED, ENDS, MOVES, ReferralState
from .models import Referral, ReferralEvent

FOLLOW_UP_DAYS: dict[ReferralState, int] = {
    ReferralState.DRAFTED: 7,
    ReferralState.SENT: 7,
    ReferralState.ACCEPTED: 14,
    ReferralState.NO_SHOW: 7,
    ReferralState.ATTENDED: 28,
    ReferralState.STAYING: 91,
}
NEED_AFTER: dict[ReferralState, NeedState] = {
    ReferralState.SENT: NeedState.CONNECTING,
    ReferralState.ATTENDED: NeedState.MET,
}


def default_follow_up(state: ReferralState) -> date | None:
    """The day on which somebody asks again; none for an end."""
    days = FOLLOW_UP_DAYS.get(state)
    return timezone.localdate() + timedelta(days=days) if days else None


def index(referral: Referral) -> None:
    replace(
        owner_kind=Owner.REFERRAL,
        owner_id=referral.pk,
        case_id=referral.case_id,
        tokens=pieces_of_text(referral.question, str(referral)),
    )


def locked(referral: Referral) -> Referral:
    """The referral as it is now, held until the transaction ends."""
    return (
        Referral.objects.select_for_update(of=("self",))
        .select_related("case", "need", "service", "consent__person")
        .get(pk=referral.pk)
    )


def may_become(referral: Referral, to: ReferralState) -> bool:
    return to in MOVES[ReferralState(referral.state)]


def note(referral: Referral, *, by: User | None, words: str = "", said_by: str = "") -> None:
    """A line of the referral's own history, in the state that it is in."""
    ReferralEvent.objects.create(
        referral=referral, to_state=referral.state, words=words, said_by=said_by, by=by
    )


def look_today(referral: Referral) -> None:
    """Something happened that a human must decide about: an open referral comes up today."""
    if referral.is_open:
        referral.follow_up_on = timezone.localdate()
        referral.save(update_fields=["follow_up_on"])


def enter(
    referral: Referral,
    to: ReferralState,
    *,
    by: User | None,
    words: str = "",
    said_by: str = "",
    follow_up_on: date | None = None,
    on: date | None = None,
) -> None:
    """Move along `MOVES`, with the day to follow up, and take the need along."""
    if not may_become(referral, to):
        raise ValidationError(f"「{referral.get_state_display()}」から「{to.label}」へは進めません。")
    day = on or timezone.localdate()
    referral.state = to
    referral.follow_up_on = None if to in ENDS else follow_up_on or default_follow_up(to)
    if to == ReferralState.ATTENDED:
        referral.attended_on = day
    if to in ENDS:
        referral.ended_on = day
    referral.save(update_fields=["state", "follow_up_on", "attended_on", "ended_on"])
    note(referral, by=by, words=words, said_by=said_by)
    _take_need_along(referral, to, by=by or referral.by)
    _draw_tie(referral, to, by=by or referral.by)


def _take_need_along(referral: Referral, to: ReferralState, *, by: User) -> None:
    need = referral.need
    if to in NEED_AFTER and need.state in {NeedState.OPEN, NeedState.CONNECTING, NeedState.UNMET}:
        move_need(by=by, need=need, to=NEED_AFTER[to])
    need.refresh_from_db(fields=["state"])
    others = need.referrals.open().exclude(pk=referral.pk)
    if to in ENDS and need.state == NeedState.CONNECTING and not others.exists():
        move_need(by=by, need=need, to=NeedState.OPEN)


def _draw_tie(referral: Referral, to: ReferralState, *, by: User) -> None:
    """Who came once is tied: the ecomap shows it without being told twice."""
    if to not in CONNECTED:
        return
    now = referral.case.ties.filter(until=None)
    label = str(referral)
    known = (
        now.filter(service=referral.service).exists()
        if referral.service
        else any(tie.label == label for tie in now)
    )
    if not known:
        add_tie(by=by, case=referral.case, kind=TieKind.ACTIVITY, label=label, service=referral.service)


def sent_today(referral: Referral) -> None:
    referral.sent_on = timezone.localdate()
    referral.save(update_fields=["sent_on"])


def trace(referral: Referral, by: User | None, action: Action, **detail: str) -> None:
    record(
        by=by,
        action=action,
        thing="referral",
        thing_id=str(referral.pk),
        case_id=referral.case.number,
        detail={"state": referral.state, **detail},
    )
