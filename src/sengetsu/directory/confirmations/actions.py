"""The only writer of confirmations."""

import secrets
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.audit.writing import writing
from sengetsu.directory.organizations.access import can_keep_directory
from sengetsu.directory.services.actions import refresh
from sengetsu.directory.services.models import Service

from .models import Confirmation
from .queries import hash_of

LIFE = timedelta(days=30)
BY_LINK = "おこなうところ（確かめの手紙）"


@writing()
def ask_to_confirm(*, by: User, service: Service) -> str:
    """Make a link for the owner and return its token, which is kept nowhere. An older link dies.

    Raises `PermissionDenied`.
    """
    if not can_keep_directory(by):
        raise PermissionDenied
    now = timezone.now()
    Confirmation.objects.filter(service=service, answered_at=None, expires_at__gt=now).update(expires_at=now)
    token = secrets.token_urlsafe(32)
    Confirmation.objects.create(
        service=service, token_hash=hash_of(token), asked_by=by, expires_at=now + LIFE
    )
    record(by=by, action=Action.SENT, thing="confirmation", thing_id=service.pk)
    return token


@writing()
def confirm_by_link(*, by: None, confirmation: Confirmation, facts: dict[str, Any]) -> None:
    """The owner says that the entry is so, or how it is. `by` is nobody: the link has no account.

    Raises `ValidationError` when the link was used in the meantime.
    """
    row = Confirmation.objects.select_for_update().get(pk=confirmation.pk)
    if row.answered_at is not None or row.expires_at <= timezone.now():
        raise ValidationError("この手紙は、もう使われたか期限が過ぎています。")
    service = Service.objects.select_for_update().get(pk=row.service_id)
    changed = [name for name, value in facts.items() if getattr(service, name) != value]
    for name in changed:
        setattr(service, name, facts[name])
    service.assured_on = timezone.localdate()
    service.assured_by = BY_LINK
    refresh(service=service)
    row.answered_at = timezone.now()
    row.changed = changed
    row.save(update_fields=["answered_at", "changed"])
    detail = {"assured": True, "fields": ",".join(changed)[:200]}
    record(by=by, action=Action.CHANGED, thing="service", thing_id=service.pk, detail=detail)
