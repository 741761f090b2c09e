"""Wrong tries are counted per name and address: nobody locks out a town hall, nobody guesses on."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client, RequestFactory
from pytest_django.fixtures import Settings

from sengetsu.accounts.models import User
from sengetsu.accounts.sign_in.address import client_address
from sengetsu.audit.models import Entry
from tests.people import PASSWORD

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"
TOWN_HALL, HOME = "192.0.2.10", "198.51.100.7"
EVENING = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)  # 18:00 in Tokyo


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    cache.clear()
    with time_machine.travel(EVENING, tick=False) as traveller:
        yield traveller


def try_once(name: str, password: str, address: str = TOWN_HALL) -> HttpResponse:
    return Client(REMOTE_ADDR=address).post(LOGIN, {"login": name, "password": password})


def gets_in(name: str, address: str) -> bool:
    return try_once(name, PASSWORD, address).status_code == 302


def lock(name: str = "hara", address: str = TOWN_HALL) -> None:
    for _ in range(5):
        try_once(name, "chigau", address)


def test_five_wrong_tries_lock_this_name_at_this_address_alone(commissioner_hara: User, aoki: User) -> None:
    lock()
    assert try_once("hara", PASSWORD).status_code == 429
    assert gets_in("aoki", TOWN_HALL)
    assert gets_in("hara", HOME)


def test_four_wrong_tries_are_forgotten_with_the_right_one(commissioner_hara: User) -> None:
    for _ in range(2):
        for _ in range(4):
            assert try_once("hara", "chigau").status_code == 200
        assert gets_in("hara", TOWN_HALL)


@pytest.mark.parametrize("spelling", ["HARA", "Ｈａｒａ", " hara "])
def test_another_spelling_is_no_new_chance(commissioner_hara: User, spelling: str) -> None:
    lock()
    assert try_once(spelling, PASSWORD).status_code == 429


def test_the_page_keeps_the_name_and_says_when(commissioner_hara: User) -> None:
    for _ in range(4):
        try_once("hara", "chigau")
    answer = try_once("hara", "chigau")
    page = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (429, "900")
    assert 'value="hara"' in page
    assert "18:15" in page
    assert "あと15分ほど" in page


def test_trying_on_does_not_put_the_end_off(commissioner_hara: User, clock: time_machine.Traveller) -> None:
    lock()
    clock.shift(timedelta(minutes=14))
    assert try_once("hara", PASSWORD).status_code == 429
    clock.shift(timedelta(minutes=1, seconds=1))
    assert gets_in("hara", TOWN_HALL)


def test_a_name_that_nobody_has_is_answered_alike(commissioner_hara: User) -> None:
    pages = []
    for name in ("hara", "dare"):
        for _ in range(4):
            answer = try_once(name, "chigau")
        assert "ユーザー名かパスワードがちがいます" in answer.content.decode()
        pages.append(try_once(name, "chigau").status_code)
    assert pages == [429, 429]


def test_wrong_tries_at_an_account_stand_in_the_trail_without_what_was_typed(commissioner_hara: User) -> None:
    try_once("hara", "himitsu-no-kotoba")
    try_once("himitsu-no-kotoba", "hara")
    [entry] = Entry.objects.filter(action="sign_in_failed")
    assert (entry.actor_id, entry.thing_id) == ("", str(commissioner_hara.pk))
    assert "himitsu" not in str(list(Entry.objects.values()))


def test_codes_of_the_second_factor_are_counted_too(aoki: User) -> None:
    client = Client(REMOTE_ADDR=TOWN_HALL)
    answer = client.post(LOGIN, {"login": "aoki", "password": PASSWORD})
    assert answer["Location"] == "/accounts/2fa/authenticate/"
    said = [client.post("/accounts/2fa/authenticate/", {"code": "000000"}).content.decode() for _ in range(6)]
    assert all("確認コードがちがいます" in page for page in said[:5])
    assert "まちがいが続いた" in said[5]
    assert client.get("/accounts/").status_code == 302


@pytest.mark.parametrize(
    ("behind_proxy", "forwarded", "address"),
    [
        (False, "203.0.113.9", TOWN_HALL),
        (True, "203.0.113.9", "203.0.113.9"),
        (True, "10.0.0.1, 203.0.113.9", "203.0.113.9"),
        (True, "", TOWN_HALL),
        (True, "nonsense", "0.0.0.0"),  # noqa: S104
    ],
)
def test_only_our_own_proxy_says_who_asks(
    settings: Settings, behind_proxy: bool, forwarded: str, address: str
) -> None:
    settings.BEHIND_PROXY = behind_proxy
    headers = {"x-forwarded-for": forwarded} if forwarded else {}
    assert client_address(RequestFactory().get("/", headers=headers, REMOTE_ADDR=TOWN_HALL)) == address


def test_a_forged_hop_makes_no_new_address(settings: Settings, commissioner_hara: User) -> None:
    settings.BEHIND_PROXY = True
    for number in range(5):
        Client(headers={"x-forwarded-for": f"10.0.0.{number}, 203.0.113.9"}).post(
            LOGIN, {"login": "hara", "password": "chigau"}
        )
    answer = Client(headers={"x-forwarded-for": "10.9.9.9, 203.0.113.9"}).post(
        LOGIN, {"login": "hara", "password": PASSWORD}
    )
    assert answer.status_code == 429
