"""What a visitor finds: the list with its next dates, and a page that answers before one comes."""

import re
from datetime import date

import pytest
import time_machine
from django.test import Client

from sengetsu.accounts.models import User
from sengetsu.base.language_fields import words
from sengetsu.living_room.activities.allergens import current
from sengetsu.living_room.activities.choices import ActivityState, Kind
from sengetsu.living_room.activities.models import Activity
from sengetsu.living_room.bookings.choices import State
from sengetsu.living_room.demo import load_demo
from tests.people import SignIn

from .calendar import activity, application_for, date_of, group_of

pytestmark = pytest.mark.django_db
NOVEMBER = "2026-11-24 10:00+09:00"
DECEMBER_6 = date(2026, 12, 6)


def read(client: Client, path: str, language: str = "ja") -> str:
    client.cookies["django_language"] = language
    with time_machine.travel(NOVEMBER, tick=False):
        answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_list_says_when_each_comes_next_soonest_first(client: Client) -> None:
    for name, day in (("学習室", date(2026, 12, 20)), ("そらまめ食堂", DECEMBER_6), ("あとで", None)):
        made = activity(name)
        if day:
            date_of(application_for(made), day)
    page = read(client, "/activities/")
    assert page.index("そらまめ食堂") < page.index("学習室") < page.index("あとで")
    assert "12月6日（日） 12:00–15:00" in page
    assert "次の日は、まだ決まっていません。" in page


def test_a_date_that_is_not_held_stands_before_the_next_one_that_is(client: Client) -> None:
    series = application_for(activity())
    date_of(series, DECEMBER_6, State.CANCELLED)
    date_of(series, date(2026, 12, 15))
    page = read(client, "/activities/")
    assert re.search(r"12月6日.*?この回はお休み.*?12月15日", page, re.DOTALL)


@pytest.mark.parametrize(
    ("marks", "left"),
    [
        ("only=food", {"食堂"}),
        ("only=learning", {"学習室"}),
        ("only=children&only=free", {"学習室"}),
        ("only=shop", {"コーヒーの日"}),
        ("only=nonsense", {"食堂", "学習室", "コーヒーの日"}),
        ("only=helpers", set()),
    ],
)
def test_one_finds_what_fits(client: Client, marks: str, left: set[str]) -> None:
    activity("食堂", has_food=True, for_children=True)
    activity("学習室", kind=Kind.LEARNING, has_learning=True, for_children=True, is_free=True)
    activity("コーヒーの日", kind=Kind.SHOP)
    page = read(client, f"/activities/?{marks}")
    assert {name for name in ("食堂", "学習室", "コーヒーの日") if f">{name}<" in page} == left
    assert ("当てはまる活動は" in page) == (not left)


def test_a_chip_leads_to_the_list_with_and_without_itself(client: Client) -> None:
    page = read(client, "/activities/?only=food")
    assert 'href="?only=food&amp;only=free"' in page
    assert re.search(r'href="\?" aria-current="true">食べるものがある', page)


@pytest.mark.parametrize("language", ["ja", "ja-easy", "en"])
def test_the_page_of_the_cafeteria_answers_in_every_language(client: Client, language: str) -> None:
    with time_machine.travel(NOVEMBER, tick=False):
        load_demo()
    page = read(client, f"/activities/{Activity.objects.get().public_id}/", language)
    text = re.sub(r"<rt>.*?</rt>|<rp>.*?</rp>|<[^>]+>", "", page)
    expected = {
        "ja": ["毎月 第1日曜日 12:00–15:00", "子どもは無料", "12月6日（日）", "小麦", "入っています"],
        "ja-easy": ["毎月 1番目の 日曜日", "12月 6日", "小麦", "入っています"],
        "en": ["1st Sunday 12:00–15:00", "Children free", "Sunday, 6 December", "wheat", "Contained"],
    }
    assert [words for words in expected[language] if words not in text] == []


def test_what_nobody_answered_has_to_be_asked(client: Client) -> None:
    made = activity(has_food=True, allergens={"egg": "no", "milk": "surely"})
    page = read(client, f"/activities/{made.public_id}/")
    mandatory = page.split("<table", 1)[1].split("</table>", 1)[0]
    assert mandatory.count("使いません") == 1
    asked = sum(one.is_mandatory for one in current().allergens) - 1
    assert mandatory.count("その日に聞いてください") == asked == 8


def test_a_draft_is_hidden_from_strangers_and_shown_to_its_group(
    client: Client, organizer_soda: User, partner_sato: User, sign_in: SignIn
) -> None:
    draft = activity("ひみつの会", group=group_of(organizer_soda), state=ActivityState.DRAFT)
    path = f"/activities/{draft.public_id}/"
    assert "ひみつの会" not in read(client, "/activities/")
    assert client.get(path).status_code == 404
    assert sign_in(partner_sato).get(path).status_code == 404
    assert "まだ下書きです" in read(sign_in(organizer_soda), path)


def test_one_that_has_ended_says_so_and_leaves_the_list(client: Client) -> None:
    ended = activity("おわった会", state=ActivityState.ENDED)
    assert "この活動はおわりました" in read(client, f"/activities/{ended.public_id}/")
    assert "おわった会" not in read(client, "/activities/")


def test_nothing_that_somebody_wrote_becomes_markup(client: Client) -> None:
    made = activity("<b>そら</b>", description=words("<script>alert(1)</script>"), wants_helpers=True)
    page = read(client, f"/activities/{made.public_id}/")
    assert "<b>そら" not in page
    assert "<script>alert" not in page


def test_thirty_activities_cost_as_many_questions_as_one(
    client: Client, django_assert_max_num_queries: object
) -> None:
    for number in range(30):
        date_of(application_for(activity(f"会{number}")), DECEMBER_6)
    with django_assert_max_num_queries(8), time_machine.travel(NOVEMBER):  # type: ignore[operator]
        assert client.get("/activities/").content.decode().count("12月6日") == 30
