from datetime import timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from sengetsu.accounts.models import User

from .models import OpenSession


def living_sessions(user: User) -> QuerySet[OpenSession]:
    """Sign-ins that can still be in use, newest first."""
    now = timezone.now()
    return OpenSession.objects.filter(
        user=user,
        ended_at=None,
        seen_at__gte=now - timedelta(minutes=settings.SESSION_IDLE_MINUTES + 1),
        signed_in_at__gte=now - timedelta(hours=settings.SESSION_HOURS),
    ).order_by("-seen_at")
