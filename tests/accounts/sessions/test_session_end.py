"""A sign-in ends by itself, and with the roles that it was opened with."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client

from sengetsu.accounts.models import OpenSession, RoleGrant, User
from sengetsu.accounts.sessions import life
from sengetsu.accounts.signals import session_ended
from tests.people import SignIn

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 11, 24, 0, 0, tzinfo=UTC)  # 9:00 in Tokyo
HERE = "/accounts/"


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MORNING, tick=False) as traveller:
        yield traveller


def is_signed_in(client: Client) -> bool:
    return client.get(HERE).status_code == 200


def test_thirty_idle_minutes_end_it_and_lead_back(
    clock: time_machine.Traveller, sign_in: SignIn, aoki: User
) -> None:
    client = sign_in(aoki)
    clock.shift(timedelta(minutes=30))
    assert is_signed_in(client)
    clock.shift(timedelta(minutes=30, seconds=1))
    answer = client.get(HERE, follow=True)
    assert answer.redirect_chain == [("/accounts/login/?ended=time&next=%2Faccounts%2F", 302)]
    assert "書きかけは残っています" in answer.content.decode()
    assert Session.objects.filter(pk=client.session.session_key).count() == 0


def test_twelve_hours_end_it_however_busy_one_is(
    clock: time_machine.Traveller, sign_in: SignIn, aoki: User
) -> None:
    client = sign_in(aoki)
    for _ in range(12 * 3):
        clock.shift(timedelta(minutes=20))
        assert is_signed_in(client)
    clock.shift(timedelta(seconds=1))
    assert not is_signed_in(client)


def test_being_seen_is_written_once_a_minute(
    clock: time_machine.Traveller, sign_in: SignIn, aoki: User
) -> None:
    client = sign_in(aoki)
    clock.shift(timedelta(seconds=59))
    client.get(HERE)
    assert OpenSession.objects.get().seen_at == MORNING
    clock.shift(timedelta(seconds=1))
    client.get(HERE)
    assert OpenSession.objects.get().seen_at == MORNING + timedelta(seconds=60)


def test_what_was_typed_is_handed_on_before_the_session_is_flushed(
    clock: time_machine.Traveller, sign_in: SignIn, aoki: User
) -> None:
    heard: list[tuple[User, str]] = []

    def keep(user: User, request: Any, **_: Any) -> None:
        heard.append((user, request.POST["note"]))

    session_ended.connect(keep)
    client = sign_in(aoki)
    clock.shift(timedelta(hours=1))
    answer = client.post(
        HERE, {"note": "カーテンが動いた"}, headers={"referer": "http://testserver/home/?a=1"}
    )
    session_ended.disconnect(keep)
    assert heard == [(aoki, "カーテンが動いた")]
    page = answer.content.decode()
    assert answer.status_code == 401
    assert "カーテンが動いた" in page  # given back, whoever keeps drafts
    assert "/accounts/login/?ended=time&amp;next=%2Fhome%2F%3Fa%3D1" in page


def test_a_form_from_another_site_is_no_page_to_come_back_to(
    clock: time_machine.Traveller, sign_in: SignIn, aoki: User
) -> None:
    client = sign_in(aoki)
    clock.shift(timedelta(hours=1))
    answer = client.post(HERE, headers={"referer": "https://example.jp/trap"})
    assert answer["Location"] == "/accounts/login/?ended=time&next=%2Fhome%2F"


def test_nothing_is_kept_of_a_forged_form(clock: time_machine.Traveller, sign_in: SignIn, aoki: User) -> None:
    heard: list[User] = []

    def keep(user: User, **_: Any) -> None:
        heard.append(user)

    session_ended.connect(keep)
    client = sign_in(aoki, enforce_csrf_checks=True)
    clock.shift(timedelta(hours=1))
    assert client.post(HERE, {"note": "x"}).status_code == 403
    session_ended.disconnect(keep)
    assert heard == []


@pytest.mark.parametrize("headers", [{"hx-request": "true"}, {"sec-fetch-mode": "cors"}])
def test_a_script_gets_401_and_the_address(
    clock: time_machine.Traveller, sign_in: SignIn, aoki: User, headers: dict[str, str]
) -> None:
    client = sign_in(aoki)
    clock.shift(timedelta(hours=1))
    page = {"hx-current-url": "http://testserver/home/"}
    answer = client.post(HERE + "sessions/close/", headers=headers | page)
    assert answer.status_code == 401
    assert answer.json() == {"sign_in": "/accounts/login/?ended=time&next=%2Fhome%2F"}


def test_a_role_that_ends_closes_the_session_the_same_day(
    clock: time_machine.Traveller, sign_in: SignIn, aoki: User
) -> None:
    client = sign_in(aoki)
    RoleGrant.objects.filter(user=aoki).update(ends_on=date(2026, 11, 23))
    answer = client.get(HERE)
    assert answer["Location"].startswith("/accounts/login/?ended=closed")


def test_a_deactivated_account_is_out_at_once(sign_in: SignIn, aoki: User) -> None:
    client = sign_in(aoki)
    User.objects.filter(pk=aoki.pk).update(is_active=False)
    assert not is_signed_in(client)


def test_closing_all_sessions_closes_each_and_nobody_elses(sign_in: SignIn, aoki: User, mori: User) -> None:
    clients, other = [sign_in(aoki), sign_in(aoki)], sign_in(mori)
    life.close_all(aoki)
    assert [is_signed_in(client) for client in clients] == [False, False]
    assert is_signed_in(other)


def test_one_can_close_ones_other_devices(sign_in: SignIn, aoki: User) -> None:
    here, there = sign_in(aoki), sign_in(aoki)
    assert "ほかの端末のサインインを終える" in here.get(HERE).content.decode()
    here.post("/accounts/sessions/close/")
    assert (is_signed_in(here), is_signed_in(there)) == (True, False)


def test_a_living_session_costs_no_query_of_its_own(
    sign_in: SignIn, aoki: User, django_assert_num_queries: Any
) -> None:
    client = sign_in(aoki)
    with django_assert_num_queries(3):  # session, user, roles
        client.get("/accounts/demo/aoki/", headers={"accept": "text/html"})


def test_sign_out_clears_the_cache_and_leaves_nothing(sign_in: SignIn, aoki: User) -> None:
    client = sign_in(aoki)
    assert client.get(HERE)["Cache-Control"] == "no-store, private"
    answer = client.post("/accounts/logout/")
    assert answer["Clear-Site-Data"] == '"cache"'
    assert "no-store" in answer["Cache-Control"]
    assert answer["Location"] == "/"
    assert not is_signed_in(client)
    assert OpenSession.objects.get().ended_at is not None


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19 Safari/604", "iPhone・Safari"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit Chrome/140 Safari/537 Edg/140", "Windows・Edge"),
        ("", "そのほかの端末"),
    ],
)
def test_a_device_is_named_so_that_its_owner_knows_it(said: str, name: str) -> None:
    assert life.device_name(said) == name
