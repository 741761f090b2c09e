"""Narrowing down: hours, money, words, nearness, needs; and names with a slip of the finger."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from sengetsu.directory.services.actions import refresh
from tests.directory import town

pytestmark = pytest.mark.django_db
TOKYO = ZoneInfo("Asia/Tokyo")


def found(client: Client, query: str) -> str:
    return client.get(f"{reverse('directory_home')}?{query}").content.decode()


@pytest.fixture(autouse=True)
def entries() -> None:
    day = town.service("昼の窓口", times="平日 9:00–17:00", languages="日本語、英語", is_free=True)
    night = town.service("夜の会", times="毎週金曜 19:00–21:00", districts="北町")
    end = town.service("週末の会", times="第2土曜 10:00–12:00", place=town.place("会館", street="南町1-1"))
    for one in (day, night, end):
        refresh(service=one)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("evening=1", {"夜の会"}),
        ("weekend=1", {"週末の会"}),
        ("free=1", {"昼の窓口"}),
        ("language=英語", {"昼の窓口"}),
        ("district=北町", {"夜の会"}),
        ("district=南町", {"週末の会"}),
        ("evening=1&weekend=1", set()),
        ("language=火星語&all=1", {"昼の窓口", "夜の会", "週末の会"}),
    ],
)
def test_a_filter_narrows_down(client: Client, query: str, names: set[str]) -> None:
    page = found(client, query)
    assert {name for name in ("昼の窓口", "夜の会", "週末の会") if f">{name}<" in page} == names


def test_what_is_open_now(client: Client) -> None:
    with time_machine.travel(datetime(2026, 11, 27, 19, 30, tzinfo=TOKYO), tick=False):
        assert ">夜の会<" in found(client, "open_now=1")
    with time_machine.travel(datetime(2026, 11, 27, 10, 0, tzinfo=TOKYO), tick=False):
        page = found(client, "open_now=1")
        assert ">昼の窓口<" in page
        assert ">夜の会<" not in page


def test_browsing_by_a_need_finds_what_helps_with_it(client: Client) -> None:
    refresh(service=town.service("整理相談", description="多重債務、借金の督促に困った人の弁護士相談"))
    page = found(client, "need=debts")
    assert ">整理相談<" in page
    assert ">週末の会<" not in page


def test_a_need_that_does_not_exist_is_no_filter(client: Client) -> None:
    assert ">夜の会<" in found(client, "need=nothing&all=1")


def test_a_slip_of_the_finger_still_finds_the_name(client: Client) -> None:
    town.service("ひだまりの家", name_kana="ひだまりのいえ")
    assert "ひだまりの家" in found(client, "q=ひだなりの家")


def test_every_heading_of_the_intake_sheet_can_be_browsed(client: Client) -> None:
    page = client.get(reverse("directory_home")).content.decode()
    for heading in ("食べるもの", "借金", "ひきこもり・不登校", "暴力・虐待"):
        assert heading in page
