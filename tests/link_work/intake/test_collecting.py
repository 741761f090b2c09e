"""Letters and tips leave the box: sealed again here, emptied there, one entry each."""

import logging
import threading
from collections.abc import Callable

import pytest
from django.db import connection, connections
from django.test import Client
from django.urls import reverse

from sengetsu.accounts.models import User
from sengetsu.audit.models import Entry
from sengetsu.link_work.cases.choices import Route
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.desk.post import collect_post
from sengetsu.link_work.intake import queries
from sengetsu.link_work.intake.actions import add_to_case
from sengetsu.link_work.intake.choices import IntakeState, Kind, ReplyBy
from sengetsu.link_work.intake.collecting import collect_letters
from sengetsu.link_work.intake.models import Intake
from sengetsu.postbox.letters.actions import drop_follow_up, drop_letter
from sengetsu.postbox.letters.choices import LetterKind
from sengetsu.postbox.letters.models import Letter
from sengetsu.postbox.sealing import private_file
from tests.people import SignIn

STORY = "雨戸のあかない家のことで、だれに話せばよいか分かりません。"
WORDS = "つき ひかり ほし かぜ やま"


def letter(text: str = STORY, *, passphrase: str | None = None, **said: str) -> Letter:
    payload = {"text": text, "about": "other", "reply": "none", "name": "", "contact": "", **said}
    return drop_letter(payload=payload, by=None, kind=LetterKind.LETTER, passphrase=passphrase)


def tip(by: User | None, text: str = STORY, **said: object) -> Letter:
    payload = {"text": text, "who": "青い屋根の家の息子さん", "where": "4丁目", "how_known": ["seen"], **said}
    return drop_letter(payload=payload, by=by, kind=LetterKind.TIP)


def broken() -> Letter:
    one = letter("こわれる手紙")
    Letter.objects.filter(pk=one.pk).update(sealed=b"\x00" * 200)
    return one


@pytest.mark.django_db
def test_a_letter_becomes_an_entry_and_its_ciphertext_is_gone(aoki: User) -> None:
    one = letter(about="self", reply="telephone", name="山口", contact="048-000-0034")
    assert collect_letters(by=aoki) == []
    entry = Intake.objects.get(letter_id=one.pk)
    assert (entry.kind, entry.story, entry.sender, entry.reply_by) == (
        Kind.LETTER,
        STORY,
        "山口",
        ReplyBy.PHONE,
    )
    assert (entry.route, entry.state, entry.case) == (Route.SELF, IntakeState.NEW, None)
    one.refresh_from_db()
    assert bytes(one.sealed) == b""
    assert one.collected_at is not None


@pytest.mark.django_db
def test_what_was_written_lies_sealed_in_our_tables(aoki: User) -> None:
    letter(name="山口")
    collect_letters(by=aoki)
    with connection.cursor() as cursor:
        cursor.execute("SELECT story, sender FROM link_work_intake")
        raw = " ".join(map(str, cursor.fetchone()))
    assert "雨戸" not in raw
    assert "山口" not in raw


@pytest.mark.django_db
def test_collecting_twice_makes_one_entry(aoki: User, mori: User) -> None:
    letter()
    collect_letters(by=aoki)
    collect_letters(by=mori)
    assert Intake.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_make_one_entry_each(aoki: User, mori: User) -> None:
    for number in range(4):
        letter(f"{number}通目")
    start = threading.Barrier(2)

    def collect(by: User) -> None:
        start.wait()
        collect_letters(by=by)
        connections.close_all()

    workers = [threading.Thread(target=collect, args=(by,)) for by in (aoki, mori)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(one.story for one in Intake.objects.all()) == ["0通目", "1通目", "2通目", "3通目"]


@pytest.mark.django_db
def test_a_broken_letter_blocks_no_other_and_stays_in_sight(aoki: User, sign_in: SignIn) -> None:
    bad = broken()
    letter("ちゃんとした手紙")
    page = sign_in(aoki).get(reverse("intake_list")).content.decode()
    assert "ちゃんとした手紙" in page
    assert "箱からひらけない便りが 1 通" in page
    assert bad.receipt in page
    bad.refresh_from_db()
    assert bad.collected_at is None


@pytest.mark.django_db
def test_the_log_of_a_broken_letter_tells_its_id_and_nothing_else(
    aoki: User, caplog: pytest.LogCaptureFixture
) -> None:
    bad = drop_letter(payload={"no": "山口さんの秘密"}, by=None, kind=LetterKind.LETTER)
    with caplog.at_level(logging.ERROR):
        assert [one.pk for one in collect_letters(by=aoki)] == [bad.pk]
    assert str(bad.pk) in caplog.text
    assert "山口" not in caplog.text


@pytest.mark.django_db
def test_a_missing_key_is_said_loudly_and_closes_no_page(aoki: User, sign_in: SignIn) -> None:
    letter()
    key = private_file()
    kept = key.read_bytes()
    key.unlink()
    try:
        answer = sign_in(aoki).get(reverse("intake_list"))
    finally:
        key.write_bytes(kept)
    assert answer.status_code == 200
    assert "箱からひらけない便りが 1 通" in answer.content.decode()
    collect_letters(by=aoki)
    assert Intake.objects.get().story == STORY


@pytest.mark.django_db
def test_an_answer_that_nobody_asked_for_stays_in_the_box_and_is_shown(aoki: User, sign_in: SignIn) -> None:
    stray = drop_letter(payload={"answer": "accept", "address": "0" * 64}, by=None, kind=LetterKind.ANSWER)
    assert [one.pk for one in collect_post(by=aoki)] == [stray.pk]
    assert stray.receipt in sign_in(aoki).get(reverse("intake_list")).content.decode()


@pytest.mark.django_db
def test_a_follow_up_lies_beside_its_thread_and_case_and_is_new(aoki: User, kitagawa: Case) -> None:
    first = letter("はじめ", passphrase=WORDS, reply="here", name="山口")
    collect_letters(by=aoki)
    add_to_case(by=aoki, intake=Intake.objects.get(), case=kitagawa)
    drop_follow_up(thread=first, payload={"text": "つづき"}, by=None)
    collect_letters(by=aoki)
    more = Intake.objects.get(kind=Kind.FOLLOW_UP)
    assert (more.case, more.state, more.reply_by, more.sender) == (
        kitagawa,
        IntakeState.NEW,
        ReplyBy.HERE,
        "山口",
    )
    assert [one.story for one in queries.thread_of(aoki, more)] == ["はじめ"]


@pytest.mark.django_db
def test_what_the_same_writer_sent_earlier_goes_into_the_case_too(aoki: User, kitagawa: Case) -> None:
    first = letter("はじめ", passphrase=WORDS, reply="here")
    drop_follow_up(thread=first, payload={"text": "つづき"}, by=None)
    collect_letters(by=aoki)
    add_to_case(by=aoki, intake=Intake.objects.get(kind=Kind.FOLLOW_UP), case=kitagawa)
    other = Intake.objects.get(kind=Kind.LETTER)
    assert (other.case, other.state) == (kitagawa, IntakeState.NEW)


@pytest.mark.django_db
def test_a_tip_keeps_who_told_it_and_its_further_answers(commissioner_hara: User, aoki: User) -> None:
    tip(commissioner_hara, feeling="today", person_knows="no")
    collect_letters(by=aoki)
    entry = Intake.objects.get()
    assert (entry.informant, entry.route, entry.sender) == (commissioner_hara, Route.COMMISSIONER, "原 和子")
    assert queries.details_of(entry)["どうして知ったか"] == "自分で見た・聞いた"


@pytest.mark.django_db
def test_words_of_danger_only_warn(aoki: User) -> None:
    letter("消えてしまいたいと思う夜があります。")
    collect_letters(by=aoki)
    entry = Intake.objects.get()
    assert entry.warned
    assert entry.warning_words
    assert entry.urgency == ""
    assert queries.waiting(aoki)[0] == entry


@pytest.mark.django_db
def test_each_collected_letter_leaves_its_trace(aoki: User, entries: Callable[[], list[str]]) -> None:
    letter()
    collect_letters(by=aoki)
    assert "received:intake" in entries()
    assert Entry.objects.filter(actor_id=str(aoki.pk)).exists()


@pytest.mark.django_db
def test_nothing_that_came_in_stands_readable_in_the_open_wing(aoki: User, kitagawa: Case) -> None:
    tip(None, text="読めてはいけない雨戸の話")
    collect_letters(by=aoki)
    add_to_case(by=aoki, intake=Intake.objects.get(), case=kitagawa)
    open_tables = [name for name in connection.introspection.table_names() if name.startswith("postbox_")]
    assert open_tables
    with connection.cursor() as cursor:
        for table in open_tables:
            cursor.execute(f"SELECT * FROM {table}")
            raw = repr(cursor.fetchall())
            for word in ("雨戸", "北川家", kitagawa.number, str(kitagawa.public_id)):
                assert word not in raw, (table, word)


@pytest.mark.django_db
def test_an_entry_of_another_teams_case_is_in_nobody_elses_list(
    aoki: User, mori: User, kitano: User, higashi: Case, sign_in: SignIn
) -> None:
    letter()
    collect_letters(by=aoki)
    entry = add_to_case(by=kitano, intake=Intake.objects.get(), case=higashi)
    client: Client = sign_in(mori)
    assert client.get(reverse("intake_page", args=[entry.public_id])).status_code == 404
    assert STORY[:10] not in client.get(reverse("intake_list"), {"which": "handled"}).content.decode()
