"""The page for somebody who tried too often: calm, with the name kept and the time to come back."""

from datetime import datetime, timedelta
from typing import Any

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from .address import client_address, typed_name


def open_again_at(name: str, address: str) -> datetime:
    """When this name can be tried again from this address."""
    tries = AccessAttempt.objects.filter(username=name, ip_address=address)
    last = tries.aggregate(last=Max("attempt_time"))["last"] or timezone.now()
    at: datetime = last + timedelta(hours=settings.AXES_COOLOFF_TIME)
    return at


def locked_page(
    request: HttpRequest,
    _original: HttpResponse | None = None,
    credentials: dict[str, Any] | None = None,
) -> HttpResponse:
    """Called by axes in place of its own answer."""
    at = open_again_at(typed_name(request, credentials), client_address(request))
    minutes = max(1, -(-int((at - timezone.now()).total_seconds()) // 60))
    page = {"name": request.POST.get("login", "")[:150], "at": at, "minutes": minutes}
    response = render(request, "accounts/sign_in/locked.html", page, status=429)
    response["Retry-After"] = str(minutes * 60)
    response["Cache-Control"] = "no-store"
    return response
