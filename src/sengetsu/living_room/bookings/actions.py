"""The writers of applications and their dates. Every refusal is a sentence; nothing is half written.

The acts stand in this file and in the `*_actions` beside it; other rooms import them from here.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext

from sengetsu.accounts.access import require
from sengetsu.accounts.models import User
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.audit.writing import writing
from sengetsu.living_room.groups.models import Group
from sengetsu.living_room.spaces.models import Venue

from .access import can_apply_for, can_decide, why_group_cannot_apply
from .changing_actions import cancel, change, take_up, undo
from .choices import Decision, Door, State, Step
from .closure_actions import close_space, lift_closure
from .models import Application, Booking
from .recipients import tell
from .series import Rule
from .slots import occupy
from .verdicts import Ground, ground, judge
from .worker_actions import lapse, mark_reported, mark_used
from .writing import (
    DatePlan,
    add_parts,
    by_application,
    dates_in_words,
    end_dates,
    envelope,
    judged,
    key_of,
    locked,
    remember,
    require_move,
    require_registered,
    trace,
)

__all__ = [
    "DatePlan",
    "apply",
    "approve",
    "cancel",
    "change",
    "close_space",
    "decline",
    "lapse",
    "lift_closure",
    "mark_reported",
    "mark_used",
    "take_up",
    "undo",
]


@writing()
def apply(
    *,
    by: User | None,
    venue: Venue,
    facts: Mapping[str, Any],
    dates: Sequence[DatePlan],
    door: Door,
    group: Group | None = None,
    rules: Iterable[Rule] = (),
    until: date | None = None,
    approve: bool = False,
    token_hash: str = "",
) -> Application:
    """Make an application with all its dates, or nothing.

    `facts`: title, purpose, is_public, contact_name, contact_phone, contact_email, people, note. Dates that
    are used, held anyway or moved take their slots; a skipped one is kept as refused, with the reason.
    `approve`: staff approve at once what they enter. Raises `Refused`, and `slots.Taken` if somebody was
    faster.
    """
    require(can_apply_for(by, group), "この団体として申し込むことはできません。")
    require(not why_group_cannot_apply(group), why_group_cannot_apply(group))
    require(not approve or can_decide(by), "許可できるのは、この場所の運営だけです。")
    require(any(plan.decision != Decision.SKIP for plan in dates), gettext("使う日が一つもありません。"))
    application = Application.objects.create(
        venue=venue,
        group=group,
        door=door,
        entered_by=by,
        token_hash=token_hash,
        hold_until=_hold_until(venue, door),
        rules=[rule.as_json() for rule in rules],
        until=until,
        **facts,
    )
    days = [plan.day for plan in dates]
    here = ground(venue, min(days), max(days))
    made = [(_dated(application, plan, here, by=by), plan.parts) for plan in dates]
    Booking.objects.bulk_create([booking for booking, _ in made])
    add_parts(made)
    occupy([(booking, parts) for booking, parts in made if booking.state == State.WAITING])
    record(
        by=by,
        action=Action.CREATED,
        thing="application",
        thing_id=application.pk,
        detail={"door": door.value, "dates": len(dates)},
    )
    if approve:
        _approve([booking for booking, _ in made if booking.state == State.WAITING], by=by)
    return application


@writing()
def approve(*, by: User, bookings: Iterable[Booking]) -> int:
    """Approve dates that wait; returns how many. One that somebody decided on in the meantime refuses all."""
    require(can_decide(by), "許可できるのは、この場所の運営だけです。")
    rows = locked(bookings)
    for booking in rows:
        require_move(booking, State.APPROVED)
        remember(booking, Step.APPROVE, by=by)
    _approve(rows, by=by)
    for application, theirs in by_application(rows):
        tell(
            application,
            by=by,
            key=key_of("approved", theirs),
            subject=f"「{application.title}」の利用が許可されました",
            text=dates_in_words(theirs),
        )
    return len(rows)


@writing()
def decline(*, by: User, bookings: Iterable[Booking], reason: str) -> None:
    """Say no to dates that wait, with the reason that the applicant reads. Their slots are free again."""
    require(can_decide(by), "決められるのは、この場所の運営だけです。")
    if not reason.strip():
        raise ValidationError({"reason": "わけを書いてください。申し込んだ人が読みます。"})
    end_dates(locked(bookings), State.DECLINED, Step.DECLINE, by=by, reason=reason.strip())


def _dated(application: Application, plan: DatePlan, here: Ground, *, by: User | None) -> Booking:
    """The row of one date (unsaved), judged by everything but other people's dates: those the database
    refuses itself."""
    starts, ends = envelope(plan.parts)
    row = Booking(
        application=application,
        day=plan.day,
        starts=starts,
        ends=ends,
        rule_day=plan.rule_day,
        rule_number=plan.rule_number,
    )
    if plan.decision == Decision.SKIP:
        said = judge(here, plan.day, plan.parts)
        row.state, row.verdict = State.REFUSED, said.verdict
        row.reason = said.reason or gettext("この日は休む")
        return row
    said = judged(here, plan.day, plan.parts, hold_anyway=plan.decision == Decision.HOLD)
    row.verdict, row.reason = said.verdict, "" if said.is_plain else said.reason
    require_registered(application.group, plan.day, by=by)
    return row


def _hold_until(venue: Venue, door: Door) -> datetime | None:
    return timezone.now() + timedelta(days=venue.hold_days) if door == Door.OPEN else None


def _approve(rows: Sequence[Booking], *, by: User | None) -> None:
    now = timezone.now()
    for row in rows:
        row.state, row.decided_at, row.decided_by = State.APPROVED, now, by
        row.sequence += 1
        row.save()
        trace(row, Action.STATE_CHANGED, by=by, what="approved")
