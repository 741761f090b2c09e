"""What somebody typed into a form, to give it back when the server could not take it."""

import re
from typing import NamedTuple

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError
from django.http.request import RawPostDataException

# Secrets are never written into a page, and an old token is of no use.
_SECRET = re.compile(r"passw|passphrase|secret|credential|^(code|otp|token)$", re.IGNORECASE)
SHORT = 80  # characters; longer or multi-line text is shown, so that it can be copied


class Typed(NamedTuple):
    """One field as it was sent. `shown` if a person wrote it: it can be read and copied."""

    name: str
    value: str
    shown: bool


def typed_fields(request: HttpRequest) -> list[Typed] | None:
    """All texts as sent, or None if there is nothing to give back: nothing readable, or a secret.

    A file cannot be given back; the form will ask for it again.
    """
    try:
        sent = request.POST
    except (BadRequest, MultiPartParserError, OSError, RawPostDataException, SuspiciousOperation):
        return None
    names = [name for name in sent if name != "csrfmiddlewaretoken"]
    if not names or any(_SECRET.search(name) for name in names):
        return None
    return [Typed(name, value, _is_text(value)) for name in names for value in sent.getlist(name)]


def _is_text(value: str) -> bool:
    return "\n" in value or len(value) > SHORT
