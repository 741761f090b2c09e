"""The only writer of the town's own facts."""

from typing import Any

from django.core.exceptions import PermissionDenied

from sengetsu.accounts.models import User
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.audit.writing import writing
from sengetsu.base.seen import refuse_if_changed
from sengetsu.directory.organizations.access import can_keep_directory

from .models import Town


@writing()
def save_town(*, by: User, facts: dict[str, Any], seen: str = "") -> Town:
    """Write what open data say of their publisher. Raises `PermissionDenied` and `Stale`."""
    if not can_keep_directory(by):
        raise PermissionDenied
    row = Town.objects.select_for_update().filter(pk=1).first()
    if row is None:
        row = Town(pk=1)
    else:
        refuse_if_changed(row, seen=seen, fields=list(facts))
    for name, value in facts.items():
        setattr(row, name, value)
    row.save()
    record(by=by, action=Action.CHANGED, thing="town", thing_id=1, detail={"fields": ",".join(sorted(facts))})
    return row
