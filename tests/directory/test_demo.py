import json
import re

import pytest

from sengetsu.directory.demo import FILE, demo_id, load_demo
from sengetsu.directory.models import Organization, Place, Service
from sengetsu.directory.services.choices import Category

pytestmark = pytest.mark.django_db


def test_the_town_is_rich_and_every_category_has_an_entry() -> None:
    load_demo()
    assert Service.objects.count() >= 60
    assert set(Service.objects.values_list("category", flat=True)) == set(Category.values)
    assert not Service.objects.filter(description="").exists()
    assert not Service.objects.filter(how_to_apply="").exists()
    assert not Service.objects.filter(name_kana="").exists()


def test_the_founding_place_and_its_cafeteria_are_there() -> None:
    load_demo()
    soramame = Service.objects.get(pk=demo_id("service", "soramame"))
    assert soramame.times == "第1日曜日 12:00–15:00、第3火曜日 17:30–19:30"
    assert soramame.address == "西高尾4-198-5"


def test_a_second_loading_changes_nothing_and_keeps_what_staff_wrote() -> None:
    assert load_demo() > 0
    Service.objects.filter(pk=demo_id("service", "soramame")).update(cost="300円")
    assert load_demo() == 0
    assert Service.objects.get(pk=demo_id("service", "soramame")).cost == "300円"


def test_what_is_missing_is_added_again() -> None:
    load_demo()
    Service.objects.filter(pk=demo_id("service", "soramame")).delete()
    assert load_demo() == 1


def test_shelters_have_no_address() -> None:
    load_demo()
    assert Place.objects.filter(confidential=True).count() >= 2
    assert all(not place.address for place in Place.objects.filter(confidential=True))


def test_no_number_or_address_of_the_town_can_reach_anybody() -> None:
    told = FILE.read_text(encoding="utf-8")
    numbers = re.findall(r'"phone": "([^"]*)"', told)
    assert numbers
    assert [number for number in numbers if not re.fullmatch(r"0\d\d-000-00\d\d", number)] == []
    assert re.findall(r"@(?!example\.jp)", told) == []
    assert [
        site for site in re.findall(r"https?://([^/\"]+)", told) if not site.endswith(".example.jp")
    ] == []


def test_names_are_used_once() -> None:
    organizations = json.loads(FILE.read_text(encoding="utf-8"))["organizations"]
    keys = [service["key"] for one in organizations for service in one["services"]]
    assert len(keys) == len(set(keys))
    load_demo()
    assert Organization.objects.count() == len(organizations)
