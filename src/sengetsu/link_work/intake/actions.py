"""The only writer of intake entries. Nothing is ever just deleted: each entry gets a known end."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.link_work.cases.actions import NextStep, open_case
from sengetsu.link_work.cases.choices import Route, Urgency
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.drafts.actions import drop_draft
from sengetsu.postbox.envelopes.actions import NoReplyPossible, put_reply

from .choices import MOVES, About, IntakeState, Kind, ReplyBy
from .collecting import warn_and_index
from .models import Intake, IntakeReply


def _trace(intake: Intake, by: User, action: Action, **detail: str) -> None:
    record(
        by=by,
        action=action,
        thing="intake",
        thing_id=str(intake.pk),
        case_id=intake.case.number if intake.case else "",
        detail={"state": intake.state, **detail},
    )


def _locked(intake: Intake) -> Intake:
    return Intake.objects.select_for_update(of=("self",)).select_related("case").get(pk=intake.pk)


def take_in(
    *,
    by: User,
    kind: Kind,
    story: str,
    route: Route = Route.OTHER,
    about: About = About.UNKNOWN,
    received_at: datetime | None = None,
    draft_place: str = "",
    **words: str,
) -> Intake:
    """Record a call, a walk-in, or what was heard at a meeting. Only the story is needed.

    `words`: sender, contact, person, place, topics.
    """
    with transaction.atomic():
        intake = Intake.objects.create(
            kind=kind,
            story=story,
            route=route,
            about=about,
            received_at=received_at or timezone.now(),
            receiver=by,
            **words,
        )
        warn_and_index(intake)
        if draft_place:
            drop_draft(by=by, place=draft_place)
        _trace(intake, by, Action.CREATED, kind=kind)
    return intake


def decide_urgency(
    *, by: User, intake: Intake, urgency: Urgency, reason: str, recheck_at: datetime
) -> Intake:
    """A human decides, with a reason and a time to look again."""
    with transaction.atomic():
        intake = _locked(intake)
        intake.urgency, intake.urgency_reason = urgency, reason
        intake.urgency_recheck_at, intake.urgency_by = recheck_at, by
        intake.save(update_fields=["urgency", "urgency_reason", "urgency_recheck_at", "urgency_by"])
        _trace(intake, by, Action.CHANGED, what="urgency")
    return intake


def _end(intake: Intake, by: User, to: IntakeState, *, outcome: str = "", case: Case | None = None) -> Intake:
    if to not in MOVES[IntakeState(intake.state)]:
        raise ValidationError(f"もう「{intake.get_state_display()}」になっています。")
    intake.state, intake.outcome = to, outcome or intake.outcome
    intake.case = case or intake.case
    intake.handled_by, intake.handled_at = by, timezone.now()
    intake.save(update_fields=["state", "outcome", "case", "handled_by", "handled_at"])
    warn_and_index(intake)
    return intake


def open_case_from(*, by: User, intake: Intake, title: str, next_step: NextStep, **case: Any) -> Case:
    """Open a case from an entry; its urgency and route go along."""
    with transaction.atomic():
        intake = _locked(intake)
        if by.team is None:
            raise ValidationError("リンクワーカーだけがケースを開けます。")
        recheck = intake.urgency_recheck_at
        opened = open_case(
            by=by,
            title=title,
            team=by.team,
            owner=by,
            next_step=next_step,
            route=Route(intake.route),
            urgency=intake.urgency,
            urgency_reason=intake.urgency_reason,
            urgency_recheck_on=timezone.localdate(recheck) if recheck else None,
            **case,
        )
        intake = _end(intake, by, IntakeState.OPENED, case=opened)
        _trace(intake, by, Action.STATE_CHANGED)
    return opened


def add_to_case(*, by: User, intake: Intake, case: Case) -> Intake:
    with transaction.atomic():
        intake = _end(_locked(intake), by, IntakeState.ADDED, case=case)
        _trace(intake, by, Action.STATE_CHANGED)
    return intake


def answer(*, by: User, intake: Intake, text: str, way: ReplyBy) -> IntakeReply:
    """Write back, or note what was said back. A passphrase reply is sealed to the writer alone.

    Raises `ValidationError` when the writer asked for no reply by passphrase.
    """
    with transaction.atomic():
        intake = _locked(intake)
        if way == ReplyBy.HERE:
            try:
                put_reply(receipt=intake.receipt, content={"text": text, "name": str(by)}, by=by)
            except NoReplyPossible as none:
                raise ValidationError(
                    {"way": "この手紙には合言葉がありません。ほかの方法を選んでください。"}
                ) from none
        reply = IntakeReply.objects.create(intake=intake, text=text, way=way, by=by)
        _trace(intake, by, Action.ANSWERED, way=way)
    return reply


def answer_only(*, by: User, intake: Intake, text: str, way: ReplyBy) -> Intake:
    """Answer, and that is all that is needed."""
    with transaction.atomic():
        answer(by=by, intake=intake, text=text, way=way)
        intake = _end(_locked(intake), by, IntakeState.ANSWERED)
        _trace(intake, by, Action.STATE_CHANGED)
    return intake


def pass_on(*, by: User, intake: Intake, to: str, reason: str) -> Intake:
    """Pass on to somebody else, with where and why."""
    if not to.strip() or not reason.strip():
        raise ValidationError("渡した先と理由を書いてください。")
    with transaction.atomic():
        intake = _end(_locked(intake), by, IntakeState.PASSED_ON, outcome=f"{to}：{reason}")
        _trace(intake, by, Action.STATE_CHANGED)
    return intake


def drop_answer_draft(*, by: User, intake: Intake) -> None:
    """The answer is written: its draft goes."""
    drop_draft(by=by, place=f"answer:{intake.public_id}")
