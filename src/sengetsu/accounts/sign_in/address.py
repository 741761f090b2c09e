"""Who knocks, for counting wrong tries: one name at one address."""

import ipaddress
import unicodedata
from typing import Any

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The address that asks: `REMOTE_ADDR`, or, behind our own proxy, the hop that the proxy added last.

    Earlier hops of `X-Forwarded-For` are written by the client and are never believed. Something that is
    not an address counts as one unknown address.
    """
    said = request.META.get("REMOTE_ADDR") or ""
    if settings.BEHIND_PROXY:
        said = (request.META.get("HTTP_X_FORWARDED_FOR") or said).rsplit(",", 1)[-1]
    try:
        return str(ipaddress.ip_address(said.strip()))
    except ValueError:
        return "0.0.0.0"  # noqa: S104  (not bound to; the column wants an address)


def typed_name(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """The user name that was tried, in one spelling: HARA, ｈａｒａ and hara are one account's tries."""
    if credentials is not None and credentials.get("username"):
        name = credentials["username"]
    else:
        name = request.POST.get("login", "")
    return unicodedata.normalize("NFKC", str(name)).strip().casefold()[:150]
