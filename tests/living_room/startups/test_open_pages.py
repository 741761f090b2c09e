"""Anybody tells a wish, reads the answer by the link, and no link opens another's wish."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from sengetsu.accounts.models import User
from sengetsu.living_room.notices.models import Notice
from sengetsu.living_room.spaces.models import Venue
from sengetsu.living_room.startups.actions import answer_wish, publish_wish
from sengetsu.living_room.startups.choices import WishState
from sengetsu.living_room.startups.links import hash_of, token_of
from sengetsu.living_room.startups.models import Wish

from .conftest import LATER, SOON, wish_of

pytestmark = pytest.mark.django_db
WISH = {
    "text": "月に一度、夕ごはんの会をしたい",
    "kind": "start",
    "times": ["2-afternoon", "5-evening"],
    "needs_kitchen": "on",
    "people": "１２",
    "name": "西野😀",
    "may_publish": "on",
    "once_key": "3c1b6d2e-0000-4000-8000-000000000001",
}


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    cache.clear()


def own_page(wish: Wish) -> str:
    return f"/wishes/mine/{token_of(wish.public_id)}/"


def test_a_wish_is_told_without_an_account_and_leads_to_its_own_page(client: Client, venue: Venue) -> None:
    answer = client.post("/wishes/new/", WISH)
    wish = Wish.objects.get()
    assert answer["Location"] == own_page(wish)
    assert (wish.times, wish.people, wish.name) == (["2-afternoon", "5-evening"], 12, "西野😀")
    page = client.get(answer["Location"])
    assert "月に一度、夕ごはんの会をしたい" in page.content.decode()
    assert page["Cache-Control"] == "no-store, private"
    assert "noindex" in page["X-Robots-Tag"]


def test_only_the_hash_of_the_link_is_in_the_table(wish: Wish) -> None:
    token = token_of(wish.public_id)
    assert wish.token_hash == hash_of(token)
    assert token not in str(Wish.objects.filter(pk=wish.pk).values().get())


def test_a_double_click_tells_one_wish(client: Client, venue: Venue) -> None:
    first, second = client.post("/wishes/new/", WISH), client.post("/wishes/new/", WISH)
    assert Wish.objects.count() == 1
    assert first["Location"] == second["Location"]


def test_another_text_on_the_same_page_is_another_wish(client: Client, venue: Venue) -> None:
    client.post("/wishes/new/", WISH)
    client.post("/wishes/new/", {**WISH, "text": "朝市もしたい"})
    assert Wish.objects.count() == 2


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", ""),
        ("text", "あ" * 1001),
        ("people", "0"),
        ("people", "1000000"),
        ("times", ["8-noon"]),
        ("kind", "anything"),
        ("email", "にしの"),
        ("phone", "でんわ"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field_and_nothing_typed_is_lost(
    client: Client, venue: Venue, field: str, value: object
) -> None:
    answer = client.post("/wishes/new/", {**WISH, field: value})
    assert answer.context["form"].errors.keys() == {field}
    assert "西野😀" in answer.content.decode()
    assert not Wish.objects.exists()


def test_a_machine_is_asked_to_try_again(client: Client, venue: Venue) -> None:
    client.post("/wishes/new/", {**WISH, "homepage": "x"})
    assert not Wish.objects.exists()


def test_the_twenty_first_wish_of_an_hour_waits(client: Client, venue: Venue) -> None:
    for number in range(20):
        client.post("/wishes/new/", {"text": f"願い{number}"})
    answer = client.post("/wishes/new/", {"text": "もうひとつ"})
    assert (answer.status_code, Wish.objects.count()) == (429, 20)


def test_a_link_opens_its_own_wish_and_nothing_of_another(client: Client, venue: Venue, wish: Wish) -> None:
    other = wish_of(venue, "よその願い", name="ほかの人")
    page = client.get(own_page(wish)).content.decode()
    assert "よその願い" not in page
    assert "ほかの人" not in page
    assert client.get(own_page(other)[:-4] + "AAA/").status_code == 404
    assert client.get(f"/wishes/mine/{wish.public_id}/").status_code == 404
    assert client.post(f"/wishes/mine/{wish.token_hash}/withdraw/").status_code == 404


def test_the_wisher_reads_the_answer_writes_back_once_and_withdraws(
    client: Client, wish: Wish, aoki: User
) -> None:
    answer_wish(by=aoki, wish=wish, text="一度来てください", state=WishState.ANSWERED, next_on=LATER)
    assert "一度来てください" in client.get(own_page(wish)).content.decode()
    sent = {"text": "水曜に行きます", "once_key": "3c1b6d2e-0000-4000-8000-000000000002"}
    for _ in range(2):
        assert client.post(own_page(wish), sent).status_code == 302
    assert [word.text for word in wish.words.filter(from_house=False)] == ["水曜に行きます"]
    assert client.post(own_page(wish) + "withdraw/").status_code == 302
    assert "取り下げ" in client.get(own_page(wish)).content.decode()
    assert Wish.objects.get().state == WishState.WITHDRAWN


def test_the_wisher_takes_the_wish_off_the_board(client: Client, wish: Wish, aoki: User) -> None:
    publish_wish(by=aoki, wish=wish, wording="コラボしたい")
    client.post(own_page(wish) + "board/")
    assert not Wish.objects.published().exists()


def test_to_join_a_published_wish_ties_the_two(client: Client, venue: Venue, wish: Wish, aoki: User) -> None:
    hidden = wish_of(venue, "まだ出ていない")
    publish_wish(by=aoki, wish=wish, wording="コラボしたい")
    page = client.get(f"/wishes/new/?with={wish.pk}").content.decode()
    assert "コラボしたい" in page
    assert "西野" not in page
    client.post(f"/wishes/new/?with={wish.pk}", {"text": "いっしょにやりたい"})
    assert Wish.objects.get(text="いっしょにやりたい").together_with == wish
    for forged in (hidden.pk, "９" * 3, "1" * 40, "x"):
        assert client.get(f"/wishes/new/?with={forged}").context["other"] is None


def test_an_empty_slot_fills_the_form(client: Client, venue: Venue) -> None:
    form = client.get("/wishes/new/?times=2-afternoon&times=9-x&kitchen=1").context["form"]
    assert form.initial == {"times": ["2-afternoon"], "needs_kitchen": True}


def test_the_mail_leads_to_a_door_that_knows_the_address(client: Client, wish: Wish, aoki: User) -> None:
    answer_wish(by=aoki, wish=wish, text="どうぞ", state=WishState.ANSWERED, next_on=SOON)
    notice = Notice.objects.get(address="nishino@example.jp")
    assert token_of(wish.public_id) not in str(Notice.objects.filter(pk=notice.pk).values().get())
    assert "どうぞ" not in client.get(notice.path).content.decode()
    wrong: Any = client.post(notice.path, {"email": "other@example.jp"})
    assert wrong.context["form"].errors.keys() == {"email"}
    assert client.post(notice.path, {"email": "Nishino@example.jp"})["Location"] == own_page(wish)


def test_the_address_cannot_be_guessed_on_and_on(client: Client, wish: Wish) -> None:
    page = f"/wishes/find/{wish.public_id}/"
    tries = [client.post(page, {"email": f"a{number}@example.jp"}).status_code for number in range(11)]
    assert tries[-1] == 429
    assert client.post(page, {"email": wish.email}).status_code == 429
