import hashlib
from datetime import timedelta

from django.db.models import Max, Q
from django.utils import timezone

from sengetsu.directory.services.choices import Accepting
from sengetsu.directory.services.models import FRESH_FOR_DAYS, Service, ServiceQuerySet

from .models import Confirmation


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def open_confirmation(token: str) -> Confirmation | None:
    """The question behind a link that was not answered and has not expired."""
    found = Confirmation.objects.filter(token_hash=hash_of(token), answered_at=None)
    return found.filter(expires_at__gt=timezone.now()).select_related("service__organization").first()


def stale_services() -> ServiceQuerySet:
    """What nobody assured for a year, the oldest first, with the day on which its owner was asked last."""
    oldest = timezone.localdate() - timedelta(days=FRESH_FOR_DAYS)
    stale = Service.objects.with_provider().filter(Q(assured_on=None) | Q(assured_on__lt=oldest))
    stale = stale.exclude(accepting=Accepting.CLOSED).exclude(source="living_room")
    return stale.annotate(asked_at=Max("confirmations__asked_at")).order_by("assured_on", "name_kana", "pk")


def lately_confirmed() -> list[Confirmation]:
    found = Confirmation.objects.exclude(answered_at=None).select_related("service")
    return list(found.order_by("-answered_at")[:20])
