from datetime import timedelta

import pytest
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.postbox.envelopes import actions
from sengetsu.postbox.envelopes.choices import EnvelopeState
from sengetsu.postbox.envelopes.queries import replies_to
from sengetsu.postbox.letters.actions import drop_follow_up, drop_letter
from sengetsu.postbox.letters.choices import LetterKind
from sengetsu.postbox.letters.models import Letter
from sengetsu.postbox.sealing import open_letter

pytestmark = pytest.mark.django_db
WORDS = "さくら てがみ ひなた おちゃ ともだち"
REPLY = {"text": "お手紙ありがとうございます", "name": "青木"}


@pytest.fixture
def letter() -> Letter:
    return drop_letter(payload={"text": "話を聞いて"}, by=None, kind=LetterKind.LETTER, passphrase=WORDS)


def read(letter: Letter, words: str = WORDS) -> actions.Thread:
    return actions.open_replies(receipt=letter.receipt.lower(), passphrase=words, by=None)


def test_a_reply_is_read_with_receipt_and_passphrase(letter: Letter, aoki: User) -> None:
    actions.put_reply(receipt=letter.receipt, content=REPLY, by=aoki)
    assert [reply["text"] for reply in read(letter, "サクラ・テガミ・ヒナタ・オチャ・トモダチ").replies] == [
        REPLY["text"]
    ]
    assert replies_to(letter.receipt).get().state == EnvelopeState.READ


def test_before_a_reply_there_is_none_and_no_error(letter: Letter) -> None:
    assert read(letter).replies == []


def test_wrong_words_and_unknown_receipts_are_one_and_the_same_refusal(letter: Letter) -> None:
    said = set()
    for receipt, words in [(letter.receipt, "さくら"), ("2222-2222", WORDS), ("?", ""), ("", "")]:
        with pytest.raises(actions.WrongWords) as refused:
            actions.open_replies(receipt=receipt, passphrase=words, by=None)
        said.add(str(refused.value))
    assert said == {""}


def test_a_letter_without_passphrase_cannot_be_replied_to_here(aoki: User) -> None:
    letter = drop_letter(payload={"text": "電話をください"}, by=None, kind=LetterKind.LETTER)
    with pytest.raises(actions.NoReplyPossible):
        actions.put_reply(receipt=letter.receipt, content=REPLY, by=aoki)


def test_a_follow_up_stays_in_the_thread_and_its_reply_opens_with_the_same_words(
    letter: Letter, aoki: User
) -> None:
    again = drop_follow_up(thread=letter, payload={"text": "その後です"}, by=None)
    assert open_letter(again.sealed)["thread"] == letter.receipt
    actions.put_reply(receipt=again.receipt, content=REPLY, by=aoki)
    assert len(read(letter).replies) == 1


def test_collecting_the_letter_leaves_its_writer_able_to_read(letter: Letter, aoki: User) -> None:
    from sengetsu.postbox.letters.actions import collect

    actions.put_reply(receipt=letter.receipt, content=REPLY, by=aoki)
    collect(letter=letter, by=aoki)
    assert len(read(letter).replies) == 1


def test_a_withdrawn_or_expired_reply_is_gone(letter: Letter, aoki: User) -> None:
    gone = actions.put_reply(receipt=letter.receipt, content=REPLY, by=aoki)
    actions.withdraw_reply(envelope=gone, by=aoki)
    actions.put_reply(
        receipt=letter.receipt, content=REPLY, by=aoki, expires_at=timezone.now() - timedelta(minutes=1)
    )
    assert read(letter).replies == []
    actions.sweep(by=None)
    assert [bytes(envelope.sealed) for envelope in replies_to(letter.receipt)] == [b"", b""]
