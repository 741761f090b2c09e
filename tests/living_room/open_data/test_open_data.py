"""Open data: the columns of the recommended sets, and nothing that a page does not show."""

import csv
import io

import pytest
from django.test import Client

from sengetsu.directory.towns.models import Town
from sengetsu.living_room.activities.mirror import mirror_all
from sengetsu.living_room.demo import load_demo
from sengetsu.living_room.open_data.tables import mapping
from tests.directory import town

pytestmark = pytest.mark.django_db


def table(client: Client, name: str) -> list[dict[str, str]]:
    response = client.get(f"/open-data/{name}.csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response.content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_events_have_the_columns_and_every_date_of_the_activities(client: Client) -> None:
    load_demo()
    Town.objects.create(pk=1, name="デモのまち", prefecture="埼玉県", code="112330")
    rows = table(client, "events")
    assert list(rows[0]) == [column for column, _ in mapping()["events"]]
    first = rows[0]
    for column in (
        "イベント名",
        "イベント名_カナ",
        "開始日",
        "終了日",
        "開始時間",
        "終了時間",
        "説明",
        "場所名称",
        "住所",
    ):
        assert first[column], column
    assert first["都道府県コード又は市区町村コード"] == "112330"
    assert {row["イベント名"] for row in rows} >= {"そらまめ食堂"}


def test_facilities_have_the_living_room_and_no_confidential_place(client: Client) -> None:
    load_demo()
    keeper = town.organization("市役所", kind="city")
    town.place("支所", of=keeper, street="北町1")
    town.place("かくれ家", of=keeper, confidential=True)
    names = [row["名称"] for row in table(client, "facilities")]
    assert "支所" in names
    assert "かくれ家" not in names


def test_the_json_says_edition_and_licence(client: Client) -> None:
    load_demo()
    told = client.get("/open-data/facilities.json").json()
    assert told["licence"].startswith("CC BY")
    assert told["edition"] == mapping()["edition"]
    assert told["rows"]


def test_a_formula_in_a_name_is_not_run(client: Client) -> None:
    keeper = town.organization("市役所", kind="city")
    town.place("=1+1", of=keeper, street="北町1")
    assert "'=1+1" in client.get("/open-data/facilities.csv").content.decode()


def test_the_page_explains_every_file(client: Client) -> None:
    load_demo()
    page = client.get("/open-data/").content.decode()
    for address in (
        "events.csv",
        "events.json",
        "facilities.csv",
        "columns.json",
        "/api/hsds/",
        "directory-hsds.json",
    ):
        assert address in page


def test_a_set_that_does_not_exist_is_not_found(client: Client) -> None:
    assert client.get("/open-data/people.csv").status_code == 404


def test_activities_stand_in_the_directory_by_themselves(client: Client) -> None:
    load_demo()
    mirror_all()
    page = client.get("/directory/?q=そらまめ食堂").content.decode()
    assert "そらまめ食堂" in page
    assert "第3火曜日 17:30–19:30" in page
