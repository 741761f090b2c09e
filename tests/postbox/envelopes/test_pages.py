import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.base import limits
from sengetsu.postbox import pages
from sengetsu.postbox.envelopes.actions import answer_question, put_question, put_reply, withdraw
from sengetsu.postbox.letters.actions import drop_letter
from sengetsu.postbox.letters.choices import LetterKind
from sengetsu.postbox.letters.models import Letter
from sengetsu.postbox.sealing import open_letter
from tests.people import SignIn

pytestmark = pytest.mark.django_db
WORDS = "さくら てがみ ひなた おちゃ ともだち"
KATAKANA = "サクラ・テガミ・ヒナタ・オチャ・トモダチ"
ANSWER = {"answer": "accept", "name": "社協 佐藤", "message": "お待ちしています", "once_key": "k1"}


@pytest.fixture
def letter() -> Letter:
    return drop_letter(payload={"text": "話を聞いて"}, by=None, kind=LetterKind.LETTER, passphrase=WORDS)


@pytest.fixture
def token(aoki: User) -> str:
    return put_question(
        content={"おねがい": ["<b>見学</b>の付き添い", "来週から"], "どなたから": "織月 青木"},
        expires_at=timezone.now() + timedelta(days=14),
        by=aoki,
    )


def ask(client: Client, receipt: str, words: str) -> Any:
    return client.post("/letters/reply/", {"receipt": receipt, "passphrase": words})


def body(response: Any) -> str:
    return response.content.decode()


def test_the_writer_reads_the_reply_and_writes_again(client: Client, letter: Letter, aoki: User) -> None:
    put_reply(receipt=letter.receipt, content={"text": "お茶を飲みに来ませんか", "name": "青木"}, by=aoki)
    page = body(ask(client, letter.receipt.lower().replace("-", " "), KATAKANA))
    assert "お茶を飲みに来ませんか" in page
    proof = re.search(r'name="thread" value="([^"]+)"', page)
    assert proof
    sent = client.post("/letters/again/", {"thread": proof[1], "text": "行ってみます"})
    assert letter.receipt in body(sent)
    again = Letter.objects.get(kind=LetterKind.FOLLOW_UP)
    assert open_letter(again.sealed)["text"] == "行ってみます"
    assert again.in_reply_to == letter.receipt


def test_a_wrong_receipt_and_wrong_words_meet_the_same_sentence(client: Client, letter: Letter) -> None:
    def said(receipt: str, words: str) -> str:
        return re.sub(r'value="[^"]*"', "", body(ask(client, receipt, words)))

    assert "見つかりません" in said(letter.receipt, "さくら")
    assert said(letter.receipt, "さくら") == said("2222-2222", WORDS) == said("😀", "😀")


def test_after_ten_tries_at_one_receipt_even_the_right_words_wait(client: Client, letter: Letter) -> None:
    for number in range(pages.WORDS_PER_RECEIPT):
        limits.take("receipt", letter.receipt, limit=number)
    response = ask(client, letter.receipt, WORDS)
    assert response.status_code == 429
    assert WORDS in body(response)


def test_one_address_cannot_try_receipt_after_receipt(client: Client, letter: Letter) -> None:
    for number in range(pages.WORDS_PER_ADDRESS):
        limits.take("words", "127.0.0.1", limit=number)
    assert ask(client, letter.receipt, WORDS).status_code == 429


def test_a_forged_proof_keeps_the_text_and_sends_nothing(client: Client, letter: Letter) -> None:
    page = body(client.post("/letters/again/", {"thread": letter.receipt, "text": "なりすまし"}))
    assert "なりすまし" in page
    assert Letter.objects.count() == 1


def test_the_agency_sees_the_question_escaped_and_answers_once(client: Client, token: str) -> None:
    page = body(client.get(f"/answers/{token}/"))
    assert "&lt;b&gt;見学&lt;/b&gt;の付き添い" in page
    assert "織月 青木" in page
    sent = client.post(f"/answers/{token}/", {**ANSWER, "first_contact_on": "令和8年12月1日"})
    assert sent.status_code == 200
    opened = open_letter(Letter.objects.get().sealed)
    assert (opened["answer"], opened["name"], opened["first_contact_on"]) == (
        "accept",
        "社協 佐藤",
        "2026-12-01",
    )


def test_a_link_travels_in_no_referrer_and_its_form_needs_no_cookie(token: str) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.get(f"/answers/{token}/")["Referrer-Policy"] == "no-referrer"
    # What a browser sends with a form under this policy:
    sent = client.post(f"/answers/{token}/", ANSWER, headers={"origin": "null"})
    assert sent.status_code == 200
    assert Letter.objects.count() == 1


def test_a_second_click_on_send_says_thank_you_again(client: Client, token: str) -> None:
    first, second = (client.post(f"/answers/{token}/", ANSWER) for _ in range(2))
    assert (first.status_code, second.status_code) == (200, 200)
    assert Letter.objects.count() == 1
    assert client.get(f"/answers/{token}/").status_code == 404


def test_declining_asks_for_a_reason_and_keeps_what_was_written(client: Client, token: str) -> None:
    page = body(client.post(f"/answers/{token}/", {**ANSWER, "answer": "decline"}))
    assert "お待ちしています" in page
    assert not Letter.objects.exists()
    client.post(f"/answers/{token}/", {**ANSWER, "answer": "decline", "reason": "定員に達しました"})
    assert open_letter(Letter.objects.get().sealed)["reason"] == "定員に達しました"


def test_answered_withdrawn_expired_and_forged_links_are_one_page_to_the_byte(
    client: Client, sign_in: SignIn, partner_sato: User, aoki: User
) -> None:
    def put(days: int) -> str:
        return put_question(content={"a": "b"}, expires_at=timezone.now() + timedelta(days=days), by=aoki)

    answered, withdrawn, expired = put(1), put(1), put(-1)
    answer_question(token=answered, answer={"answer": "talk"}, by=None)
    withdraw(token=withdrawn, by=aoki)
    tokens = (answered, withdrawn, expired, "forged", "A" * 43, "%00", "あ", "x" * 900)
    sato = sign_in(partner_sato)
    answers = [
        ask
        for token in tokens
        for ask in (
            client.get(f"/answers/{token}/"),
            client.post(f"/answers/{token}/", ANSWER),
            client.post(f"/answers/{token}/", {}),
            sato.get(f"/answers/{token}/"),
        )
    ]
    assert {response.status_code for response in answers} == {404}
    assert len({response.content for response in answers}) == 1
