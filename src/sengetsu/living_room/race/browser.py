"""A runner that fills in the application form of a running server, as a browser would."""

import http.client
import re
from collections.abc import Mapping, Sequence
from contextlib import closing
from html import unescape
from html.parser import HTMLParser
from importlib import import_module
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest
from django.urls import reverse

from sengetsu.accounts.models import User
from sengetsu.base.dates import wareki
from sengetsu.living_room.bookings.choices import Purpose

from .entrants import TITLE, Entrant
from .laps import Lap
from .referee import CLEAR, Told
from .runners import Ask, Runner

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SECONDS = 90
FOUND, OK = 302, 200
Fields = Sequence[tuple[str, str]]


class Elsewhere(Exception):
    """The server does not know the people of the race: it runs on another database."""


def at_home(url: str) -> str:
    """The address of a server on this machine. Raises ValueError for any other host or scheme."""
    parts = urlsplit(url)
    if (parts.scheme, parts.hostname) != ("http", "127.0.0.1") or parts.username or not parts.port:
        raise ValueError(url)
    return f"http://127.0.0.1:{parts.port}"


def sign_in(user: User) -> dict[str, str]:
    """The cookie of a session in which this person has signed in."""
    request = HttpRequest()
    request.session = _sessions()()
    login(request, user, backend=BACKEND)
    request.session.save()
    return {settings.SESSION_COOKIE_NAME: str(request.session.session_key)}


def sign_out(cookies: Mapping[str, str]) -> None:
    _sessions()(cookies[settings.SESSION_COOKIE_NAME]).delete()


def _sessions() -> Any:
    return import_module(settings.SESSION_ENGINE).SessionStore


class _Hidden(HTMLParser):
    """The hidden fields of the page's form: its key against double sending, its token, what it carries."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "input" and told.get("type") == "hidden" and told.get("name"):
            self.fields.append((str(told["name"]), told.get("value") or ""))


class Browser:
    """Cookies, and a new line for every request: a runner that waits must not find its line cut."""

    def __init__(self, origin: str, cookies: Mapping[str, str]) -> None:
        self.origin = origin
        self.cookies = dict(cookies)

    def get(self, address: str) -> tuple[int, str]:
        return self._ask("GET", address, "")

    def post(self, address: str, fields: Fields) -> tuple[int, str]:
        return self._ask("POST", address, urlencode(fields))

    def _ask(self, method: str, address: str, body: str) -> tuple[int, str]:
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Origin": self.origin,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        line = http.client.HTTPConnection(urlsplit(self.origin).netloc, timeout=SECONDS)
        with closing(line):
            line.request(method, address, body=body, headers=headers)
            answer = line.getresponse()
            for name, value in answer.getheaders():
                if name.lower() == "set-cookie":
                    cookie, _, rest = value.split(";")[0].partition("=")
                    self.cookies[cookie] = rest
            return answer.status, answer.read().decode()


def runner(origin: str, entrant: Entrant, cookies: Mapping[str, str]) -> Runner:
    """Opens the form (for a series also its preview), and sends it at the start.

    Raises `Elsewhere` at once if the server does not let this person in, and ConnectionError without one.
    """
    browser = Browser(origin, cookies)
    address = reverse("booking_new")
    if browser.get(address)[0] != OK:
        raise Elsewhere

    def prepare(lap: Lap) -> Ask:
        _, page = browser.get(address)
        fields = [*hidden_of(page), *typed(entrant, lap)]
        if len(lap.days) > 1:
            _, page = browser.post(address, fields)
            fields = [*hidden_of(page), ("save", "1")]

        def ask() -> Told:
            status, page = browser.post(address, fields)
            return Told(status, won=status == FOUND, sentence=reason_in(page))

        return ask

    return prepare


def hidden_of(page: str) -> list[tuple[str, str]]:
    reader = _Hidden()
    reader.feed(page[page.rfind("<form", 0, page.find('name="once_key"')) :])
    return reader.fields


def typed(entrant: Entrant, lap: Lap) -> list[tuple[str, str]]:
    """What the fields of `bookings.forms.ApplyForm` hold for this lap."""
    first = lap.days[0]
    fields = [
        ("group", str(entrant.group.pk)),
        ("title", TITLE),
        ("purpose", Purpose.SALON.value),
        ("day", wareki(first)),
        ("spaces", str(lap.part.space_id)),
        ("starts", f"{lap.part.starts:%H:%M}"),
        ("ends", f"{lap.part.ends:%H:%M}"),
    ]
    if len(lap.days) > 1:
        rule = [("rule1_every", "weekly:0"), ("rule1_weekday", str(first.weekday()))]
        fields += [("repeat", "on"), ("until", wareki(lap.days[-1])), *rule]
    return fields


def reason_in(page: str) -> str:
    """The sentence of the page that says who was faster; else the beginning of what it says."""
    text = unescape(re.sub(r"<[^>]+>", "\n", page))
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    clear = [line for line in lines if CLEAR in line]
    return max(clear, key=len) if clear else " ".join(lines)[:200]
