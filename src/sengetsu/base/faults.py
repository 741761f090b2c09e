"""The pages for faults: calm, with a reference, without any data, and without needing a database.

They are drawn without the request, so no context processor asks who is signed in: the very thing that
failed may be the database. The one page that carries data is the one that gives back what was typed.
"""

import errno
import sys
from functools import lru_cache
from urllib.parse import urlsplit

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils import translation

from . import reference
from .problems import problem
from .typed import Typed, typed_fields

# The name of the place is data, and data may be what is out of reach.
PRODUCT = "Sengetsu"
# What a disk says that takes nothing more; each is over when somebody makes room.
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})
# SQLite says this with the same class as a full disk, but it is our own mistake.
_OUR_MISTAKE = ("no such table", "no such column", "syntax error", "does not exist")


def is_out_of_service(fault: BaseException | None) -> bool:
    """Whether the database or its disk cannot be used now (full, locked, lost), and will be again."""
    if isinstance(fault, OperationalError | InterfaceError):
        return not any(words in str(fault) for words in _OUR_MISTAKE)
    return isinstance(fault, OSError) and fault.errno in _FULL


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    return _page("base/faults/400.html", 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    return _page("base/faults/403.html", 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """One page, byte for byte, for what does not exist and for what one may not see. Programs, which ask
    below /api/, get the same in their own words."""
    if request.path.startswith("/api/"):
        return _never_kept(problem(404))
    return _never_kept(HttpResponse(_not_found_page(), status=404))


def server_error(request: HttpRequest) -> HttpResponse:
    """Django calls this while the fault is being handled, so it can still be told what it was."""
    if is_out_of_service(sys.exc_info()[1]):
        return cannot_save(request)
    return _page("base/faults/500.html", 500)


def cannot_save(request: HttpRequest) -> HttpResponse:
    """The disk is full or the database is away. What was typed comes back, ready to be sent again."""
    response = _page("base/faults/503.html", 503, **_form(request, _given_back(request)))
    response["Retry-After"] = "30"
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """The page was too old, or somebody signed in anew in another tab. One tap sends it again."""
    return _page("base/faults/again.html", 403, **_form(request, _given_back(request)))


def sign_in_again(request: HttpRequest, sign_in_url: str) -> HttpResponse | None:
    """The session ended while somebody was writing: 401 with their words still in it. None if there are none.

    A script gets the address only: it has the words, and must not put this page into the middle of another.
    """
    fields = _given_back(request)
    if not fields:
        return None
    if request.headers.get("HX-Request") or request.headers.get("Accept", "").startswith("application/json"):
        return _never_kept(JsonResponse({"sign_in": sign_in_url}, status=401))
    return _page("base/faults/sign_in_again.html", 401, **_form(request, fields), sign_in_url=sign_in_url)


def came_from_here(request: HttpRequest) -> bool:
    """Whether our own page sent this. Only then may it be sent again by one tap: otherwise a stranger's
    page could have its words signed with a fresh token."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    origin = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return urlsplit(origin).netloc == request.get_host()


def _given_back(request: HttpRequest) -> list[Typed] | None:
    return typed_fields(request) if request.method == "POST" and came_from_here(request) else None


def _form(request: HttpRequest, fields: list[Typed] | None) -> dict[str, object]:
    token = get_token(request) if fields else ""
    return {
        "fields": fields,
        "sent": request.method == "POST",
        "token": token,
        "here": request.get_full_path(),
    }


def _page(template: str, status: int, **more: object) -> HttpResponse:
    context = {"reference": reference.current(), "place_name": PRODUCT, **more}
    page = render_to_string(template, context)
    return _never_kept(HttpResponse(page, status=status))


@lru_cache(maxsize=1)
def _not_found_page() -> bytes:
    with translation.override(settings.LANGUAGE_CODE):
        return render_to_string("base/faults/404.html", {"place_name": PRODUCT}).encode()


def _never_kept(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store, private"
    return response
