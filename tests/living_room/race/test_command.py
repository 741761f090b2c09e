"""`sengetsu race`: against this machine only, never in a town that has applications; it tells the truth."""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse

from sengetsu.accounts.models import User
from sengetsu.config.management.commands.race import table
from sengetsu.living_room.bookings.models import Application
from sengetsu.living_room.demo import load_demo
from sengetsu.living_room.groups.models import Group
from sengetsu.living_room.race.actions import enter
from sengetsu.living_room.race.browser import Browser, at_home, hidden_of, reason_in, sign_in, typed
from sengetsu.living_room.race.entrants import TITLE, race_groups
from sengetsu.living_room.race.laps import laps
from sengetsu.living_room.race.referee import CLEAR, Result, Told
from tests.faults.servers import Server, environment_of, server
from tests.faults.test_lost_answer import database_url


def race(**options: Any) -> str:
    said = StringIO()
    call_command("race", stdout=said, **options)
    return said.getvalue()


@pytest.fixture
def place(transactional_db: None) -> None:
    load_demo()
    Application.objects.all().delete()


@pytest.fixture
def running(place: None) -> Iterator[Server]:
    """A real server with several threads on the test's own database."""
    environment = environment_of(Path(settings.DATA), database=database_url(), keys=Path(settings.KEYS))
    connection.close()
    with server(environment) as here:
        yield here


@pytest.mark.parametrize("series", [False, True])
def test_through_the_pages_of_a_server_every_hour_has_one_winner(running: Server, *, series: bool) -> None:
    told = race(url=f"http://127.0.0.1:{running.port}", clients=10, slots=3, series=series)
    assert "ちょうど1団体だった回\t3 / 3" in told
    assert "二重の予約（15分のます）\t0" in told
    assert "わけが分かる文で断られた団体\t27 / 27" in told
    assert "サーバーの失敗\t0" in told
    assert "ほかの予定" in told.splitlines()[-1]
    assert not Group.objects.filter(public_id__in=race_groups()).exists()
    assert not Application.objects.filter(title=TITLE).exists()
    assert not User.objects.filter(username__startswith="race-").exists()


def test_a_form_and_a_preview_without_a_clash_do_not_speak_of_one(running: Server) -> None:
    """Else every answer would pass for a clear sentence."""
    address = reverse("booking_new")
    [lap] = laps(load_demo(), 1, series=True)
    [entrant] = enter(by=None, number=1)
    browser = Browser(f"http://127.0.0.1:{running.port}", sign_in(entrant.user))
    _, form = browser.get(address)
    status, preview = browser.post(address, [*hidden_of(form), *typed(entrant, lap)])
    assert status == 200
    assert 'name="save"' in preview
    assert CLEAR not in form
    assert CLEAR not in preview


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1:8000",
        "http://sengetsu.example.jp:80",
        "http://127.0.0.1.example.jp:80",
        "http://localhost:8000",
        "http://localhost.example.jp:8000",
        "http://localhost@127.0.0.1:8000",
        "http://127.0.0.1:8000@example.jp:80",
        "http://127.0.0.1",
        "127.0.0.1:8000",
    ],
)
def test_no_other_machine_is_raced_against(url: str) -> None:
    with pytest.raises(ValueError):
        at_home(url)


def test_a_town_with_applications_is_left_alone(place: None) -> None:
    Application.objects.create(
        venue=load_demo(), title="そらまめ食堂", purpose="community_cafeteria", door="phone"
    )
    with pytest.raises(CommandError, match="ほんとうの申し込み"):
        race(url="http://127.0.0.1:1")
    assert not User.objects.filter(username__startswith="race-").exists()


def test_without_a_server_it_says_so_and_leaves_nothing(place: None) -> None:
    with pytest.raises(CommandError, match="サーバーが答えません"):
        race(url="http://127.0.0.1:1", clients=2, slots=1)
    assert not Group.objects.filter(public_id__in=race_groups()).exists()


def test_more_laps_than_there_are_free_hours_are_refused(place: None) -> None:
    with pytest.raises(CommandError, match="空いている時間"):
        race(url="http://127.0.0.1:1", slots=100_000)


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", [{"clients": 1}, {"clients": 51}, {"slots": 0}])
def test_numbers_that_make_no_race_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(CommandError, match="--clients"):
        race(url="http://127.0.0.1:1", **wrong)


CLEAN = Result(laps=4, runners=10, one_winner=4, double=0, half=0)
SPOILED = [
    {"one_winner": 3},
    {"double": 1},
    {"half": 1},
    {"unclear": [Told(200, won=False, sentence="エラー")]},
    {"faults": [Told(500, won=False)]},
]


@pytest.mark.parametrize("spoiled", SPOILED)
def test_one_fault_of_any_kind_spoils_the_race(spoiled: dict[str, Any]) -> None:
    facts = {"laps": 4, "runners": 10, "one_winner": 4, "double": 0, "half": 0}
    assert CLEAN.is_clean
    assert not Result(**{**facts, **spoiled}).is_clean


def test_what_a_loser_read_that_was_not_clear_is_shown() -> None:
    result = Result(
        laps=1, runners=2, one_winner=1, double=0, half=0, unclear=[Told(200, won=False, sentence="だめ")]
    )
    assert "分からない文：200 だめ" in table(result, seconds=1)


def test_the_reason_is_read_out_of_the_page_and_not_out_of_its_tags() -> None:
    page = f"<p title='{CLEAR}'>どうぞ</p><p class='error'>9:00 からは、{CLEAR}が先に入りました。</p>"
    assert reason_in(page) == f"9:00 からは、{CLEAR}が先に入りました。"
    assert CLEAR not in reason_in(f"<p title='{CLEAR}'>どうぞ</p>")
