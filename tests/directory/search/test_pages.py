import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.directory import town

pytestmark = pytest.mark.django_db
HOME = "/directory/"


@pytest.mark.parametrize(
    "typed", ["", "😀", "%", "あ" * 4000, "\x00", "<script>alert(1)</script>", '"onfocus="x', "' OR 1=1 --"]
)
def test_whatever_is_typed_the_page_answers_and_repeats_it_as_text(client: Client, typed: str) -> None:
    page = client.get(HOME, {"q": typed, "category": typed, "page": typed, "free": typed})
    assert page.status_code == 200
    assert "<script>alert" not in page.content.decode()
    assert '"onfocus' not in page.content.decode()


def test_where_nothing_is_found_somebody_listens(client: Client) -> None:
    page = client.get(HOME, {"q": "ゐゑ"}).content.decode()
    assert "見つかりませんでした" in page
    assert 'href="/letters/new/"' in page


def test_an_empty_directory_says_so(client: Client) -> None:
    assert "まだ何も登録されていません。" in client.get(HOME).content.decode()


def test_what_was_searched_is_kept_by_no_browser(client: Client) -> None:
    assert "no-store" in client.get(HOME, {"q": "DV"})["Cache-Control"]


def test_the_next_page_asks_the_same_question(client: Client) -> None:
    for number in range(21):
        town.service(f"食堂{number:02}", category="food", is_free=True)
    first = client.get(HOME, {"q": "食堂", "category": "food", "free": "1"}).content.decode()
    assert "category=food&amp;free=1&amp;page=2" in first
    second = client.get(HOME, {"q": "食堂", "category": "food", "free": "1", "page": "2"})
    assert len(second.context["page"]) == 1


def test_filters_leave_out_what_costs_and_what_needs_a_call(client: Client) -> None:
    town.service("有料の会")
    town.service("電話の会", is_free=True)
    town.service("手紙の会", is_free=True, reachable_without_phone=True)
    found = client.get(HOME, {"free": "1", "without_phone": "1"}).context["page"]
    assert [one.name for one in found] == ["手紙の会"]


def queries_of(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


def test_thirty_entries_ask_no_more_than_one(client: Client) -> None:
    keeper = town.organization("福祉課")
    town.service("食堂", by=keeper, place=town.place("家"))
    pages = [f"{HOME}?q=食堂", f"{HOME}?category=general", reverse("organization_detail", args=[keeper.pk])]
    one = [queries_of(client, page) for page in pages]
    for number in range(30):
        town.service(f"食堂{number}", by=keeper, place=town.place(f"家{number}", of=keeper))
    assert [queries_of(client, page) for page in pages] == one
    assert max(one) <= 6  # three of the directory, the rest is the page's frame


@pytest.mark.parametrize("name", ["service_detail", "service_card", "organization_detail"])
def test_an_entry_that_was_never_made_is_404(client: Client, name: str) -> None:
    assert client.get(reverse(name, args=[uuid.uuid4()])).status_code == 404


@pytest.mark.parametrize(
    "path", ["services/1/", "services/nonsense/", "organizations/%00/", "services/../x/"]
)
def test_a_forged_address_is_404(client: Client, path: str) -> None:
    assert client.get(HOME + path).status_code == 404


@pytest.mark.parametrize("language", ["en", "ja-easy"])
def test_the_pages_speak_the_visitors_language(client: Client, language: str) -> None:
    entry = town.service("そらまめ食堂", category="food", minimum_age=3)
    client.cookies["django_language"] = language
    said = {"en": ["Food", "from age 3", "Talk to us"], "ja-easy": ["<ruby>食", "3<ruby>歳", "<ruby>話"]}
    page = client.get(reverse("service_detail", args=[entry.pk])).content.decode()
    for words in said[language]:
        assert words in page
