"""Where a page leads back to, when its address was sent along: always a path of this site."""

from urllib.parse import urlsplit

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def way_back(request: HttpRequest, wanted: str, *, otherwise: str = "/") -> str:
    """Path and query of `wanted` if it is an address of this site, else `otherwise`: no open redirect."""
    if not url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return otherwise
    parts = urlsplit(wanted)
    if not parts.path.startswith("/") or parts.path.startswith("//"):  # a bare word is no address
        return otherwise
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
