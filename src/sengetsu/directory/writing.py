"""How every entry of the directory is written: check, see that nobody wrote in between, change, trace."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied

from sengetsu.accounts.models import User
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.audit.writing import writing
from sengetsu.base.seen import refuse_if_changed

from .models import Organization, Place, Service
from .organizations.access import can_keep_directory

Entry = TypeVar("Entry", Organization, Place, Service)


@writing()
def write(
    entry: Entry, *, by: User, thing: str, facts: dict[str, Any], seen: str, index: Callable[[Entry], None]
) -> Entry:
    """Write `facts` (cleaned values by field name) into a new or a known entry, and renew what is searched.

    `seen`: see `base.seen`. Raises `PermissionDenied`, `Stale`; a broken constraint raises `IntegrityError`
    and nothing is written.
    """
    if not can_keep_directory(by):
        raise PermissionDenied
    is_new = entry._state.adding
    if not is_new:
        entry = type(entry)._default_manager.select_for_update().get(pk=entry.pk)
        refuse_if_changed(entry, seen=seen, fields=list(facts))
    changed = [name for name, value in facts.items() if is_new or getattr(entry, name) != value]
    for name, value in facts.items():
        setattr(entry, name, value)
    index(entry)
    entry.save()
    record(
        by=by,
        action=Action.CREATED if is_new else Action.CHANGED,
        thing=thing,
        thing_id=entry.pk,
        detail={"fields": ",".join(sorted(changed))[:200]},
    )
    return entry
