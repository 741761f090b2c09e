"""Whatever is sent to any form or address, nobody meets a fault, and nothing is written twice or askew."""

import re
from collections.abc import Iterator
from itertools import product
from typing import ClassVar
from urllib.parse import urlencode

from django import forms
from django.db import transaction
from django.forms import Form
from django.test import TestCase

from tests.access.addresses import all_addresses
from tests.access.walk import people

from .canaries import OWN, birds
from .looking import Looking

NAMES = re.compile(r'<(?:input|textarea|select)[^>]* name="([^"]+)"')
HOSTILE = {
    "a NUL": "\x00",
    "a NUL inside": "北\x00川",
    "a huge number": "9" * 40,
    "a negative number": "-1",
    "a long text": "月" * 20_000,
    "signs": "𠮷😀\u202e\ufeff\ud7ff",
    "markup": "<script>alert(1)</script>{{ 7|add:7 }}%s%(x)s",
    "a last day": "9999-12-31",
    "a first day": "0001-01-01",
    "no such day": "令和8年2月30日",
    "a path": "../../../etc/passwd",
    "an address": "//evil.example/",
    "half a character": b"\xed\xa0\x80\xff".decode("latin-1"),
}
QUERIES = [
    {"page": "9" * 5000},
    {"page": "-1", "q": "\x00", "whose": "\x00", "state": "\x00", "which": "\x00", "name": "\x00"},
    {
        "q": "月" * 3000,
        "name": "月" * 3000,
        "phone": "0" * 3000,
        "address": "月" * 3000,
        "person": "月" * 3000,
    },
    {"service": "\x00", "organization": "9" * 40, "next": "//evil.example", "only": "1", "into": "\x00"},
    {"since": "9999-12-31", "until": "9999-12-31", "person": "\x00", "case_id": "\x00", "action": "\x00"},
]
# Who tries what: whoever gets furthest in it.
TRIES = {
    "aoki": ("sengetsu.link_work", "sengetsu.home"),
    "kagami": ("sengetsu.audit",),
    "uno": ("sengetsu.accounts", "allauth"),
    "anybody": ("sengetsu.base", "sengetsu.postbox", "sengetsu.living_room", "sengetsu.directory"),
}
NOT_HERE = {"account_logout"}  # it would end the walk


def good_answers(form: Form) -> dict[str, object]:
    """What somebody could send: what the page already says, else the first choice, else a word."""
    return {name: _good(form, name) for name in form.fields}


def _good(form: Form, name: str) -> object:
    value, field = form[name].value(), form.fields[name]
    if value not in (None, "", []):
        return value
    if isinstance(field, forms.ChoiceField):
        return next((str(key) for key, _ in field.choices if str(key)), "")
    return "2026-12-24" if isinstance(field, forms.DateField) else "" if not field.required else "あ"


def bad_values(field: forms.Field) -> list[str]:
    if isinstance(field, forms.ChoiceField):
        return ["9" * 40, "\x00"]
    if isinstance(field, forms.DateField) or "Date" in type(field).__name__:
        return ["9999-12-31", "0001-01-01", "令和9999年1月1日"]
    return ["\x00", "99999999歳", "月" * 5000]


def is_calm(status: int) -> bool:
    return status < 500


class HostileInput(TestCase):
    looking: ClassVar[Looking]

    @classmethod
    def setUpTestData(cls) -> None:
        everybody = people()
        cls.looking = Looking(everybody, birds(everybody))
        for client in cls.looking.clients.values():
            client.raise_request_exception = False
        cls.looking.addresses = [one for one in all_addresses() if one.name not in NOT_HERE]

    def paths(self, who: str) -> Iterator[str]:
        for address in self.looking.addresses:
            if address.view.__module__.startswith(TRIES[who]):
                yield from self.looking.paths_of(address, self.looking.birds[OWN])

    def forms(self, who: str) -> Iterator[tuple[str, set[str]]]:
        for path in self.paths(who):
            page = self.looking.clients[who].get(path)
            if page.status_code == 200 and not page.streaming:
                names = set(NAMES.findall(page.content.decode(errors="replace"))) - {"csrfmiddlewaretoken"}
                yield path, names

    def fillable(self, who: str) -> Iterator[tuple[str, Form]]:
        for path in self.paths(who):
            page = self.looking.clients[who].get(path)
            form = page.context and page.context.get("form")
            if isinstance(form, Form):
                yield path, form

    def send(self, who: str, path: str, answers: dict[str, object]) -> int:
        body = urlencode({**answers, "once_key": ""}, doseq=True)
        return self.ask(who, path, data=body, content_type="application/x-www-form-urlencoded")

    def ask(self, who: str, path: str, method: str = "POST", **options: object) -> int:
        with transaction.atomic():
            response = self.looking.clients[who].generic(method, path, **options)  # type: ignore[arg-type]
            status = response.status_code
            transaction.set_rollback(True)
        return status

    def test_no_form_breaks_whatever_is_typed(self) -> None:
        broken = []
        for who in TRIES:
            for path, names in list(self.forms(who)):
                for kind, text in HOSTILE.items():
                    body = urlencode(
                        dict.fromkeys(names, text), encoding="latin-1" if "half" in kind else "utf-8"
                    )
                    status = self.ask(who, path, data=body, content_type="application/x-www-form-urlencoded")
                    if not is_calm(status):
                        broken.append(f"{who} {path} {kind}: {status}")
        assert broken == []

    def test_no_address_breaks_whatever_is_asked(self) -> None:
        broken = []
        for who, query in product(TRIES, QUERIES):
            for path in self.paths(who):
                status = self.ask(who, f"{path}?{urlencode(query)}", "GET")
                if not is_calm(status):
                    broken.append(f"{who} {path} {list(query)}: {status}")
        assert broken == []

    def test_bodies_that_are_no_forms_are_refused_calmly(self) -> None:
        form = "application/x-www-form-urlencoded"
        bodies = [
            ("a=" + "b" * 1_100_000, form),
            ("&".join(f"field{n}=1" for n in range(301)), form),
            ('{"a": 1}', "application/json"),
            ("--x\r\nbroken", "multipart/form-data; boundary=x"),
            ("", "multipart/form-data"),
            ("a=1", f"{form}; charset=no-such-charset"),
        ]
        paths = [
            "/letters/new/",
            "/tips/new/",
            "/accounts/login/",
            "/intake/new/",
            "/cases/new/",
            "/drafts/intake:new/",
        ]
        found = {
            (path, kind): self.ask("aoki", path, data=body, content_type=kind)
            for path in paths
            for body, kind in bodies
        }
        assert {what: status for what, status in found.items() if not is_calm(status)} == {}

    def test_one_bad_value_among_good_ones_breaks_nothing(self) -> None:
        broken, taken = [], 0
        for path, form in list(self.fillable("aoki")):
            good = good_answers(form)
            taken += self.send("aoki", path, good) == 302
            for name, field in form.fields.items():
                for text in bad_values(field):
                    status = self.send("aoki", path, {**good, name: text})
                    if not is_calm(status):
                        broken.append(f"{path} {name} {text[:20]!r}: {status}")
        assert broken == []
        assert taken > 12  # the good answers are good: the bad ones are met behind the first check
