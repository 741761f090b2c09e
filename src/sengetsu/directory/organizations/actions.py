"""The only writer of organizations."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from sengetsu.accounts.models import User
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.directory.folding import text_to_search

from .access import can_keep_directory
from .models import Organization


def organization_search_text(organization: Organization) -> str:
    return text_to_search(organization.name, organization.name_kana, organization.description)


@transaction.atomic
def save_organization(
    *, by: User, facts: dict[str, Any], organization: Organization | None = None
) -> Organization:
    """Write an entry (a new one when `organization` is None). `facts`: cleaned values by field name.

    Raises `PermissionDenied`; a broken constraint raises `IntegrityError` and nothing is written.
    """
    if not can_keep_directory(by):
        raise PermissionDenied
    entry = organization or Organization()
    changed = [name for name, value in facts.items() if getattr(entry, name) != value]
    for name, value in facts.items():
        setattr(entry, name, value)
    entry.search_text = organization_search_text(entry)
    entry.save()
    record(
        by=by,
        action=Action.CHANGED if organization else Action.CREATED,
        thing="organization",
        thing_id=entry.pk,
        detail={"fields": ",".join(sorted(changed))[:200]},
    )
    return entry
