import re
from typing import Any

import pytest
from django.test import Client

from sengetsu.accounts.models import User
from sengetsu.base import limits
from sengetsu.base.models import OnceKey
from sengetsu.postbox import pages
from sengetsu.postbox.envelopes.actions import open_replies
from sengetsu.postbox.letters.models import Letter
from sengetsu.postbox.sealing import Content, open_letter
from tests.people import SignIn

pytestmark = pytest.mark.django_db
FORM = {"text": "母の介護で眠れません", "reply": "here", "once_key": "0b7e3f5e-0000-4000-8000-000000000001"}


def send(client: Client, **given: Any) -> str:
    response = client.post("/letters/new/", {**FORM, **given})
    return response.content.decode()


def only_letter() -> Content:
    return open_letter(Letter.objects.get().sealed)


def words_on(page: str) -> str:
    found = re.search(r'<dd class="big" lang="ja"[^>]*>([^<]+)</dd>', page)
    assert found, page
    return found[1]


def test_nothing_but_the_story_is_needed(client: Client) -> None:
    page = send(client)
    letter = Letter.objects.get()
    assert letter.receipt in page
    assert only_letter()["text"] == FORM["text"]


def test_the_words_on_the_receipt_open_the_reply(client: Client) -> None:
    words = words_on(send(client))
    assert open_replies(receipt=Letter.objects.get().receipt, passphrase=words, by=None).replies == []


def test_a_double_submit_shows_the_same_receipt_and_the_same_words(client: Client) -> None:
    assert words_on(send(client)) == words_on(send(client))
    assert Letter.objects.count() == 1


def test_two_forms_have_different_words(client: Client) -> None:
    first = words_on(send(client))
    assert first != words_on(send(client, once_key="0b7e3f5e-0000-4000-8000-000000000002"))


def test_the_receipt_stands_in_no_address_and_in_no_session(client: Client) -> None:
    response = client.post("/letters/new/", FORM)
    assert response.status_code == 200
    assert not client.session.keys()


def test_the_receipt_page_has_no_switch_that_leads_away_from_the_words(client: Client) -> None:
    assert "language=en" in client.get("/letters/new/").content.decode()
    assert "language=en" not in send(client)


def test_the_key_of_the_form_is_kept_only_as_a_digest(client: Client) -> None:
    send(client)
    assert FORM["once_key"] not in OnceKey.objects.get().key


def test_an_empty_letter_is_refused_with_everything_kept(client: Client) -> None:
    page = send(client, text="", name="はな", contact="夜なら電話に出られます", about="family")
    assert "はな" in page
    assert "夜なら電話に出られます" in page
    assert re.search(r'value="family"[^>]*checked', page)
    assert not Letter.objects.exists()


def test_4000_characters_fit_whatever_they_are_and_4001_are_counted(client: Client) -> None:
    send(client, text="🌙" * 2000 + "あ\r\n" * 1000)  # a line break is one character
    assert len(only_letter()["text"]) in {3999, 4000}
    page = send(client, text="あ" * 4001)
    assert "4001" in page
    assert "あ" * 4001 in page


def test_a_nul_is_left_out_and_nothing_else(client: Client) -> None:
    send(client, text="死ぬ\x00ほど眠い")
    assert only_letter()["text"] == "死ぬほど眠い"


def test_a_call_back_needs_a_number(client: Client) -> None:
    page = send(client, reply="telephone")
    assert "連絡先" in page
    assert FORM["text"] in page
    assert not Letter.objects.exists()


def test_the_trap_stops_a_machine_and_keeps_a_persons_text(client: Client) -> None:
    page = send(client, homepage="http://spam.example/")
    assert not Letter.objects.exists()
    assert FORM["text"] in page
    assert "spam.example" not in page


def test_the_21st_letter_of_an_hour_from_one_address_waits_with_its_text(client: Client) -> None:
    for _ in range(pages.LETTERS_PER_ADDRESS):
        assert limits.take("letter", "127.0.0.1", limit=pages.LETTERS_PER_ADDRESS)
    response = client.post("/letters/new/", FORM)
    assert response.status_code == 429
    assert FORM["text"] in response.content.decode()
    assert not Letter.objects.exists()
    assert client.post("/letters/new/", FORM, REMOTE_ADDR="192.0.2.7").status_code == 200


@pytest.mark.parametrize("url", ["/letters/new/", "/tips/new/", "/letters/reply/", "/answers/x/"])
def test_no_page_of_the_letter_box_is_kept_or_told(client: Client, url: str) -> None:
    response = client.get(url)
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] in {"no-referrer", "same-origin"}
    assert "noindex" in response["X-Robots-Tag"]


@pytest.mark.parametrize("url", ["/letters/new/", "/tips/new/", "/letters/reply/"])
@pytest.mark.parametrize("language", ["ja", "ja-easy", "en"])
def test_every_page_speaks_three_languages(client: Client, url: str, language: str) -> None:
    client.cookies["django_language"] = language
    page = client.get(url).content.decode()
    main = page[page.index("<main") : page.index("</main")]
    plain = re.sub(r"<rt>.*?</rt>|<[^>]+>", "", main)
    assert ("<ruby>" in main) == (language == "ja-easy")
    assert bool(re.search("[ぁ-ん]", plain)) == (language != "en"), plain


def test_a_tip_may_be_about_somebody_without_a_name(client: Client) -> None:
    client.post(
        "/tips/new/", {"text": "雨戸が閉まったまま", "who": "青い屋根の家の息子さん", "where": "4丁目あたり"}
    )
    tip = only_letter()
    assert (tip["who"], tip["sent_by"], tip["may_tell"]) == ("青い屋根の家の息子さん", None, "no")


def test_a_commissioner_is_not_asked_for_her_name_and_is_named_inside(
    sign_in: SignIn, commissioner_hara: User
) -> None:
    client = sign_in(commissioner_hara)
    assert 'name="tip_from"' not in client.get("/tips/new/").content.decode()
    client.post("/tips/new/", {"text": "雨戸が閉まったまま"})
    assert only_letter()["sent_by"] == commissioner_hara.pk
    assert not OnceKey.objects.filter(person=str(commissioner_hara.pk)).exists()
