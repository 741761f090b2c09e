"""The only writer of a group's permits and insurances."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.audit.writing import writing
from sengetsu.base.seen import refuse_if_changed

from .access import require_member
from .models import Group, Permit

PERMIT_FACTS = ("kind", "number", "holder", "expires_on")


@writing()
def save_permit(
    *, by: User, group: Group, facts: Mapping[str, Any], permit: Permit | None = None, seen: str = ""
) -> Permit:
    """Write a permit or insurance (a new one when `permit` is None). Raises `Refused`, `Stale`."""
    require_member(by, group)
    action = Action.CHANGED if permit else Action.CREATED
    if permit:
        permit = Permit.objects.select_for_update().get(pk=permit.pk)
        refuse_if_changed(permit, seen=seen, fields=PERMIT_FACTS)
    permit = permit or Permit(group=group)
    for name in PERMIT_FACTS:
        setattr(permit, name, facts[name])
    permit.save()
    _record(by, action, permit)
    return permit


@writing()
def remove_permit(*, by: User, permit: Permit) -> None:
    """Take it off the page. It is kept, and can be brought back."""
    require_member(by, permit.group)
    if Permit.objects.filter(pk=permit.pk, removed_at=None).update(removed_at=timezone.now()):
        _record(by, Action.WITHDRAWN, permit)


@writing()
def restore_permit(*, by: User, permit: Permit) -> None:
    """Bring back what was taken off by mistake."""
    require_member(by, permit.group)
    if Permit.objects.filter(pk=permit.pk, removed_at__isnull=False).update(removed_at=None):
        _record(by, Action.CHANGED, permit)


def _record(by: User, action: Action, permit: Permit) -> None:
    detail = {"group": permit.group_id}
    record(by=by, action=action, thing="permit", thing_id=permit.pk, detail=detail)
