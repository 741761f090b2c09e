"""Handing a case over: offer with a summary, accept or decline, or take the offer back."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action

from .access import may_receive
from .actions import event, locked
from .choices import EventKind, HandoverState
from .models import Case, CaseAccess, Handover


def _trace(case: Case, by: User, state: HandoverState) -> None:
    record(
        by=by,
        action=Action.HANDED_OVER,
        thing="case",
        thing_id=case.number,
        case_id=case.number,
        detail={"state": state},
    )


def offer(*, by: User, case: Case, receiver: User, summary: str) -> Handover:
    """Ask `receiver` to take the case. Until they accept, the owner stays the owner."""
    with transaction.atomic():
        case = locked(case)
        if not case.is_open:
            raise ValidationError("終結したケースは引き継げません。")
        if receiver.pk == case.owner_id or not may_receive(receiver):
            raise ValidationError("引き継ぐ相手を、いまの担当ではないリンクワーカーから選んでください。")
        if case.restricted and not CaseAccess.objects.filter(case=case, user=receiver).exists():
            raise ValidationError("見られる人を限ったケースです。先にその人を加えてください。")
        if case.handovers.filter(state=HandoverState.OFFERED).exists():
            raise ValidationError("すでに引き継ぎをお願いしています。")
        handover = Handover.objects.create(case=case, giver=by, receiver=receiver, summary=summary)
        event(
            case=case, kind=EventKind.HANDOVER, by=by, words=f"{receiver} に引き継ぎをお願いした。{summary}"
        )
        _trace(case, by, HandoverState.OFFERED)
    return handover


def _answer(handover: Handover, by: User, state: HandoverState, answer: str) -> Handover:
    handover = Handover.objects.select_for_update(of=("self",)).get(pk=handover.pk)
    if handover.state != HandoverState.OFFERED:
        raise ValidationError("この引き継ぎは、もう返事がすんでいます。")
    handover.state, handover.answer, handover.answered_at = state, answer, timezone.now()
    handover.save(update_fields=["state", "answer", "answered_at"])
    words = f"{HandoverState(state).label}。{answer}"
    event(case=handover.case, kind=EventKind.HANDOVER, by=by, words=words)
    return handover


def accept(*, by: User, handover: Handover) -> Handover:
    """The receiver takes the case: owner, and the next step if it was the giver's."""
    with transaction.atomic():
        case = locked(handover.case)
        if by.pk != handover.receiver_id:
            raise ValidationError("お願いされた人だけが受け取れます。")
        handover = _answer(handover, by, HandoverState.ACCEPTED, "")
        if case.next_person_id == case.owner_id:
            case.next_person = by
        case.owner = by
        case.team_id = next(iter(by.team_ids & {case.team_id}), None) or min(by.team_ids)
        case.version += 1
        case.save(update_fields=["owner", "next_person", "team", "version"])
        _trace(case, by, HandoverState.ACCEPTED)
    return handover


def decline(*, by: User, handover: Handover, answer: str) -> Handover:
    with transaction.atomic():
        if by.pk != handover.receiver_id:
            raise ValidationError("お願いされた人だけが返事できます。")
        if not answer.strip():
            raise ValidationError("受け取れない理由を書いてください。")
        handover = _answer(handover, by, HandoverState.DECLINED, answer)
        _trace(handover.case, by, HandoverState.DECLINED)
    return handover


def withdraw(*, by: User, handover: Handover) -> Handover:
    with transaction.atomic():
        if by.pk not in {handover.giver_id, handover.case.owner_id}:
            raise ValidationError("お願いした人だけが取り下げられます。")
        handover = _answer(handover, by, HandoverState.WITHDRAWN, "")
        _trace(handover.case, by, HandoverState.WITHDRAWN)
    return handover
