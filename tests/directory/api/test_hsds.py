"""`/api/hsds/`: what everybody may read, in the words of HSDS 3.1."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client, override_settings
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.directory.demo import load_demo
from sengetsu.directory.models import Service
from tests.directory import town

from .official import FOLDER, faults

pytestmark = pytest.mark.django_db
BASE = "/api/hsds"
NOBODYS = "0b5a7e0e-6f0d-4a53-9b3f-3b7a3f9d1c11"


def get(client: Client, path: str, status: int = 200, **headers: str) -> Any:
    response = client.get(f"{BASE}{path}", **headers)  # type: ignore[arg-type]
    assert response.status_code == status, response.content[:300]
    return response.json() if response.content else None


def test_the_root_says_version_profile_and_description(client: Client) -> None:
    told = get(client, "/")
    assert told["version"] == "3.1"
    assert told["openapi_url"].endswith("/api/openapi.json")
    assert told["profile"]


def test_a_list_comes_in_pages(client: Client) -> None:
    for number in range(5):
        town.service(f"窓口{number}")
    page = get(client, "/services?per_page=2&page=3")
    assert {name: page[name] for name in page if name != "contents"} == {
        "total_items": 5,
        "total_pages": 3,
        "page_number": 3,
        "size": 1,
        "first_page": False,
        "last_page": True,
        "empty": False,
    }
    assert get(client, "/services?page=9")["empty"] is True


def test_every_filter_narrows_and_all_of_them_together(client: Client) -> None:
    food = town.service("子ども食堂", category="food")
    town.service("大人食堂", category="food")
    town.service("法律相談", category="legal")
    term = next(one for one in get(client, "/taxonomy_terms")["contents"] if one["code"] == "food")
    assert get(client, f"/services?taxonomy_term_id={term['id']}")["total_items"] == 2
    assert get(client, "/services?search=こども食堂")["total_items"] == 1
    assert get(client, f"/services?organization_id={food.organization_id}")["total_items"] == 1
    assert get(client, f"/services?taxonomy_term_id={term['id']}&search=法律")["total_items"] == 0
    assert get(client, f"/services?taxonomy_id={NOBODYS}")["total_items"] == 0
    tomorrow = (timezone.now() + timedelta(days=2)).date().isoformat()
    assert get(client, f"/services?modified_after={tomorrow}")["total_items"] == 0
    assert get(client, "/services?modified_after=2020-01-01")["total_items"] == 3


@pytest.mark.parametrize(
    ("moment", "number"),
    [
        ("0059-06-17T13:18:23.32%2B21:15", 1),
        ("0001-01-01T00:00:00%2B14:00", 1),
        ("9999-12-31T23:59:59-12:00", 0),
        ("2026-01-01", 1),
    ],
)
def test_any_moment_of_the_calendar_may_be_asked_for(client: Client, moment: str, number: int) -> None:
    town.service("窓口")
    assert get(client, f"/services?modified_after={moment}")["total_items"] == number


def test_minimal_says_less_and_full_says_more(client: Client) -> None:
    town.service("窓口", times="平日 9:00–17:00", phone="048-000-0001")
    assert set(get(client, "/services?minimal=true")["contents"][0]) == {"id", "name", "status"}
    assert get(client, "/services?full=true")["contents"][0]["phones"][0]["number"] == "048-000-0001"


def test_a_confidential_place_has_neither_address_nor_position(client: Client) -> None:
    hidden = town.place("かくれ家", confidential=True)
    entry = town.service("避難の宿", place=hidden)
    told = get(client, f"/services/{entry.pk}")
    location = told["service_at_locations"][0]["location"]
    assert not {"addresses", "latitude", "longitude"} & set(location)


def test_an_unchanged_answer_costs_a_line(client: Client) -> None:
    town.service("窓口")
    first = client.get(f"{BASE}/services")
    again = client.get(f"{BASE}/services", HTTP_IF_NONE_MATCH=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    Service.objects.update(name="新しい名前")
    assert client.get(f"{BASE}/services", HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 200


def test_any_page_of_the_web_may_read_it(client: Client) -> None:
    assert client.get(f"{BASE}/")["Access-Control-Allow-Origin"] == "*"
    assert client.options(f"{BASE}/services").status_code == 204


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/services?page=0", 422),
        ("/services?per_page=9999", 422),
        ("/services?modified_after=2026-02-30", 422),
        ("/services?taxonomy_term_id=x", 422),
        ("/services/x", 422),
        (f"/services/{NOBODYS}", 404),
        (f"/service_at_locations/{NOBODYS}", 404),
        ("/nothing/here", 404),
    ],
)
def test_an_error_is_a_problem_in_json(client: Client, path: str, status: int) -> None:
    response = client.get(f"{BASE}{path}")
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["status"] == status


def test_nothing_can_be_written(client: Client) -> None:
    for method in ("post", "put", "patch", "delete"):
        response = getattr(client, method)(f"{BASE}/services")
        assert response.status_code == 405
        assert response["Content-Type"] == "application/problem+json"


@override_settings(API_PER_HOUR=3)
def test_who_asks_too_often_is_told_to_wait(client: Client) -> None:
    answers = [client.get(f"{BASE}/", REMOTE_ADDR="203.0.113.9").status_code for _ in range(5)]
    assert answers == [200, 200, 200, 429, 429]


def test_a_page_of_the_list_costs_the_same_with_one_entry_and_with_thirty(
    client: Client, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    get(client, "/")  # the first count of an address costs more than the next

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            get(client, "/services?full=true")
        return len(asked)

    town.service("ひとつめ", times="平日 9:00–17:00")
    one = queries()
    for number in range(30):
        town.service(f"窓口{number}", place=town.place(f"場所{number}"))
    assert queries() == one


def test_nothing_of_a_keeper_is_told(client: Client, aoki: User) -> None:
    entry = town.service("窓口", assured_by=str(aoki))
    assert str(aoki) not in client.get(f"{BASE}/services/{entry.pk}").content.decode()


@pytest.mark.skipif(not FOLDER.exists(), reason="the official schemas do not lie beside this repository")
def test_every_answer_about_the_demo_town_fits_the_official_schemas(client: Client) -> None:
    load_demo()
    found = []
    for path, schema, one in (
        ("/services", "service_list", "service"),
        ("/organizations", "organization_list", "organization"),
        ("/service_at_locations", "service_at_location_list", "service_at_location"),
        ("/taxonomies", "taxonomy", "taxonomy"),
        ("/taxonomy_terms", "taxonomy_term", "taxonomy_term"),
    ):
        entries = get(client, f"{path}?per_page=200")["contents"]
        assert entries
        found += [fault for entry in entries for fault in faults(schema, entry)]
        for entry in entries[:: max(len(entries) // 12, 1)]:
            found += faults(one, get(client, f"{path}/{entry['id']}"))
    found += [
        fault
        for entry in get(client, "/services?full=true&per_page=200")["contents"]
        for fault in faults("service", entry)
    ]
    assert found == []


@pytest.mark.skipif(not FOLDER.exists(), reason="the official schemas do not lie beside this repository")
def test_a_key_that_the_schema_does_not_know_is_noticed(client: Client) -> None:
    entry = town.service("窓口")
    told = get(client, f"/services/{entry.pk}")
    assert faults("service", {**told, "mood": "calm"})
