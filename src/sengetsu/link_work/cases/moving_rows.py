"""Letting everything that hangs on one row hang on another, whatever room it lies in.

The relations are asked of the models themselves, so a room that comes later is moved too. A row that the
database does not let move (the other one has the same already) stays where it is.
"""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction

from sengetsu.link_work.index.models import Owner, Token

# Whose words are found through the case they belong to.
INDEXED = {
    "link_work.contact": Owner.CONTACT, "link_work.need": Owner.NEED, "link_work.referral": Owner.REFERRAL,
    "link_work.caseevent": Owner.EVENT, "link_work.tie": Owner.TIE, "link_work.intake": Owner.INTAKE,
    "link_work.plan": Owner.PLAN, "link_work.filling": Owner.ASSESSMENT,
}  # fmt: skip
Moved = dict[str, list[int]]  # "link_work.contact.case" -> ids


def _relations(model: type[models.Model], *, but: Iterable[str]) -> Iterable[tuple[type[models.Model], str]]:
    """(model, field) of every key that points at `model`; through tables of many-to-many too."""
    for relation in model._meta.get_fields(include_hidden=True):
        if not (
            relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one)
        ):
            continue
        other: Any = relation.related_model
        if other._meta.label_lower not in but:
            yield other, relation.field.name  # type: ignore[union-attr]


def _move(rows: Any, field: str, to: Any) -> list[int]:
    ids = list(rows.values_list("pk", flat=True))
    try:
        with transaction.atomic():
            rows.update(**{field: to})
    except IntegrityError:
        return [pk for pk in ids if _move_one(rows.model, pk, field, to)]
    return ids


def _move_one(model: Any, pk: int, field: str, to: Any) -> bool:
    try:
        with transaction.atomic():
            model._base_manager.filter(pk=pk).update(**{field: to})
    except IntegrityError:
        return False
    return True


def _index(label: str, ids: list[int], case_id: int) -> None:
    if kind := INDEXED.get(label):
        Token.objects.filter(owner_kind=kind, owner_id__in=ids).update(case_id=case_id)


def move_rows(*, gone: Any, kept: Any, but: Iterable[str]) -> Moved:
    """Everything of `gone` to `kept`, except tables in `but`. Returns what moved."""
    moved: Moved = {}
    of_cases = gone._meta.label_lower == "link_work.case"
    for model, field in _relations(type(gone), but=frozenset(but)):
        ids = _move(model._base_manager.filter(**{field: gone}), field, kept)
        if ids:
            moved[f"{model._meta.label_lower}.{field}"] = ids
            if of_cases:
                _index(model._meta.label_lower, ids, kept.pk)
    return moved


def move_back(moved: Moved, *, gone: Any) -> None:
    """What moved, back again; what was deleted in between stays deleted."""
    of_cases = gone._meta.label_lower == "link_work.case"
    for place, ids in moved.items():
        label, _, field = place.rpartition(".")
        model = apps.get_model(label)
        back = _move(model._base_manager.filter(pk__in=ids), field, gone)
        if of_cases:
            _index(label, back, gone.pk)
