"""The only writer of organizations."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.audit.writing import writing
from sengetsu.base.seen import refuse_if_changed
from sengetsu.directory.folding import text_to_search
from sengetsu.directory.writing import write

from .access import can_keep_own
from .models import Organization
from .signals import organization_closed

OWN_FIELDS = ("description", "phone", "email", "website")


def index_organization(organization: Organization) -> None:
    """Write what a search reads."""
    organization.search_text = text_to_search(
        organization.name, organization.name_kana, organization.description
    )


def save_organization(
    *, by: User, facts: dict[str, Any], organization: Organization | None = None, seen: str = ""
) -> Organization:
    """Write an entry (a new one when `organization` is None). See `directory.writing`."""
    entry = organization or Organization()
    with writing():
        before = Organization.objects.filter(pk=entry.pk).first()
        saved = write(entry, by=by, thing="organization", facts=facts, seen=seen, index=index_organization)
        if saved.is_closed and not (before and before.is_closed):
            organization_closed.send(sender=Organization, organization=saved, by=by)
    return saved


def keep_own_entry(
    *, by: User, organization: Organization, facts: dict[str, Any], seen: str = ""
) -> Organization:
    """An agency freshens its own entry: its words and contacts, never its name, kind or whose it is. Saving
    says that they were looked at today. Raises `PermissionDenied`, `Stale`."""
    if not can_keep_own(by, organization) or set(facts) - set(OWN_FIELDS):
        raise PermissionDenied
    with writing():
        entry = Organization.objects.select_for_update().get(pk=organization.pk)
        refuse_if_changed(entry, seen=seen, fields=OWN_FIELDS)
        for name, value in facts.items():
            setattr(entry, name, value)
        entry.assured_on = timezone.localdate()
        index_organization(entry)
        entry.save()
        record(by=by, action=Action.CHANGED, thing="organization", thing_id=str(entry.pk))
    return entry
