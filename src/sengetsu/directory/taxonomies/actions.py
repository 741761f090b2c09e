"""The only writer of the town's own taxonomy, and of what taps taught."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import F

from sengetsu.accounts.models import User
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.audit.writing import writing
from sengetsu.directory.organizations.access import can_keep_directory

from .files import shipped
from .models import Lesson, TaxonomyEdition
from .queries import newest_edition


@writing()
def change_need(
    *, by: User, need: str, change: Mapping[str, Any], seen: int, reason: str = ""
) -> TaxonomyEdition:
    """A new edition in which `need` has its own `label`, `kinds` (code -> 0..1) and `sayings`.

    `seen`: number of the edition that the writer saw. Raises `PermissionDenied`, `ValidationError`.
    """
    if not can_keep_directory(by):
        raise PermissionDenied
    if need not in shipped().needs:
        raise ValidationError("このニーズはありません。")
    newest = newest_edition()
    if (newest.number if newest else 0) != seen:
        raise ValidationError(
            "ほかの人が先に書きなおしました。新しい内容を見てから、もう一度保存してください。"
        )
    changes = {**(newest.changes if newest else {}), need: dict(change)}
    return _edition(by, changes, reason, need)


@writing()
def return_to_edition(*, by: User, number: int) -> TaxonomyEdition:
    """A new edition with the content of an older one; 0 is what was shipped. Nothing is lost."""
    if not can_keep_directory(by):
        raise PermissionDenied
    older = TaxonomyEdition.objects.filter(number=number).first()
    if number and older is None:
        raise ValidationError("この版はありません。")
    changes = older.changes if older else {}
    return _edition(by, changes, f"第{number}版にもどす" if number else "はじめの言葉にもどす", "all")


def _edition(by: User | None, changes: dict[str, Any], reason: str, what: str) -> TaxonomyEdition:
    newest = newest_edition()
    made = TaxonomyEdition.objects.create(
        number=(newest.number if newest else 0) + 1, made_by=by, changes=changes, reason=reason[:200]
    )
    record(by=by, action=Action.CHANGED, thing="taxonomy", thing_id=made.number, detail={"need": what})
    return made


@writing()
def remember(*, by: User, needs: list[str], kind: str, accepted: bool) -> None:
    """Count that a kind was taken or declined for needs. Only the pair is counted: nobody is in it."""
    field = "accepted" if accepted else "declined"
    known = [need for need in needs if need in shipped().needs and kind in shipped().kinds]
    for need in known:
        lesson, _ = Lesson.objects.get_or_create(need=need, kind=kind)
        Lesson.objects.filter(pk=lesson.pk).update(**{field: F(field) + 1})
    record(by=by, action=Action.CHANGED, thing="lesson", detail={"kind": kind, "accepted": accepted})


@writing()
def apply_lessons(*, by: User | None, changes: dict[str, dict[str, float]]) -> TaxonomyEdition:
    """Write proposed weights (need -> kind -> 0..1) into a new edition."""
    if by is not None and not can_keep_directory(by):
        raise PermissionDenied
    newest = newest_edition()
    whole = dict(newest.changes) if newest else {}
    for need, kinds in changes.items():
        whole[need] = {**whole.get(need, {}), "kinds": {**whole.get(need, {}).get("kinds", {}), **kinds}}
    return _edition(by, whole, "選ばれた・見送られた数から", "all")
