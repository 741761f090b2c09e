"""Blind tokens: a search in an encrypted database (ADR 0003).

The database holds numbers. Each is the keyed hash (HMAC-SHA256 under `KEYS/blind.key`) of a normalised
word, so that who has the database alone can neither read nor guess words; the same word always gives the
same number, so an index finds it. What is a match here is a candidate: access is decided elsewhere.
"""

import hmac
import re
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from django.conf import settings

from .numerals import half_width
from .synonyms import meaning_of, meanings_of_parts
from .text import fold, fold_phone

_DIGITS = re.compile(r"\d{2,}")
_PHONE = re.compile(r"(?:\+81|0)\d{1,4}[-\s(]*\d{1,4}[-\s)]*\d{3,4}(?!\d)")
_CONTENT = {"名詞", "動詞", "形容詞", "形状詞", "副詞", "感動詞", "連体詞", "接頭辞"}
_EMPTY_KINDS = {"非自立可能", "数詞"}
_LONGEST_TEXT = 12_000  # characters; Sudachi refuses more than 49,149 bytes at once
_LONGEST_QUERY = 200
_LAST_KANA = "ヿ"


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


@lru_cache(maxsize=2)
def mode(name: Literal["A", "C"]) -> Any:
    from sudachipy import SplitMode

    return SplitMode(name)


@lru_cache(maxsize=1)
def _dictionary() -> Any:
    from sudachipy import Dictionary  # loaded on first use: it takes a second and 70 MB

    return Dictionary(dict="core")


def tokenizer() -> Any:
    if _splitter.tokenizer is None:
        with _loading:
            _splitter.tokenizer = _dictionary().tokenizer()
    return _splitter.tokenizer


@lru_cache(maxsize=100_000)
def _folded(word: str) -> str:
    return fold(word)


@dataclass(frozen=True)
class _Word:
    """A morpheme in the shortest unit, folded: as written, and its normalised form."""

    surface: str
    normal: str
    content: bool

    @property
    def pieces(self) -> set[str]:
        return {self.surface, self.normal} | set(meaning_of(self.normal))


def _word(morpheme: Any) -> _Word:
    kind, detail = morpheme.part_of_speech()[:2]
    surface = _folded(morpheme.surface())
    content = kind in _CONTENT and detail not in _EMPTY_KINDS and bool(surface)
    # A single kana is a particle or a fault of the splitter, never what somebody looks for.
    content = content and not (len(surface) == 1 and surface <= _LAST_KANA)
    return _Word(surface, _folded(morpheme.normalized_form()), content)


def _split(plain: str) -> tuple[list[_Word], set[str]]:
    """All short units of a text, and the compounds that were made of several."""
    short: list[_Word] = []
    compounds: set[str] = set()
    for morpheme in tokenizer().tokenize(plain, mode("C")):
        units = list(morpheme.split(mode("A"))) or [morpheme]  # nothing comes back for a short unit
        short += [_word(unit) for unit in units]
        if len(units) > 1 and morpheme.part_of_speech()[0] in _CONTENT:
            compounds |= {_folded(morpheme.surface()), _folded(morpheme.normalized_form())}
    return short, compounds


def _numbers(plain: str) -> set[str]:
    phones = {fold_phone(match) for match in _PHONE.findall(plain)}
    return phones | set(_DIGITS.findall(_PHONE.sub(" ", plain)))


def words(text: str) -> set[str]:
    """What a text can be found by: its folded content words, the meanings behind them, its numbers.

    Compounds are kept whole and split (家計相談, 家計, 相談); spelling variants meet in the normalised form,
    synonyms in a token of their group.
    """
    plain = half_width(text)
    found: set[str] = set()
    for begin in range(0, len(plain), _LONGEST_TEXT):
        short, compounds = _split(plain[begin : begin + _LONGEST_TEXT])
        found |= compounds
        found.update(*(word.pieces for word in short if word.content))
        found.update(*(meaning.tokens for meaning in meanings_of_parts([word.surface for word in short])))
    return found | _numbers(plain)


def query(text: str) -> list[set[str]]:
    """What to ask the index for: a text matches that has *one* piece of *every* set.

    A known word asks for its meaning (閉じこもり finds 引きこもり), another for its spellings; a compound
    for its parts (家計相談 finds 家計の相談). Empty only for an empty text.
    """
    plain = half_width(text)[:_LONGEST_QUERY]
    asked = [{number} for number in sorted({fold_phone(match) for match in _PHONE.findall(plain)})]
    short, _ = _split(_PHONE.sub(" ", plain))
    known = meanings_of_parts([word.surface for word in short])
    taken = 0
    begin = 0
    for word in short:
        end = begin + len(word.surface)
        whole = max((one for one in known if one.begin == begin), key=lambda one: one.end, default=None)
        if begin >= taken and whole:
            asked.append(set(whole.tokens))
            taken = whole.end
        elif begin >= taken and (word.content or word.surface.isdecimal()):
            asked.append(set(word.pieces))
        begin = end
    return asked or ([{fold(plain)}] if fold(plain) else [])


# What is misheard or written large on old forms: かづこ and かずこ, シヨウコ and ショウコ.
_HEARD = str.maketrans("ぢづゐゑっゃゅょぁぃぅぇぉ", "じずいえつやゆよあいうえお")


def _name_parts(name: str) -> list[str]:
    parts = (fold(part).translate(_HEARD) for part in re.split(r"[\s・,、.=]+", half_width(name)))
    return [part for part in parts if part]


def _bigrams(text: str) -> set[str]:
    return {text[place : place + 2] for place in range(len(text) - 1)}


def _starts(text: str) -> set[str]:
    return {text[:length] for length in range(1, len(text) + 1)}


def name_pieces(name: str, reading: str = "") -> set[str]:
    """All by which a person may be looked up: き, きた, 北川, キタガワ, 北川花子, 花子.

    The whole and its parts, their beginnings, and pairs of neighbouring characters.
    """
    found: set[str] = set()
    for written in (name, reading):
        parts = _name_parts(written)
        for text in {*parts, "".join(parts)}:
            found |= _starts(text) | _bigrams(text)
    return found


def name_query(typed: str) -> set[str]:
    """The pieces that a person must *all* have to be found by what was typed: part of a name or reading."""
    return {piece for part in _name_parts(typed) for piece in (_bigrams(part) or {part})}
