"""What every answer has: a reference, clean failures, and no copies of confidential pages."""

import secrets
from collections.abc import Callable

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse

from . import reference

GetResponse = Callable[[HttpRequest], HttpResponse]


class RequestReferenceMiddleware:
    """Gives each request a short reference, for an error page and for the audit trail."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.reference = secrets.token_hex(6)  # type: ignore[attr-defined]
        token = reference.begin(request.reference)  # type: ignore[attr-defined]
        try:
            response = self.get_response(request)
        finally:
            reference.end(token)
        response["X-Reference"] = request.reference  # type: ignore[attr-defined]
        return response


class CleanFailureMiddleware:
    """A full disk or a lost database is a clean page, and the next request works again."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        from .views import cannot_save

        return cannot_save(request) if isinstance(fault, OperationalError) else None


class NoStoreMiddleware:
    """Whatever a signed-in person sees is kept by no browser and no proxy."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated:
            response["Cache-Control"] = "no-store, private"
        return response
