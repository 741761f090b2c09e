"""Pages that a visitor has already: asked for again, an unchanged one costs a line.

Such a page is kept but never used without asking: whether somebody is there, and in which language, may have
changed. What a signed-in person sees is kept by nobody (`NoStoreMiddleware`).
"""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

HTTP_OK = 200


def unless_unchanged(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """304 for a visitor who has this very page. Its content decides, so nothing can be out of date."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        whole = view(request, *args, **kwargs)
        if request.user.is_authenticated or whole.status_code != HTTP_OK:
            return whole
        etag = quote_etag(hashlib.sha256(whole.content).hexdigest()[:32])
        response = get_conditional_response(request, etag=etag, response=whole) or whole
        response["ETag"] = etag
        response["Cache-Control"] = "no-cache"
        return response

    return answer
