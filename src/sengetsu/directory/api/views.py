"""What surrounds every answer of the API: open to all, for any page (CORS), counted, cached by ETag."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.csrf import csrf_exempt
from ninja.errors import ValidationError

from sengetsu.base.limits import take
from sengetsu.base.problems import problem

from .description import described
from .endpoints import api

READ = {"GET", "HEAD"}
HTTP_OK = 200
CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Content-Type, If-None-Match",
    "Access-Control-Expose-Headers": "ETag, Retry-After",
    "Access-Control-Max-Age": "86400",
}


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, fault: ValidationError) -> HttpResponse:
    errors = [{"at": ".".join(map(str, one["loc"])), "reason": one["msg"]} for one in fault.errors]
    return problem(422, errors=errors)


@api.exception_handler(Http404)
def _missing(request: HttpRequest, fault: Http404) -> HttpResponse:
    return problem(404)


def open_to_all(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    @login_not_required
    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response: HttpResponseBase = _answered(request, view, *args, **kwargs)
        for name, value in CORS.items():
            response[name] = value
        response["Cache-Control"] = "public, no-cache"
        return response

    return answer


def _answered(request: HttpRequest, view: Callable[..., HttpResponseBase], *args: Any, **kwargs: Any) -> Any:
    if request.method == "OPTIONS":
        return HttpResponse(status=204)
    if request.method not in READ:
        refused = problem(405)
        refused["Allow"] = "GET, HEAD, OPTIONS"
        return refused
    if not take("api", request.META.get("REMOTE_ADDR", ""), limit=settings.API_PER_HOUR):
        waiting = problem(429)
        waiting["Retry-After"] = "600"
        return waiting
    is_head = request.method == "HEAD"
    request.method = "GET"
    whole = view(request, *args, **kwargs)
    request.method = "HEAD" if is_head else "GET"
    return _unless_unchanged(request, whole)


def _unless_unchanged(request: HttpRequest, whole: Any) -> Any:
    if whole.status_code != HTTP_OK:
        return whole
    etag = quote_etag(hashlib.sha256(whole.content).hexdigest()[:32])
    response = get_conditional_response(request, etag=etag, response=whole) or whole
    response["ETag"] = etag
    return response


@open_to_all
def openapi_json(request: HttpRequest) -> HttpResponse:
    return JsonResponse(described(), json_dumps_params={"ensure_ascii": False})
