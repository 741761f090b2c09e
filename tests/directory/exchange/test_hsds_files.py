"""HSDS as a file: out and in again is the same directory."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from sengetsu.directory.exchange.drafts import ImportRefused
from sengetsu.directory.exchange.hsds_reading import read_hsds
from sengetsu.directory.models import Organization, Place, Service
from sengetsu.directory.services.actions import refresh
from tests.directory import town

pytestmark = pytest.mark.django_db


def run(command: str, file: Path) -> str:
    out = StringIO()
    call_command(command, str(file), stdout=out)
    return out.getvalue()


def whole_town() -> Service:
    keeper = town.organization("やねの会", description="住まいの会", email="yane@example.jp")
    held = town.place(
        "会館", of=keeper, street="北町1-2", city="まち市", prefecture="県", postal_code="364-0000"
    )
    entry = town.service(
        "部屋さがし",
        by=keeper,
        category="housing",
        place=held,
        description="入居の相談",
        minimum_age=18,
        times="平日 9:00–17:00",
        languages="日本語、英語",
        districts="北町、南町",
        is_free=True,
        cost="無料",
        kinds=["housing_support"],
    )
    refresh(service=entry)
    return entry


def test_what_is_exported_comes_back_into_an_empty_town_with_its_ids(tmp_path: Path) -> None:
    entry = whole_town()
    run("directory_export", tmp_path / "all.json")
    before = Service.objects.values().get()
    Service.objects.all().delete()
    Place.objects.all().delete()
    Organization.objects.all().delete()
    run("directory_import", tmp_path / "all.json")
    after = Service.objects.values().get()
    same = (
        "id",
        "name",
        "category",
        "kinds",
        "minimum_age",
        "times",
        "languages",
        "districts",
        "is_free",
        "cost",
    )
    assert {name: after[name] for name in same} == {name: before[name] for name in same}
    assert after["organization_id"] == entry.organization_id
    assert after["place_id"] == entry.place_id


def test_importing_it_over_itself_changes_nothing(tmp_path: Path) -> None:
    whole_town()
    run("directory_export", tmp_path / "all.json")
    run("directory_import", tmp_path / "all.json")
    assert "新しい 0 件、変わる 0 件、同じ 1 件" in run("directory_import", tmp_path / "all.json")


def test_a_page_of_the_api_is_a_file_too(tmp_path: Path) -> None:
    one = {"id": "0b5a7e0e-6f0d-4a53-9b3f-3b7a3f9d1c11", "name": "窓口", "status": "active"}
    file = tmp_path / "page.json"
    file.write_text(json.dumps({"total_items": 1, "contents": [one]}))
    run("directory_import", file)
    assert str(Service.objects.get().pk) == one["id"]


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ([], "ひとつもありません"),
        ([{"id": "a", "name": "b"}], "status"),
        ([{"id": "a", "name": "b", "status": "asleep"}], "知らない値"),
        ([{"id": "a", "name": "b", "status": "active", "minimum_age": "x"}], "値の形"),
        ([{"id": "a", "name": "b", "status": "active"}] * 2, "もう一度"),
        (["x"], "サービスの形"),
    ],
)
def test_a_bad_file_is_refused_as_a_whole(tmp_path: Path, told: Any, reason: str) -> None:
    file = tmp_path / "bad.json"
    file.write_text(json.dumps(told))
    with pytest.raises(CommandError) as refused:
        run("directory_import", file)
    assert reason in str(refused.value)
    assert not Service.objects.exists()


def test_what_is_no_json_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "bad.json"
    for data in (b"{", b"\xff\xfe", b"[" * 100_000):
        file.write_bytes(data)
        with pytest.raises(ImportRefused, match="JSON"):
            read_hsds(file)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
KEYS = (
    "schedules",
    "phones",
    "organization",
    "service_at_locations",
    "attributes",
    "cost_options",
    "languages",
)


@given(st.dictionaries(st.sampled_from(KEYS), JSON, max_size=4))
def test_no_shape_of_the_parts_breaks_the_reader(
    tmp_path_factory: pytest.TempPathFactory, parts: dict[str, Any]
) -> None:
    file = tmp_path_factory.mktemp("fuzz") / "one.json"
    file.write_text(json.dumps([{"id": "a", "name": "b", "status": "active", **parts}]))
    try:
        read_hsds(file)
    except ImportRefused as refused:
        problems = refused.problems
    else:
        problems = []
    assert all(problem.reason for problem in problems)
