"""What somebody with the database in hand could read of the letter box: nothing."""

import base64
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.audit.models import Entry
from sengetsu.base.models import OnceKey
from sengetsu.postbox.envelopes.actions import put_question, put_reply, withdraw
from sengetsu.postbox.letters.actions import collect
from sengetsu.postbox.letters.models import Letter
from sengetsu.postbox.passphrase import in_latin, of_form
from tests.people import SignIn

# One rare word for each thing that is said, so that a find tells where it leaked.
LETTER, NAME, CONTACT = "介護離職の宵待草", "鴇田はな", "070-0000-0123"
TIP, WHERE, WHO = "雨戸の奥の夜鳴鶯", "四丁目の欅並木", "瑠璃色の屋根の息子さん"
REPLY, FOLLOW_UP = "白磁の急須で一服", "翡翠の橋を渡ります"
QUESTION, ANSWER, REASON = "琥珀亭の見学", "藍染の暖簾の前で", "満席の朝顔組"
FORM_KEY = "5e1fc0de-0000-4000-8000-00000000c0de"


def everything_in_the_tables() -> bytes:
    """Every column of every table as bytes, and on SQLite the raw file with its log too."""
    found = [
        row_of_bytes(value) for table in connection.introspection.table_names() for value in cells(table)
    ]
    if connection.vendor == "sqlite":
        file = Path(connection.settings_dict["NAME"])
        found += [part.read_bytes() for part in (file, Path(f"{file}-wal")) if part.exists()]
    return b"\n".join(found)


def cells(table: str) -> list[object]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
        return [value for row in cursor.fetchall() for value in row]


def row_of_bytes(value: object) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()


def disguises(word: str) -> set[bytes]:
    """The word itself, and as a careless serializer would write it."""
    return {
        word.encode(),
        word.encode("utf-16-le"),
        word.encode("unicode_escape"),
        base64.b64encode(word.encode())[:-4],
        word.encode().hex().encode(),
    }


def everybody_writes(client: Client, commissioner: Client, aoki: User) -> list[str]:
    """One of each, through the pages; returns the secrets that were handed out."""
    form = {"text": LETTER, "name": NAME, "contact": CONTACT, "reply": "here", "once_key": FORM_KEY}
    page = client.post("/letters/new/", form).content.decode()
    letter = Letter.objects.get()
    commissioner.post("/tips/new/", {"text": TIP, "where": WHERE, "who": WHO, "once_key": "k-tip"})
    put_reply(receipt=letter.receipt, content={"text": REPLY, "name": "青木"}, by=aoki)
    words = next(line for line in page.split("\n") if 'lang="ja" translate="no"' in line)
    words = words.split(">")[1].split("<")[0]
    thread = client.post("/letters/reply/", {"receipt": letter.receipt, "passphrase": words})
    assert REPLY in thread.content.decode()
    proof = thread.context["form"].initial["thread"]
    client.post("/letters/again/", {"thread": proof, "text": FOLLOW_UP, "once_key": "k-again"})
    soon = timezone.now() + timedelta(days=1)
    asked, waiting = (put_question(content={"a": [QUESTION]}, expires_at=soon, by=aoki) for _ in range(2))
    answer = {"answer": "decline", "reason": REASON, "message": ANSWER, "name": NAME, "once_key": "k-answer"}
    assert client.post(f"/answers/{asked}/", answer).status_code == 200
    assert Letter.objects.count() == 4
    return [words, words.replace(" ", ""), in_latin(words), asked, waiting, FORM_KEY]


@pytest.mark.django_db(transaction=True)
def test_no_word_of_a_letter_tip_reply_question_or_answer_stands_in_the_database(
    client: Client, sign_in: SignIn, commissioner_hara: User, aoki: User
) -> None:
    secrets = everybody_writes(client, sign_in(commissioner_hara), aoki)
    found = everything_in_the_tables()
    assert Letter.objects.order_by("pk").first().receipt.encode() in found  # type: ignore[union-attr]
    said = [LETTER, NAME, CONTACT, TIP, WHERE, WHO, REPLY, FOLLOW_UP, QUESTION, ANSWER, REASON, *secrets]
    assert [word for word in said for disguise in disguises(word) if disguise in found] == []


@pytest.mark.django_db
def test_the_search_would_find_a_word_that_leaked(aoki: User) -> None:
    aoki.display_name = LETTER
    aoki.save()
    assert LETTER.encode() in everything_in_the_tables()


@pytest.mark.django_db
def test_no_row_ties_a_signed_in_informant_to_a_tip(sign_in: SignIn, commissioner_hara: User) -> None:
    client = sign_in(commissioner_hara)
    client.post("/tips/new/", {"text": TIP, "once_key": "k-tip"})
    tip = Letter.objects.get()
    entry = Entry.objects.get(thing_id=str(tip.pk))
    assert (entry.actor_id, entry.actor_label) == ("", "")
    assert OnceKey.objects.get(answer=tip.receipt).person == ""


@pytest.mark.django_db
def test_dead_envelopes_and_collected_letters_hold_nothing_at_all(client: Client, aoki: User) -> None:
    client.post("/letters/new/", {"text": LETTER, "reply": "here"})
    letter = Letter.objects.get()
    collect(letter=letter, by=aoki)
    token = put_question(content={"a": QUESTION}, expires_at=timezone.now() + timedelta(days=1), by=aoki)
    withdraw(token=token, by=aoki)
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM postbox_letter UNION ALL SELECT sealed FROM postbox_envelope")
        assert [bytes(row[0]) for row in cursor.fetchall()] == [b"", b""]


def test_the_words_of_a_form_cannot_be_had_from_what_is_kept_of_it() -> None:
    assert of_form(FORM_KEY) == of_form(FORM_KEY)
    assert of_form(FORM_KEY) != of_form(FORM_KEY + "x")
    assert of_form("") != of_form("")
