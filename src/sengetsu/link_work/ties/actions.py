"""The only writer of ties."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.audit.writing import writing
from sengetsu.directory.models import Service
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.index.actions import pieces_of_text, replace
from sengetsu.link_work.index.models import Owner

from .choices import Flow, Strength, TieKind
from .models import Tie


def _finish(tie: Tie, by: User, action: Action) -> Tie:
    replace(
        owner_kind=Owner.TIE,
        owner_id=tie.pk,
        case_id=tie.case_id,
        tokens=pieces_of_text(tie.label, tie.note),
    )
    record(by=by, action=action, thing="tie", thing_id=str(tie.pk), case_id=tie.case.number)
    return tie


def add_tie(
    *,
    by: User,
    case: Case,
    kind: TieKind,
    label: str,
    strength: Strength = Strength.NORMAL,
    flow: Flow = Flow.NONE,
    note: str = "",
    service: Service | None = None,
    since: date | None = None,
) -> Tie:
    with writing():
        tie = Tie.objects.create(
            case=case, kind=kind, label=label, strength=strength, flow=flow, note=note, service=service,
            since=since or timezone.localdate(), by=by,
        )  # fmt: skip
        return _finish(tie, by, Action.CREATED)


def change_tie(*, by: User, tie: Tie, strength: Strength, flow: Flow, note: str = "") -> Tie:
    """A tie that grew or thinned: the old line ends today and a new one starts, so the picture keeps both."""
    with writing():
        old = Tie.objects.select_for_update(of=("self",)).select_related("case").get(pk=tie.pk)
        if old.until is not None:
            raise ValidationError("このつながりは、もう終わっています。")
        today = timezone.localdate()
        if old.since == today:
            old.strength, old.flow, old.note = strength, flow, note
            old.save(update_fields=["strength", "flow", "note"])
            return _finish(old, by, Action.CHANGED)
        old.until = today
        old.save(update_fields=["until"])
        new = Tie.objects.create(
            case=old.case, kind=old.kind, label=old.label, service=old.service, strength=strength,
            flow=flow, note=note, since=today, by=by,
        )  # fmt: skip
        return _finish(new, by, Action.CHANGED)


def end_tie(*, by: User, tie: Tie) -> Tie:
    with writing():
        tie = Tie.objects.select_for_update(of=("self",)).select_related("case").get(pk=tie.pk)
        tie.until = tie.until or timezone.localdate()
        tie.save(update_fields=["until"])
        return _finish(tie, by, Action.CHANGED)
