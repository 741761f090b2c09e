"""Handing a case over: offer with a summary, accept or decline, or take the offer back; and taking over a
case whose owner can no longer come in."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.audit.choices import Action
from sengetsu.audit.writing import writing
from sengetsu.link_work.drafts.actions import drop_draft

from .access import can_take_over, has_a_worker, may_come_next, may_receive
from .choices import EventKind, HandoverState
from .models import Case, Handover
from .writing import event, locked, save, trace


def draft_place(case: Case) -> str:
    return f"handover:{case.public_id}"


def offer(*, by: User, case: Case, receiver: User, summary: str) -> Handover:
    """Ask `receiver` to take the case. Until they accept, the owner stays the owner."""
    with writing():
        case = locked(case)
        if not case.is_open:
            raise ValidationError("終結したケースは引き継げません。")
        if receiver.pk == case.owner_id or not may_receive(receiver):
            raise ValidationError("引き継ぐ相手を、いまの担当ではないリンクワーカーから選んでください。")
        if not may_come_next(receiver, case):
            raise ValidationError("見られる人を限ったケースです。先にその人を加えてください。")
        if case.handovers.filter(state=HandoverState.OFFERED).exists():
            raise ValidationError("すでに引き継ぎをお願いしています。")
        handover = Handover.objects.create(case=case, giver=by, receiver=receiver, summary=summary)
        event(
            case=case, kind=EventKind.HANDOVER, by=by, words=f"{receiver} に引き継ぎをお願いした。{summary}"
        )
        drop_draft(by=by, place=draft_place(case))
        trace(case, by, Action.HANDED_OVER)
    return handover


def _become_owner(case: Case, by: User) -> None:
    """`by` owns the case from now on, and keeps the promises of who owned it, or of who cannot any more."""
    keeper = case.next_person
    if keeper is None or keeper.pk == case.owner_id or not may_come_next(keeper, case):
        case.next_person = by
    case.owner = by
    case.team_id = case.team_id if case.team_id in by.team_ids else min(by.team_ids)
    save(case, "owner", "next_person", "team")


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
    with writing():
        case = locked(handover.case)
        if by.pk != handover.receiver_id:
            raise ValidationError("お願いされた人だけが受け取れます。")
        if not case.is_open or not may_come_next(by, case):
            raise ValidationError("このケースは、いまは受け取れません。")
        handover = _answer(handover, by, HandoverState.ACCEPTED, "")
        _become_owner(case, by)
        trace(case, by, Action.ACCEPTED)
    return handover


def decline(*, by: User, handover: Handover, answer: str) -> Handover:
    with writing():
        if by.pk != handover.receiver_id:
            raise ValidationError("お願いされた人だけが返事できます。")
        if not answer.strip():
            raise ValidationError("受け取れない理由を書いてください。")
        handover = _answer(handover, by, HandoverState.DECLINED, answer)
        trace(handover.case, by, Action.REFUSED)
    return handover


def withdraw(*, by: User, handover: Handover) -> Handover:
    with writing():
        if by.pk not in {handover.giver_id, handover.case.owner_id}:
            raise ValidationError("お願いした人だけが取り下げられます。")
        handover = _answer(handover, by, HandoverState.WITHDRAWN, "")
        trace(handover.case, by, Action.WITHDRAWN)
    return handover


def take_over(*, by: User, case: Case) -> Case:
    """Take a case whose owner has left: nobody is forgotten when a colleague goes (promise 1).

    Only who may read the case without a reason; while its owner can come in, it is handed over instead.
    """
    with writing():
        case = locked(case)
        if not case.is_open:
            raise ValidationError("終結したケースです。")
        if has_a_worker(case):
            raise ValidationError("いまの担当がいます。「引き継ぐ」でお願いしてください。")
        if not can_take_over(by, case):
            raise ValidationError("このケースのチームのリンクワーカーだけが引き受けられます。")
        before = case.owner
        for handover in case.handovers.filter(state=HandoverState.OFFERED):
            _answer(handover, by, HandoverState.WITHDRAWN, "")
        _become_owner(case, by)
        event(case=case, kind=EventKind.HANDOVER, by=by, words=f"担当を引き受けた（まえの担当：{before}）")
        trace(case, by, Action.ACCEPTED, what="take_over")
    return case
