"""A text as the matching reads it: runs of letters, words in their plain form, and what they mean.

Everything is folded first (width, kana, name variants), so ひきこもり, 引き籠もり and 閉じこもり meet.
"""

import itertools
import re
from collections import Counter
from dataclasses import dataclass

from sengetsu.base import blind
from sengetsu.base.synonyms import meanings_of_parts
from sengetsu.base.text import fold

LONGEST = 4_000  # characters of a story that are read
_CLAUSE = re.compile(r"[。．！？!?\n「」『』（）()、，,…・｜|]+")
_RUNS = (2, 3, 4)
_CONTENT = {"名詞", "動詞", "形容詞", "形状詞", "副詞", "感動詞"}
_DENIALS = {"無い", "ない", "ぬ", "ず", "たい", "れる", "させる"}
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True)
class Read:
    """`letters`: runs of 2 to 4 letters; `words`: plain forms, pairs of neighbours and meanings."""

    letters: Counter[str]
    words: Counter[str]


@dataclass(frozen=True)
class Word:
    """A morpheme: as written, folded, in its plain form, and whether it carries meaning of its own."""

    written: str
    surface: str
    plain: str
    content: bool
    denies: bool


def clauses(text: str) -> list[str]:
    return [part for part in _CLAUSE.split(text[:LONGEST]) if part.strip()]


def words_of(clause: str) -> list[Word]:
    """The morphemes of a clause, in the shortest units."""
    found = []
    for one in blind.tokenizer().tokenize(clause, blind.mode("A")):
        part, finer = one.part_of_speech()[:2]
        plain = fold(one.normalized_form())
        found.append(
            Word(
                one.surface(),
                fold(one.surface()),
                plain,
                part in _CONTENT and finer != "数詞",
                plain in _DENIALS,
            )
        )
    return found


def _letters(clause: str) -> Counter[str]:
    padded = f"^{_NUMBER.sub('0', fold(clause))}$"
    return Counter(padded[at : at + size] for size in _RUNS for at in range(len(padded) - size + 1))


def _words(clause: str) -> Counter[str]:
    """ない and たい stay beside what they deny or wish: 食べ物 ない is no meal."""
    words = words_of(clause)
    plain = [word.plain for word in words if word.content or word.denies]
    found = Counter(plain)
    found.update(f"{one} {two}" for one, two in itertools.pairwise(plain))
    for meaning in meanings_of_parts([word.surface for word in words]):
        found.update(meaning.tokens)
    return found


def read(text: str) -> Read:
    letters: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for clause in clauses(text):
        letters.update(_letters(clause))
        words.update(_words(clause))
    return Read(letters, words)


def surfaces_of(clause: str) -> list[tuple[str, str]]:
    """Every morpheme as written, with the plain form that the features count, or "" for none."""
    return [(word.written, word.plain if word.content or word.denies else "") for word in words_of(clause)]
