"""The poster for the notice board and the month for the wall: one sheet each, in three languages."""

import io

import pytest
import time_machine
from django.test import Client
from pypdf import PdfReader

from sengetsu.living_room.activities.choices import ActivityState
from sengetsu.living_room.activities.models import Activity
from sengetsu.living_room.demo import load_demo

pytestmark = pytest.mark.django_db
MILLIMETRES = 25.4 / 72


@pytest.fixture(autouse=True)
def november() -> object:
    with time_machine.travel("2026-11-25 10:00+09:00"):
        load_demo()
        yield


def soramame() -> Activity:
    return Activity.objects.get()


def sheet(client: Client, address: str, language: str = "ja") -> tuple[PdfReader, str]:
    client.cookies["django_language"] = language
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    read = PdfReader(io.BytesIO(answer.content))
    return read, "".join(page.extract_text() for page in read.pages)


def size(read: PdfReader) -> tuple[int, int]:
    box = read.pages[0].mediabox
    return round(float(box.width) * MILLIMETRES), round(float(box.height) * MILLIMETRES)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "ja",
            ["そらまめ食堂", "第1日曜日", "12月6日（日）", "子どもは無料", "西高尾4-198-5", "048-000-0001"],
        ),
        ("ja-easy", ["しょくどう", "にちようび", "300"]),
        ("en", ["Soramame", "Sunday, 6 December", "12:00–15:00", "For whom"]),
    ],
)
def test_a_poster_is_one_a4_sheet_with_all_that_one_asks(
    client: Client, language: str, words: list[str]
) -> None:
    read, text = sheet(client, f"/activities/{soramame().public_id}/poster.pdf", language)
    assert (len(read.pages), size(read)) == (1, (210, 297))
    assert [word for word in words if word not in text.replace("\n", "")] == []


@pytest.mark.parametrize("language", ["ja", "ja-easy", "en"])
def test_a_month_is_one_a3_sheet(client: Client, language: str) -> None:
    read, text = sheet(client, "/calendar/2026/12/timetable.pdf", language)
    assert (len(read.pages), size(read)) == (1, (420, 297))
    assert "12:00–15:00" in text
    assert ("そらまめ" in text) or ("Soramame" in text)


def test_a_month_that_the_calendar_does_not_know_has_no_sheet(client: Client) -> None:
    for address in ("/calendar/1999/1/timetable.pdf", "/calendar/2026/13/timetable.pdf"):
        assert client.get(address).status_code == 404


def test_a_draft_has_no_poster_for_strangers(client: Client) -> None:
    activity = soramame()
    activity.state = ActivityState.DRAFT
    activity.save()
    assert client.get(f"/activities/{activity.public_id}/poster.pdf").status_code == 404


def test_what_was_typed_is_never_source(client: Client) -> None:
    activity = soramame()
    activity.description["ja"] = '#panic("x") $1/0$ \\ {漢字|かんじ} */ 100%'
    activity.save()
    _, text = sheet(client, f"/activities/{activity.public_id}/poster.pdf")
    assert '#panic("x")' in text


def test_a_very_long_name_stays_on_one_sheet(client: Client) -> None:
    activity = soramame()
    activity.name["ja"] = "とても長い名前の" * 6
    activity.description["ja"] = "なんでもやります。" * 20
    activity.save()
    read, _ = sheet(client, f"/activities/{activity.public_id}/poster.pdf")
    assert len(read.pages) == 1
