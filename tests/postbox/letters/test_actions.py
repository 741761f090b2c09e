import pytest

from sengetsu.accounts.models import User
from sengetsu.audit.models import Entry
from sengetsu.postbox.letters.actions import collect, drop_letter
from sengetsu.postbox.letters.choices import LetterKind
from sengetsu.postbox.letters.models import Letter
from sengetsu.postbox.letters.queries import uncollected
from sengetsu.postbox.sealing import open_letter

pytestmark = pytest.mark.django_db
STORY = {"text": "青い屋根の家の息子さんが心配です"}


def drop(**given: object) -> Letter:
    return drop_letter(**{"payload": STORY, "by": None, "kind": LetterKind.LETTER, **given})  # type: ignore[arg-type]


def test_a_letter_lies_sealed_in_the_box_and_opens_with_the_link_workers_key() -> None:
    letter = drop()
    assert list(uncollected()) == [letter]
    opened = open_letter(letter.sealed)
    assert opened["text"] == STORY["text"]
    assert opened["kind"] == "letter"


def test_an_informant_is_named_inside_the_tip_and_nowhere_else(commissioner_hara: User) -> None:
    tip = drop(by=commissioner_hara, kind=LetterKind.TIP)
    assert open_letter(tip.sealed)["sent_by"] == commissioner_hara.pk
    entry = Entry.objects.latest("pk")
    assert (entry.thing_id, entry.actor_id, entry.actor_label) == (str(tip.pk), "", "")


def test_a_consultation_keeps_no_id_even_of_somebody_signed_in(commissioner_hara: User) -> None:
    assert open_letter(drop(by=commissioner_hara).sealed)["sent_by"] is None


def test_the_same_form_sent_twice_is_one_letter() -> None:
    assert drop(once_key="form-1") == drop(once_key="form-1")
    assert Letter.objects.count() == 1


def test_a_changed_text_under_the_same_form_is_a_letter_of_its_own() -> None:
    drop(once_key="form-1")
    drop(once_key="form-1", payload={"text": "あとから書きなおした話"})
    assert Letter.objects.count() == 2


def test_collecting_empties_the_ciphertext_and_leaves_the_receipt(aoki: User) -> None:
    letter = drop()
    collect(letter=letter, by=aoki)
    kept = Letter.objects.get(receipt=letter.receipt)
    assert kept.sealed == b""
    assert kept.collected_at
    assert not uncollected()


def test_collecting_twice_leaves_one_trace(aoki: User) -> None:
    letter = drop()
    collect(letter=letter, by=aoki)
    collect(letter=letter, by=aoki)
    assert Entry.objects.filter(actor_id=str(aoki.pk), thing="letter").count() == 1


def test_a_letter_is_dated_to_the_minute_only() -> None:
    arrived = drop().arrived_on
    assert (arrived.second, arrived.microsecond) == (0, 0)


def test_a_payload_beyond_measure_is_refused() -> None:
    with pytest.raises(ValueError, match="too long"):
        drop(payload={"text": "あ" * 200_000})
