"""SENGETSU_OPEN_WING_ONLY=1: a house on the internet in which the confidential wing is not even there."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from .houses import House

ALONE = {"SENGETSU_OPEN_WING_ONLY": "1"}
PAGES = [
    "/", "/directory/", "/privacy/", "/letters/new/", "/letters/reply/", "/letters/again/", "/tips/new/",
    "/accounts/login/", "/token/", "/healthz",
]  # fmt: skip
CONFIDENTIAL = [
    "/home/",
    "/home/search/",
    "/cases/",
    "/cases/export/",
    "/intake/",
    "/tips/",
    "/drafts/intake:new/",
]
ASK = """
import json, sys
from django.db import connection
from django.test import Client
from django.urls import get_resolver
client = Client(HTTP_HOST="127.0.0.1", HTTP_ACCEPT_LANGUAGE="ja")
def status(path): return client.get(path, follow=True).status_code
def names(patterns):
    return [n for p in patterns for n in (names(p.url_patterns) if hasattr(p, "url_patterns") else [p.name])]
told = {
    "open": {path: status(path) for path in OPEN},
    "names": names(get_resolver().url_patterns),
    "tables": connection.introspection.table_names(),
    "sent": client.post("/letters/new/", {"text": "灯台のそばで待つ", "reply": "here"}).status_code,
    "tip": client.post("/tips/new/", {"text": "雨戸がずっと閉まっている"}).status_code,
}
from sengetsu.accounts.models import User
from sengetsu.accounts.sign_in.views import BACKEND
client.force_login(User.objects.create_user("hara"), backend=BACKEND)
told["signed_in"] = {path: client.get(path).status_code for path in CONFIDENTIAL}
told["account"] = client.get("/accounts/").content.decode()
from django.shortcuts import resolve_url
from django.conf import settings
told["after_sign_in"] = client.get(resolve_url(settings.LOGIN_REDIRECT_URL)).status_code
wing = ("sengetsu.link_work", "sengetsu.home", "sengetsu.insight")
told["modules"] = [name for name in sys.modules if name.startswith(wing)]
print(json.dumps(told))
"""


@pytest.fixture(scope="module")
def lone_house(tmp_path_factory: pytest.TempPathFactory) -> House:
    """Set up with the public half of the letter key alone, as a city would bring it over."""
    inside, outside = tmp_path_factory.mktemp("inside"), tmp_path_factory.mktemp("outside")
    assert House(inside).run("keys", "create").returncode == 0
    (outside / "keys").mkdir(mode=0o700)
    shutil.copy(inside / "keys" / "letters.public", outside / "keys")
    house = House(outside, ALONE)
    for _ in range(2):
        answer = house.run("setup")
        assert answer.returncode == 0, answer.stderr
    return house


@pytest.fixture(scope="module")
def told(lone_house: House) -> dict[str, Any]:
    answer = lone_house.python(f"OPEN, CONFIDENTIAL = {PAGES!r}, {CONFIDENTIAL!r}\n{ASK}")
    assert answer.returncode == 0, answer.stderr
    found: dict[str, Any] = json.loads(answer.stdout)
    return found


def test_the_open_pages_answer_and_the_letter_box_takes_letters(told: dict[str, Any]) -> None:
    assert {path: status for path, status in told["open"].items() if status != 200} == {}
    assert (told["sent"], told["tip"]) == (200, 200)


def test_nothing_of_the_confidential_wing_is_loaded_stored_or_addressed(told: dict[str, Any]) -> None:
    assert told["modules"] == []
    assert [table for table in told["tables"] if table.startswith(("link_work", "home"))] == []
    assert {"case_list", "intake_list", "home_today", "draft_keep"}.isdisjoint(told["names"])


def test_who_signs_in_lands_on_a_page_and_finds_no_door(told: dict[str, Any]) -> None:
    assert set(told["signed_in"].values()) == {404}
    assert told["after_sign_in"] == 200
    assert not any(f'href="{path}"' in told["account"] for path in CONFIDENTIAL)


def test_it_holds_no_key_that_opens_a_letter(lone_house: House) -> None:
    assert not (Path(lone_house.data) / "keys" / "letters.private").exists()
    assert lone_house.run("check").returncode == 0
    answer = lone_house.python(
        "from sengetsu.postbox.letters.models import Letter\n"
        "from sengetsu.postbox.sealing import open_letter\n"
        "open_letter(Letter.objects.first().sealed)"
    )
    assert "LettersKeyMissing" in answer.stderr
