"""Asks the town as one of its people, and reads what the answer means."""

from collections.abc import Iterator
from http.cookies import SimpleCookie
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve

from tests import factories

from .addresses import NOWHERE, Address, path_of, path_of_nothing
from .table import ANYBODY, METHODS, PEOPLE, Outcome, Row, Subject, Town


def people() -> dict[str, Any]:
    team = factories.team("織月")
    return {
        "aoki": factories.aoki(team),
        "mori": factories.mori(team),
        "hoshi": factories.hoshi(team),
        "kitano": factories.kitano(factories.team("東部地区チーム")),
        "ogawa": factories.ogawa(),
        "sato": factories.partner_sato(factories.agency()),
        "hara": factories.commissioner_hara(),
        "soda": factories.organizer_soda(),
        "kagami": factories.auditor_kagami(),
        "uno": factories.administrator_uno(),
    }


class Walk:
    """Asks the town as one of its people, and leaves it as it was."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.client = Client()  # one for all: a new one would build the middleware anew
        self.cookies: dict[str, str] = {}
        self.seen: dict[tuple[str, str, str], HttpResponse] = {}
        for name, person in town.people.items():
            client = Client()
            factories.open_session(client, person)
            self.cookies[name] = client.cookies[settings.SESSION_COOKIE_NAME].value

    def ask(self, who: str, method: str, path: str) -> HttpResponse:
        client = self.client
        known = {} if who == ANYBODY else {settings.SESSION_COOKIE_NAME: self.cookies[who]}
        client.cookies = SimpleCookie(known)
        with transaction.atomic():
            response = client.generic(
                method, path, content_type="application/x-www-form-urlencoded", HTTP_ACCEPT_LANGUAGE="ja"
            )
            if getattr(response, "streaming", False):
                # Read to its end while the town is still as it was.
                response = HttpResponse(
                    response.getvalue(), status=response.status_code, headers=response.headers
                )
            transaction.set_rollback(True)
        return response

    def ask_once(self, who: str, method: str, path: str) -> HttpResponse:
        key = (who, method, path)
        if key not in self.seen:
            self.seen[key] = self.ask(who, method, path)
        return self.seen[key]


def _target(response: HttpResponse) -> str:
    """The name of the address that a redirect (a plain one or htmx's) leads to; "" for none."""
    to = response.headers.get("Location") or response.headers.get("HX-Redirect") or ""
    if not to:
        return ""
    try:
        return resolve(to.split("?")[0]).view_name
    except Resolver404:
        return to


def _faceless(response: HttpResponse) -> tuple[int, bytes, list[tuple[str, str]]]:
    """What a stranger can compare: status, body, headers; not the reference, which is new each time."""
    headers = sorted((key, value) for key, value in response.headers.items() if key != "X-Reference")
    reference = response.headers.get("X-Reference", "").encode()
    return (
        response.status_code,
        response.content.replace(reference, b"") if reference else response.content,
        headers,
    )


def outcome_of(response: HttpResponse, method: str, own_name: str) -> Outcome:
    by_status = {405: Outcome.METHOD, 404: Outcome.HIDDEN}
    by_target = {"account_login": Outcome.SIGN_IN, "case_reason": Outcome.REASON}
    if response.status_code in by_status:
        return by_status[response.status_code]
    target = _target(response)
    if target in by_target and own_name not in {target, "account_logout"}:
        return by_target[target]
    if target.startswith("mfa_") and not own_name.startswith(("account_", "mfa_")):
        return Outcome.FAULT  # the gate of the second factor: people here have passed it
    refused_form = method == "POST" and response.status_code in {400, 409, 410, 422, 429}
    return Outcome.OK if response.status_code < 400 or refused_form else Outcome.FAULT


def refusals(walk: Walk, row: Row, address: Address) -> Iterator[str]:
    """A sentence for each answer that is not what the row promises."""
    for who in PEOPLE:
        for subject in row.profile.subjects:
            path = path_of(row, address, walk.town, subject)
            for method in METHODS:
                yield from _mismatch(walk, row, address, who, subject, method, path)


def _mismatch(
    walk: Walk, row: Row, address: Address, who: str, subject: Subject, method: str, path: str
) -> Iterator[str]:
    question = f"{who} {method} {path} ({subject})"
    response = walk.ask(who, method, f"{path}?{row.query}" if row.query else path)
    outcome = outcome_of(response, method, row.name)
    expected = row.expected(who, subject, method)
    if outcome not in expected:
        yield f"{question}: {outcome} ({response.status_code} {_target(response)}), expected {expected}"
        return
    if row.profile.rule(who, subject) is not Outcome.HIDDEN:
        return
    twins = [path_of_nothing(row, address)] if address.parts else []
    twins += [NOWHERE] if outcome is Outcome.HIDDEN else []
    for twin in twins:
        if _faceless(response) != _faceless(walk.ask_once(who, method, twin)):
            yield f"{question} can be told from {twin}, which does not exist"
