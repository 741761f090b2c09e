"""The only writer of what a venue has several of: spaces, equipment, barrier-free facts, yearly closures."""

from collections.abc import Mapping
from typing import Any, cast

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.audit.writing import writing
from sengetsu.base.seen import refuse_if_changed

from .access import can_edit_venue
from .kinds import Kind, Row, kind_of, swapped
from .models import Space, Venue

ANOTHER_VENUES = "この道具のある部屋は、別の場所のものです。"
STAYS = "部屋は消せません。使わないときは「使わないことにする」を選んでください。"


@writing()
def save_row(
    *, by: User, kind: Kind, venue: Venue, row: Row | None, facts: Mapping[str, Any], seen: str = ""
) -> Row:
    """Write a row (a new one, at the end, when `row` is None). `seen`: see `base.seen`.

    Raises `PermissionDenied`, `Stale`, and `ValidationError` for a space of another venue.
    """
    _check(by)
    space = facts.get("space")
    if space and space.venue_id != venue.pk:
        raise ValidationError({"space": ANOTHER_VENUES})
    if row:
        saved: Any = kind.model._default_manager.select_for_update().get(pk=row.pk)
        refuse_if_changed(saved, seen=seen, fields=kind.edits)
    else:
        saved = kind.model(venue=venue)
        if kind.has_order:
            saved.position = kind.last_position(venue.pk) + 1
    for name, value in facts.items():
        setattr(saved, name, value)
    saved.save()
    action = Action.CHANGED if row else Action.CREATED
    record(by=by, action=action, thing=kind.thing, thing_id=saved.pk)
    return cast(Row, saved)


@writing()
def move_row(*, by: User, row: Row, up: bool) -> None:
    """Change places with the row before or after it; the first and the last one stay where they are."""
    _check(by)
    kind = kind_of(row)
    rows = list(kind.rows_of(row.venue_id).select_for_update(of=("self",)))
    kind.model._default_manager.bulk_update(swapped(rows, row.pk, up=up), ["position"])
    record(by=by, action=Action.CHANGED, thing=kind.thing, thing_id=row.pk, detail={"moved": True})


@writing()
def remove_row(*, by: User, row: Row) -> None:
    """Take a row away for good. Raises `ValidationError` for a space: dates of the past speak of it."""
    _check(by)
    kind = kind_of(row)
    if not kind.can_be_removed:
        raise ValidationError(STAYS)
    row_id = row.pk
    row.delete()
    record(by=by, action=Action.CHANGED, thing=kind.thing, thing_id=row_id, detail={"removed": True})


@writing()
def retire_space(*, by: User, space: Space) -> None:
    """Out of use from today: no page offers it any more. Dates that are booked stay, for people to settle."""
    _check(by)
    _set_retired(by, space, retired=True)


@writing()
def reuse_space(*, by: User, space: Space) -> None:
    """A retired space is in use again."""
    _check(by)
    _set_retired(by, space, retired=False)


def _set_retired(by: User, space: Space, *, retired: bool) -> None:
    space.retired_on = timezone.localdate() if retired else None
    space.save(update_fields=["retired_on"])
    record(by=by, action=Action.CHANGED, thing="space", thing_id=space.pk, detail={"retired": retired})


def _check(by: User) -> None:
    if not can_edit_venue(by):
        raise PermissionDenied
