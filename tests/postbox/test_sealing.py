from base64 import b64encode
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.public import PrivateKey
from pytest_django import Settings

from sengetsu.postbox import sealing


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=4000))
def test_whatever_was_written_comes_out_of_the_letter_again(text: str) -> None:
    assert sealing.open_letter(sealing.seal_letter({"text": text})) == {"text": text}


def test_the_length_of_a_letter_tells_only_how_many_kilobytes() -> None:
    short = {len(sealing.seal_letter({"text": "あ" * n})) for n in (0, 1, 50, 300)}
    assert len(short) == 1
    assert len(sealing.seal_letter({"text": "あ" * 4000})) % sealing.BLOCK == min(short) % sealing.BLOCK


def test_a_missing_private_key_is_a_loud_error(settings: Settings, tmp_path: Path) -> None:
    sealed = sealing.seal_letter({"text": "こんにちは"})
    settings.KEYS = tmp_path
    with pytest.raises(sealing.LettersKeyMissing):
        sealing.open_letter(sealed)
    with pytest.raises(sealing.LettersKeyMissing):
        sealing.seal_letter({"text": "こんにちは"})


@pytest.mark.parametrize("held", ["", "no key at all", "QUJD"])
def test_a_broken_key_file_is_a_loud_error(settings: Settings, tmp_path: Path, held: str) -> None:
    settings.KEYS = tmp_path
    sealing.public_file().write_text(held)
    with pytest.raises(sealing.LettersKeyMissing):
        sealing.seal_letter({})


def test_another_towns_key_opens_nothing(settings: Settings, tmp_path: Path) -> None:
    sealed = sealing.seal_letter({"text": "こんにちは"})
    settings.KEYS = tmp_path
    sealing.private_file().write_bytes(b64encode(bytes(PrivateKey.generate())))
    with pytest.raises(sealing.LetterBroken):
        sealing.open_letter(sealed)


def test_after_a_rotation_old_letters_open_with_the_second_key(settings: Settings, tmp_path: Path) -> None:
    sealed, old = sealing.seal_letter({"text": "前の鍵"}), sealing.private_file().read_text()
    settings.KEYS = tmp_path
    sealing.private_file().write_text(f"{b64encode(bytes(PrivateKey.generate())).decode()}\n{old}")
    assert sealing.open_letter(sealed) == {"text": "前の鍵"}


@pytest.mark.parametrize("sealed", [b"", b"x", b"x" * 2000])
def test_what_is_no_letter_is_refused(sealed: bytes) -> None:
    with pytest.raises(sealing.LetterBroken):
        sealing.open_letter(sealed)


def test_a_question_opens_with_its_own_token_alone() -> None:
    sealed = sealing.seal_question({"何を": ["見学"]}, token="token-of-sato")
    assert sealing.open_question(sealed, token="token-of-sato") == {"何を": ["見学"]}
    with pytest.raises(sealing.LetterBroken):
        sealing.open_question(sealed, token="token-of-kitano")


def test_an_address_tells_neither_token_nor_receipt_and_the_two_never_meet() -> None:
    assert sealing.question_address("K7QM-3XPA") != sealing.reply_address("K7QM-3XPA")
    assert "K7QM" not in sealing.reply_address("K7QM-3XPA")
