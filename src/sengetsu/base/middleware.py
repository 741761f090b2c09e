"""What every answer has: a reference, clean failures, and no copies of confidential pages."""

import logging
import secrets
from collections.abc import Callable

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect

from . import faults, reference

GetResponse = Callable[[HttpRequest], HttpResponse]
log = logging.getLogger("sengetsu.faults")


class RequestReferenceMiddleware:
    """Gives each request a short reference, for an error page and for the audit trail."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        name = secrets.token_hex(6)
        request.reference = name  # type: ignore[attr-defined]
        token = reference.begin(name)
        try:
            response = self.get_response(request)
        finally:
            reference.end(token)
        response["X-Reference"] = name
        return response


class CleanFailureMiddleware:
    """A full disk or a lost database is a clean page, and the next request works again.

    This catches the fault of a view. What fails outside (a session that cannot be saved) reaches
    `faults.server_error`, which knows it too.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        if not faults.is_out_of_service(fault):
            return None
        log.error("out of service", exc_info=fault, extra={"request": request})
        return faults.cannot_save(request)


class SignInMiddleware(LoginRequiredMiddleware):
    """Sends strangers to the sign-in page, but never throws away what somebody was just writing."""

    def handle_no_permission(  # type: ignore[override]  # the stubs promise a redirect; Django takes any answer
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseBase:
        answer = super().handle_no_permission(request, view_func)
        kept = isinstance(answer, HttpResponseRedirect) and faults.sign_in_again(request, answer.url)
        return kept or answer


class NoStoreMiddleware:
    """Whatever a signed-in person sees is kept by no browser and no proxy.

    The answer to signing out counts too: the person was signed in when the request came.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        before = request.user.is_authenticated
        response = self.get_response(request)
        kept_nowhere = "no-store" in response.headers.get("Cache-Control", "")
        if (before or request.user.is_authenticated) and not kept_nowhere:
            response["Cache-Control"] = "no-store, private"
        return response
