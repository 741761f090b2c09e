"""The only writer of a registration's state: approve, decline, end, renew, and take back."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from sengetsu.accounts.access import Refused, require
from sengetsu.accounts.models import User
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.audit.writing import writing
from sengetsu.base.dates import wareki

from .access import require_member, require_move, require_staff
from .choices import GroupEvent, GroupState
from .models import Group, GroupStep
from .queries import undoable
from .terms import LONGEST, UNDO, last_end
from .writing import held, note_step, state_of, tell, untell

TOO_LATE = "15分が過ぎたか、もうもどしてあるので、もどせません。"


@writing()
def approve(*, by: User, group: Group, until: date) -> Group:
    """Register the group until a day. Raises `Refused` with who decided first, and `ValidationError` for a
    day that has passed."""
    require_staff(by)
    group = held(group)
    require_move(group, GroupState.APPROVED)
    _check_end(until)
    before = _decide(by, group, GroupState.APPROVED)
    group.valid_until = until
    group.save()
    step = note_step(by=by, group=group, event=GroupEvent.APPROVED, words=_till(until), before=before)
    text = f"「{group.name}」の登録ができました。{_till(until)}です。"
    tell(by=by, group=group, key=f"group-approved:{step.pk}", subject="団体の登録ができました", text=text)
    _record(by, group)
    return group


@writing()
def decline(*, by: User, group: Group, reason: str) -> Group:
    """Do not register, with the reason that the applicant reads. They are told when it can no longer be
    undone. Raises `Refused`."""
    require_staff(by)
    group = held(group)
    require_move(group, GroupState.DECLINED)
    before = _decide(by, group, GroupState.DECLINED, reason)
    group.save()
    step = note_step(by=by, group=group, event=GroupEvent.DECLINED, words=reason, before=before)
    text = f"「{group.name}」は、いまは登録できません。わけ：{reason}"
    _tell_later(by, group, step, subject="団体の登録について", text=text)
    _record(by, group)
    return group


@writing()
def end(*, by: User, group: Group, reason: str) -> Group:
    """The registration ends now. Its members are told when it can no longer be undone. Raises `Refused`."""
    require_staff(by)
    group = held(group)
    require_move(group, GroupState.ENDED)
    before = _decide(by, group, GroupState.ENDED, reason)
    group.renewal_asked_at = None
    group.save()
    step = note_step(by=by, group=group, event=GroupEvent.ENDED, words=reason, before=before)
    text = f"「{group.name}」の登録がおわりました。わけ：{reason}"
    _tell_later(by, group, step, subject="団体の登録がおわりました", text=text)
    _record(by, group)
    return group


@writing()
def ask_renewal(*, by: User, group: Group) -> None:
    """更新をたのむ: possible when the end is near or has passed; asked twice is asked once.

    Raises `Refused`.
    """
    require_member(by, group)
    group = held(group)
    require(group.state == GroupState.APPROVED, "登録されている団体だけが、更新をたのめます。")
    require(group.ends_soon, "更新は、期限の30日前からたのめます。")
    if group.renewal_asked_at is not None:
        return
    group.renewal_asked_at = timezone.now()
    group.save(update_fields=["renewal_asked_at"])
    note_step(by=by, group=group, event=GroupEvent.RENEWAL_ASKED)
    record(by=by, action=Action.CHANGED, thing="group", thing_id=group.pk, detail={"renewal": "asked"})


@writing()
def renew(*, by: User, group: Group, until: date, shown_until: date | None) -> Group:
    """Let the registration last longer, asked for or not. `shown_until`: the end that the page showed.

    Raises `Refused` if somebody renewed it in the meantime, and `ValidationError` for an earlier end.
    """
    require_staff(by)
    group = held(group)
    require(group.state == GroupState.APPROVED, "登録されている団体だけを、更新できます。")
    if group.valid_until != shown_until:
        raise Refused(f"ほかの人が先に更新しました。いまは{wareki(group.valid_until or until)}までです。")
    _check_end(until)
    if group.valid_until and until <= group.valid_until:
        raise ValidationError({"until": "いまの期限より、あとの日にしてください。"})
    before = _decide(by, group, GroupState.APPROVED)
    group.valid_until, group.renewal_asked_at = until, None
    group.save()
    step = note_step(by=by, group=group, event=GroupEvent.RENEWED, words=_till(until), before=before)
    text = f"「{group.name}」の登録を更新しました。{_till(until)}です。"
    tell(by=by, group=group, key=f"group-renewed:{step.pk}", subject="登録を更新しました", text=text)
    _record(by, group)
    return group


@writing()
def undo(*, by: User, group: Group) -> Group:
    """Take back the last decision, if it may be undone and is not older than 15 minutes. Raises `Refused`."""
    require_staff(by)
    group = held(group)
    step = undoable(group)
    if step is None:
        raise Refused(TOO_LATE)
    for name, value in step.before.items():
        setattr(group, name, _column(name).to_python(value))
    group.save()
    step.undone_at = timezone.now()
    step.save(update_fields=["undone_at"])
    note_step(by=by, group=group, event=GroupEvent.UNDONE, words=group.get_state_display())
    untell(by=by, group=group, key=_key(step))
    _record(by, group)
    return group


def _decide(by: User, group: Group, state: GroupState, reason: str = "") -> dict[str, object]:
    """Set the decision; returns what was before."""
    before = state_of(group)
    group.state, group.reason = state, reason
    group.decided_at, group.decided_by = timezone.now(), by
    return before


def _column(name: str) -> Any:
    return Group._meta.get_field(name.removesuffix("_id"))


def _check_end(until: date) -> None:
    today = timezone.localdate()
    if until < today:
        raise ValidationError({"until": "きょうか、きょうより後の日にしてください。"})
    if until > last_end(today):
        raise ValidationError({"until": f"期限は{LONGEST}年後までにしてください。"})


def _till(until: date) -> str:
    return f"期限は{wareki(until)}"


def _key(step: GroupStep) -> str:
    return f"group-{step.event}:{step.pk}"


def _tell_later(by: User, group: Group, step: GroupStep, *, subject: str, text: str) -> None:
    tell(by=by, group=group, key=_key(step), subject=subject, text=text, due_at=timezone.now() + UNDO)


def _record(by: User, group: Group) -> None:
    detail = {"state": str(group.state)}
    record(by=by, action=Action.STATE_CHANGED, thing="group", thing_id=group.pk, detail=detail)
