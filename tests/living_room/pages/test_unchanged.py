"""A page that a visitor has already costs a line; one that changed or speaks another language comes whole."""

import pytest
import time_machine
from django.test import Client

from sengetsu.accounts.models import User
from tests.people import SignIn

from .dates import application, bare_town, booking
from .test_calendar import SUNDAY

pytestmark = pytest.mark.django_db
PATHS = ("/", "/about/", "/privacy/", "/calendar/2026/12/", "/calendar/week/2026-12-07/", "/calendar/list/")
NOW = "2026-11-25 10:00+09:00"


def etag(client: Client, path: str) -> str:
    with time_machine.travel(NOW, tick=False):
        answer = client.get(path)
    assert answer["Cache-Control"] == "no-cache"
    return answer["ETag"]


def again(client: Client, path: str, known: str, now: str = NOW) -> int:
    with time_machine.travel(now, tick=False):
        return client.get(path, headers={"if-none-match": known}).status_code


@pytest.mark.parametrize("path", PATHS)
def test_the_same_page_is_not_sent_twice(client: Client, path: str) -> None:
    bare_town()
    assert again(client, path, etag(client, path)) == 304


@pytest.mark.parametrize("path", ["/", "/calendar/2026/12/"])
def test_a_new_date_is_sent_at_once(client: Client, path: str) -> None:
    venue = bare_town()
    known = etag(client, path)
    booking(application(venue), SUNDAY)
    assert again(client, path, known) == 200


def test_when_the_door_closes_the_page_says_so(client: Client) -> None:
    bare_town()
    assert again(client, "/", etag(client, "/"), now="2026-11-25 18:00+09:00") == 200


@pytest.mark.parametrize("path", PATHS)
def test_another_language_is_another_page(client: Client, path: str) -> None:
    bare_town()
    known = etag(client, path)
    client.cookies["django_language"] = "en"
    assert again(client, path, known) == 200


def test_what_a_signed_in_person_sees_is_kept_by_nobody(aoki: User, sign_in: SignIn) -> None:
    bare_town()
    answer = sign_in(aoki).get("/")
    assert "no-store" in answer["Cache-Control"]
    assert "ETag" not in answer
