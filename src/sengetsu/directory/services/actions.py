"""The only writer of services."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.audit.writing import writing
from sengetsu.directory.folding import names_to_search, text_to_search
from sengetsu.directory.organizations.access import can_keep_directory
from sengetsu.directory.writing import write

from .derived import infer_kinds, write_schedules
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


def save_service(
    *, by: User, facts: dict[str, Any], service: Service | None = None, seen: str = ""
) -> Service:
    """Write an entry (a new one when `service` is None). See `directory.writing`.

    Who writes an entry has looked at it: it is assured today.
    """

    def look_at(entry: Service) -> None:
        entry.assured_on = timezone.localdate()
        entry.assured_by = str(by)[:120]
        infer_kinds([entry])
        index_service(entry)

    with transaction.atomic():
        saved = write(service or Service(), by=by, thing="service", facts=facts, seen=seen, index=look_at)
        write_schedules([saved])
    return saved


@writing()
def assure_service(*, by: User, service: Service) -> None:
    """Say that everything in the entry is still so today. Raises `PermissionDenied`."""
    if not can_keep_directory(by):
        raise PermissionDenied
    service.assured_on = timezone.localdate()
    service.save(update_fields=["assured_on", "changed_at"])
    record(by=by, action=Action.CHANGED, thing="service", thing_id=service.pk, detail={"assured": True})


def refresh(*, service: Service) -> None:
    """Save one entry with everything that follows from its words: search, kinds, hours."""
    infer_kinds([service])
    index_service(service)
    service.save()
    write_schedules([service])
