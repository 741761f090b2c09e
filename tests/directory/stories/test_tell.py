"""Somebody describes a situation: talking comes first, and nothing of it stays anywhere."""

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse

from sengetsu.audit.models import Entry
from tests.directory import town

pytestmark = pytest.mark.django_db
STORY = "借金の督促の電話がこわくて、ポストを開けられません。"
TELL = "/directory/tell/"


def answer(client: Client, story: str = STORY, **more: object) -> str:
    return client.post(TELL, {"story": story, **more}).content.decode()


@pytest.fixture(autouse=True)
def entries() -> None:
    town.service("債務整理の無料相談", description="多重債務、借金の返済を弁護士と考えます")
    town.service("コーラスの会", description="だれでも歌えます")


def test_talking_comes_first_then_what_was_heard_then_services_with_a_reason(client: Client) -> None:
    page = answer(client)
    talk, heard, service = (
        page.index(word) for word in ("話してみる", "こう聞きました", "債務整理の無料相談")
    )
    assert talk < heard < service
    assert "と読み" in page


def test_nothing_of_it_is_stored_or_cached(client: Client) -> None:
    before = Entry.objects.count()
    response = client.post(TELL, {"story": STORY})
    assert response["Cache-Control"] == "no-store, private"
    assert Entry.objects.count() == before
    assert not Session.objects.exists()
    assert "借金の督促" not in str(getattr(cache, "_cache", ""))
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            assert "ポストを開けられません" not in str(cursor.fetchall())


def test_the_story_comes_back_into_its_field(client: Client) -> None:
    assert answer(client).count(STORY) >= 1


def test_a_need_that_is_tapped_away_is_gone(client: Client) -> None:
    assert 'value="debts" checked' in answer(client)
    page = answer(client, shown="debts", need=["loneliness"])
    assert 'value="debts" checked' not in page
    assert 'value="loneliness" checked' in page


def test_danger_is_said_at_the_top_with_whom_to_call(client: Client) -> None:
    page = answer(client, "今夜、橋から飛びます。遺書は書きました。")
    assert page.index("緊急かもしれません") < page.index("こう聞きました")
    assert "110番" in page


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"story": ""}, "いまのようす"),
        ({"story": "あ" * 4001}, "4000"),
        ({"story": STORY, "age": "むかし"}, "年齢は数字で"),
        ({"story": STORY, "age": "999"}, "年齢は数字で"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    client: Client, sent: dict[str, str], sentence: str
) -> None:
    page = client.post(TELL, sent).content.decode()
    assert sentence in page
    assert sent["story"] in page


@pytest.mark.parametrize("age", ["７２", "七十二", "72歳", ""])
def test_an_age_may_be_written_in_any_way(client: Client, age: str) -> None:
    assert "こう聞きました" in answer(client, age=age)


def test_a_stranger_who_asks_without_end_is_told_to_wait(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sengetsu.directory.stories.views.STORIES_PER_ADDRESS", 1)
    answer(client)
    assert client.post(TELL, {"story": STORY}).status_code == 429


def test_the_front_of_the_directory_leads_there_after_talking(client: Client) -> None:
    page = client.get(reverse("directory_home")).content.decode()
    assert 0 < page.index("/letters/new/") < page.index(TELL)
