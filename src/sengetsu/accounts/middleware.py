"""Two questions before every page: does this sign-in still live, and was it made with two factors?"""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, resolve_url

from sengetsu.base import faults
from sengetsu.base.way_back import way_back

from .models import User
from .sessions import life
from .sign_in import second_factor
from .signals import session_ended

GetResponse = Callable[[HttpRequest], HttpResponse]


def asks_for_a_fragment(request: HttpRequest) -> bool:
    """Whether a script asks (htmx, fetch) and not a person who goes to a page."""
    if request.headers.get("HX-Request") == "true":
        return True
    return request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate"


def page_of(request: HttpRequest) -> str:
    """The page to come back to: for a sent form or a fragment, the page it stood on."""
    if request.method == "GET" and not asks_for_a_fragment(request):
        return request.get_full_path()
    came_from = request.headers.get("HX-Current-URL") or request.headers.get("Referer") or ""
    return way_back(request, came_from, otherwise=resolve_url(settings.LOGIN_REDIRECT_URL))


def to_sign_in(request: HttpRequest, why: str) -> HttpResponse:
    """The way to the sign-in page and back. What was being sent comes back in the page: nothing is lost.

    A script gets 401 and the address, and says so beside what is being written; sending it elsewhere would
    throw that away.
    """
    url = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'ended': why, 'next': page_of(request)})}"
    if asks_for_a_fragment(request):
        return JsonResponse({"sign_in": url}, status=401)
    return faults.sign_in_again(request, url) or redirect(url)


class SessionEndMiddleware:
    """Ends a sign-in in `process_view`, so after the CSRF check: what an expired POST carried may be kept."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        user = request.user
        if not isinstance(user, User):
            return None
        why = life.has_ended(request, user)
        if not why:
            life.touch(request)
            return None
        if why == "time" and request.method == "POST":
            session_ended.send(sender=User, user=user, request=request)
        answer = to_sign_in(request, why)
        logout(request)
        return answer


class SecondFactorMiddleware:
    """Whoever can open the confidential wing has two factors, or sets the second one up before all else."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        user = request.user
        if not isinstance(user, User) or not user.needs_second_factor or second_factor.was_used(request):
            return None
        where, open_names = second_factor.next_step(user)
        match = request.resolver_match
        if match is not None and match.view_name in open_names:
            return None
        if asks_for_a_fragment(request):
            return JsonResponse({"sign_in": resolve_url(where)}, status=401)
        return redirect(where)
