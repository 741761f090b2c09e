"""Blind tokens: a search in an encrypted database (ADR 0003).

The database holds numbers. Each is the keyed hash (HMAC-SHA256 under `KEYS/blind.key`) of a normalised
word, so that who has the database alone can neither read nor guess words; the same word always gives the
same number, so an index finds it. What is a match here is a candidate: access is decided elsewhere.
"""

import hmac
import re
import threading
from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings

from .numerals import half_width
from .synonyms import meanings
from .text import fold, fold_phone

_DIGITS = re.compile(r"\d{2,}")
_PHONE = re.compile(r"(?:\+81|0)\d{1,4}[-\s(]*\d{1,4}[-\s)]*\d{3,4}(?!\d)")
_CONTENT = {"名詞", "動詞", "形容詞", "形状詞", "副詞", "感動詞", "連体詞", "接頭辞"}
_EMPTY_KINDS = {"非自立可能", "数詞"}
_LONGEST_TEXT = 12_000  # characters; Sudachi refuses more than 49,149 bytes at once


class BlindKeyMissing(RuntimeError):
    """The key of the search tokens is missing: `sengetsu keys create` makes it."""


def key_file() -> Path:
    return Path(settings.KEYS) / "blind.key"


@lru_cache(maxsize=4)
def _key(file: Path, _stamp: int) -> bytes:
    key = bytes.fromhex(file.read_text().strip())
    if len(key) != sha256().digest_size:
        raise BlindKeyMissing(f"{file} does not hold 32 bytes")
    return key


def key() -> bytes:
    """The key; read again when the file changes. Raises `BlindKeyMissing`."""
    file = key_file()
    try:
        return _key(file, file.stat().st_mtime_ns)
    except (FileNotFoundError, ValueError) as missing:
        raise BlindKeyMissing(f"no key in {file}: run `sengetsu keys create`") from missing


@lru_cache(maxsize=200_000)
def _hash(piece: str, kind: str, secret: bytes) -> int:
    digest = hmac.digest(secret, f"{kind}\x00{piece}".encode(), "sha256")
    return int.from_bytes(digest[:8], "big", signed=True)


def token(piece: str, *, kind: str) -> int:
    """The number that stands for a folded piece. `kind` keeps apart what must not be compared
    (the 北 of a name and the 北 of a note)."""
    return _hash(piece, kind, key())


def tokens(pieces: Iterable[str], *, kind: str) -> set[int]:
    secret = key()
    return {_hash(piece, kind, secret) for piece in pieces}


class _Splitter(threading.local):
    """Sudachi's tokenizer is not safe across threads; the dictionary behind it is shared."""

    tokenizer: Any = None


_splitter = _Splitter()
_loading = threading.Lock()


@lru_cache(maxsize=1)
def _dictionary() -> Any:
    from sudachipy import Dictionary  # loaded on first use: it takes a second and 70 MB

    return Dictionary(dict="core")


def _tokenizer() -> Any:
    if _splitter.tokenizer is None:
        with _loading:
            _splitter.tokenizer = _dictionary().create()
    return _splitter.tokenizer


@lru_cache(maxsize=100_000)
def _folded(word: str) -> str:
    return fold(word)


def _is_content(part_of_speech: tuple[str, ...]) -> bool:
    return part_of_speech[0] in _CONTENT and part_of_speech[1] not in _EMPTY_KINDS


def _pieces_of(line: str) -> set[str]:
    from sudachipy import SplitMode

    found: set[str] = set()
    for morpheme in _tokenizer().tokenize(line, SplitMode.C):
        parts = [morpheme]
        if len(morpheme.surface()) > 1:
            parts += morpheme.split(SplitMode.A)
        for part in parts:
            if _is_content(part.part_of_speech()):
                found |= {_folded(part.normalized_form()), _folded(part.surface())}
    return found


def words(text: str) -> set[str]:
    """The folded content words of a text, the meanings behind them, and its numbers.

    Compounds are kept whole and split (家計相談, 家計, 相談); spelling variants meet in the normalised form.
    """
    plain = half_width(text)[:_LONGEST_TEXT]
    found = _pieces_of(plain) | meanings(plain)
    found |= {fold_phone(match) for match in _PHONE.findall(plain)}
    found |= set(_DIGITS.findall(plain))
    return {piece for piece in found if piece and not (len(piece) == 1 and piece < "ヶ")}


def _parts(name: str) -> list[str]:
    return [fold(part) for part in re.split(r"[\s・,、.]+", half_width(name)) if part]


def _bigrams(text: str) -> set[str]:
    return {text[place : place + 2] for place in range(len(text) - 1)}


def _starts(text: str) -> set[str]:
    return {text[:length] for length in range(1, len(text) + 1)}


def name_pieces(name: str, reading: str = "") -> set[str]:
    """All by which a person may be looked up: きた, 北川, キタガワ, 川, 北川花子.

    Whole name and parts, their beginnings, and pairs of neighbouring characters.
    """
    found: set[str] = set()
    for written in (name, reading):
        parts = _parts(written)
        for text in {*parts, "".join(parts)}:
            found |= _starts(text) | _bigrams(text)
    return found


def name_query(typed: str) -> list[set[str]]:
    """What to ask for: one set for each typed part; a person matches who has *all* pieces of every set."""
    return [{part} | _bigrams(part) if len(part) == 1 else _bigrams(part) | {part} for part in _parts(typed)]
