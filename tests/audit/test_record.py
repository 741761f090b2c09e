"""An act and its entry are in one transaction, or neither is."""

import pytest
from django.db import IntegrityError, connection, transaction

from sengetsu.accounts.models import User
from sengetsu.audit import chain, triggers
from sengetsu.audit.actions import OutsideTransaction, record
from sengetsu.audit.choices import SENTENCES, Action
from sengetsu.audit.models import ChainHead, Entry

EMPTY = {"postgresql": "TRUNCATE audit_entry", "sqlite": "DELETE FROM audit_entry"}


@pytest.mark.django_db
def test_an_entry_says_who_did_what_to_which_case(aoki: User) -> None:
    entry = record(by=aoki, action=Action.OPENED, thing="case", thing_id=7, case_id=7, listed=[7, 8, 7])
    stored = Entry.objects.get()
    assert (stored.actor_id, stored.actor_label) == (str(aoki.pk), str(aoki))
    assert (stored.action, stored.thing, stored.case_id, stored.listed) == ("opened", "case", "7", ["7", "8"])
    assert chain.link_hash(stored) == entry.hash == ChainHead.objects.get().hash


@pytest.mark.django_db
def test_each_entry_holds_the_hash_of_the_one_before() -> None:
    first = record(by=None, action=Action.RECEIVED)
    second = record(by=None, action=Action.RECEIVED)
    assert (first.sequence, first.previous_hash) == (1, chain.GENESIS)
    assert (second.sequence, second.previous_hash) == (2, first.hash)


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_recorded() -> None:
    with pytest.raises(OutsideTransaction):
        record(by=None, action=Action.RECEIVED)
    assert not Entry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_leaves_no_entry_and_an_unbroken_chain() -> None:
    with transaction.atomic():
        record(by=None, action=Action.RECEIVED)
        transaction.set_rollback(True)
    with transaction.atomic():
        assert record(by=None, action=Action.RECEIVED).sequence == 1


@pytest.mark.django_db
def test_a_reason_lies_sealed_in_the_database(aoki: User) -> None:
    record(by=aoki, action=Action.REASON_GIVEN, case_id=3, reason="田中さんの妹から電話があった")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM audit_entry")
        assert "田中" not in repr(cursor.fetchall())
    assert Entry.objects.get().reason == "田中さんの妹から電話があった"


@pytest.mark.django_db
def test_giving_a_reason_without_words_is_refused(aoki: User) -> None:
    with pytest.raises(ValueError, match="without a reason"):
        record(by=aoki, action=Action.REASON_GIVEN, case_id=3, reason="　 ")


@pytest.mark.django_db
@pytest.mark.parametrize("value", ["長い" * 200, {"a": 1}, 1.5, None, "nul\x00"])
def test_a_detail_is_a_short_word_or_it_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="short word"):
        record(by=None, action=Action.CHANGED, detail={"state": value})


@pytest.mark.django_db
@pytest.mark.parametrize("change", ["UPDATE audit_entry SET action='x'", "DELETE FROM audit_entry"])
def test_the_database_itself_refuses_to_change_an_entry(change: str) -> None:
    record(by=None, action=Action.RECEIVED)
    with (
        pytest.raises(IntegrityError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)
    assert Entry.objects.get().action == "received"


@pytest.mark.django_db
def test_the_database_refuses_to_empty_the_trail() -> None:
    record(by=None, action=Action.RECEIVED)
    with (
        pytest.raises(IntegrityError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(EMPTY[connection.vendor])


@pytest.mark.django_db
def test_a_moved_head_is_never_sealed_by_the_next_entry() -> None:
    record(by=None, action=Action.RECEIVED)
    record(by=None, action=Action.RECEIVED)
    triggers.remove(connection)
    first, _last = Entry.objects.order_by("sequence")
    Entry.objects.filter(sequence=2).delete()
    ChainHead.objects.update(count=1, hash=first.hash)
    with pytest.raises(chain.TrailBroken):
        record(by=None, action=Action.RECEIVED)


@pytest.mark.django_db
def test_without_its_key_the_trail_is_a_loud_error(settings: object, tmp_path: object) -> None:
    settings.KEYS = tmp_path  # type: ignore[attr-defined]
    with pytest.raises(chain.TrailKeyMissing):
        record(by=None, action=Action.RECEIVED)


def test_every_action_has_a_sentence_for_people() -> None:
    assert set(SENTENCES) == set(Action)
