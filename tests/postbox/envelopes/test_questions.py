from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.postbox.envelopes import actions
from sengetsu.postbox.envelopes.choices import EnvelopeState
from sengetsu.postbox.envelopes.models import Envelope
from sengetsu.postbox.envelopes.queries import question_at
from sengetsu.postbox.letters.models import Letter
from sengetsu.postbox.sealing import open_letter, question_address

pytestmark = pytest.mark.django_db
CONTENT = {"おねがい": ["見学の付き添い"], "どなたが": ["50代の男性"]}
ANSWER = {
    "answer": "accept",
    "reason": "",
    "message": "お待ちしています",
    "name": "佐藤",
    "first_contact_on": None,
}


def put(by: User, *, days: int = 14) -> str:
    return actions.put_question(content=CONTENT, expires_at=timezone.now() + timedelta(days=days), by=by)


def state(token: str) -> EnvelopeState:
    envelope = question_at(token)
    assert envelope
    return envelope.state_now


def test_the_link_alone_opens_the_question(aoki: User) -> None:
    token = put(aoki)
    assert actions.open_question(token=token, by=None) == CONTENT
    assert state(token) == EnvelopeState.READ
    with pytest.raises(actions.EnvelopeDead):
        actions.open_question(token=token[:-1] + ("A" if token[-1] != "A" else "B"), by=None)


def test_the_table_holds_neither_token_nor_key(aoki: User) -> None:
    token = put(aoki)
    row = Envelope.objects.values().get()
    assert token not in str(row)
    assert token.encode() not in bytes(row["sealed"])


def test_an_answer_comes_in_as_a_sealed_letter_and_empties_the_envelope(aoki: User) -> None:
    token = put(aoki)
    actions.answer_question(token=token, answer=ANSWER, by=None)
    opened = open_letter(Letter.objects.get().sealed)
    assert opened["address"] == question_address(token)
    assert (opened["kind"], opened["answer"], opened["message"]) == ("answer", "accept", "お待ちしています")
    assert state(token) == EnvelopeState.ANSWERED
    assert Envelope.objects.get().sealed == b""


def test_a_second_answer_is_refused_and_leaves_nothing(aoki: User) -> None:
    token = put(aoki)
    actions.answer_question(token=token, answer=ANSWER, by=None, once_key="a")
    with pytest.raises(actions.EnvelopeDead):
        actions.answer_question(token=token, answer={**ANSWER, "message": "やはり"}, by=None, once_key="b")
    assert Letter.objects.count() == 1


def test_the_retry_of_a_lost_answer_is_the_same_answer(aoki: User) -> None:
    token = put(aoki)
    for _ in range(2):
        actions.answer_question(token=token, answer=ANSWER, by=None, once_key="a")
    assert Letter.objects.count() == 1


@pytest.mark.parametrize("end", ["withdrawn", "expired"])
def test_a_dead_question_opens_and_answers_no_more(aoki: User, end: str) -> None:
    token = put(aoki, days=14 if end == "withdrawn" else -1)
    if end == "withdrawn":
        actions.withdraw(token=token, by=aoki)
    with pytest.raises(actions.EnvelopeDead):
        actions.open_question(token=token, by=None)
    with pytest.raises(actions.EnvelopeDead):
        actions.answer_question(token=token, answer=ANSWER, by=None)
    assert state(token) == end
    assert not Letter.objects.exists()


def test_withdrawing_is_never_refused(aoki: User) -> None:
    token = put(aoki)
    actions.answer_question(token=token, answer=ANSWER, by=None)
    actions.withdraw(token=token, by=aoki)
    actions.withdraw(token="never-made", by=aoki)
    assert state(token) == EnvelopeState.ANSWERED


def test_what_has_expired_is_emptied_when_the_next_one_is_put(aoki: User) -> None:
    token = put(aoki, days=-1)
    put(aoki)
    envelope = question_at(token)
    assert envelope
    assert (envelope.state, envelope.sealed) == (EnvelopeState.EXPIRED, b"")


def test_the_daily_command_empties_what_nobody_answered(
    aoki: User, capsys: pytest.CaptureFixture[str]
) -> None:
    put(aoki, days=-1)
    call_command("letters_sweep")
    assert "1" in capsys.readouterr().out
    assert Envelope.objects.get().sealed == b""
