"""The only writer of services."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.directory.folding import names_to_search, text_to_search
from sengetsu.directory.organizations.access import can_keep_directory

from .models import Service


def index_service(service: Service) -> None:
    """Write what a search reads. Organization and place have their own; an address is never copied here."""
    service.search_names = names_to_search(service.name, service.name_kana, service.alternate_names)
    service.search_text = text_to_search(
        service.name,
        service.name_kana,
        service.alternate_names,
        service.category_in_japanese(),
        service.description,
        service.target,
        "無料" if service.is_free else "",
        service.cost,
        service.how_to_apply,
        service.times,
        service.languages,
    )


@transaction.atomic
def save_service(*, by: User, facts: dict[str, Any], service: Service | None = None) -> Service:
    """Write an entry (a new one when `service` is None). `facts`: cleaned values by field name.

    Who writes an entry has looked at it: it is assured today. Raises `PermissionDenied`; a broken
    constraint raises `IntegrityError` and nothing is written.
    """
    if not can_keep_directory(by):
        raise PermissionDenied
    entry = service or Service()
    changed = [name for name, value in facts.items() if service is None or getattr(entry, name) != value]
    for name, value in facts.items():
        setattr(entry, name, value)
    entry.assured_on = timezone.localdate()
    index_service(entry)
    entry.save()
    record(
        by=by,
        action=Action.CHANGED if service else Action.CREATED,
        thing="service",
        thing_id=entry.pk,
        detail={"fields": ",".join(sorted(changed))[:200]},
    )
    return entry


@transaction.atomic
def assure_service(*, by: User, service: Service) -> None:
    """Say that everything in the entry is still so today. Raises `PermissionDenied`."""
    if not can_keep_directory(by):
        raise PermissionDenied
    service.assured_on = timezone.localdate()
    service.save(update_fields=["assured_on", "changed_at"])
    record(by=by, action=Action.CHANGED, thing="service", thing_id=service.pk, detail={"assured": True})
