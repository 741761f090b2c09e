"""What a search compares: texts folded to one spelling, the words in them, and what those words mean.

An entry is found when it holds the letters that were typed, or all words of a phrase in any form (家計相談
and 家計の相談), or a word for the same thing (`=ひきこもり` for 引き籠もり and 閉じこもり alike;
domain.md, section 6). The words come from `base.blind`, which splits and normalises for sealed texts too;
here nothing is secret, so they are stored as they are.
"""

from dataclasses import dataclass

from sengetsu.base import blind
from sengetsu.base.text import fold

LONGEST_QUERY = 200  # characters; what comes after is not read
MOST_WORDS = 8
MOST_PIECES = 12  # of one word; keeps the question to the database small
MEANING = "="


@dataclass(frozen=True)
class Word:
    """One word or phrase of a query. `pieces`: one of every set must be there; `meanings`: any of them."""

    folded: str
    pieces: list[list[str]]
    meanings: list[str]


def names_to_search(*names: str) -> str:
    return "\n".join(fold(name) for name in names if name)


def text_to_search(*texts: str) -> str:
    """Folded lines, then all words and meanings, each between semicolons."""
    said = [text for text in texts if text]
    return "\n".join(
        [*(fold(text) for text in said), f";{';'.join(sorted(blind.words(chr(10).join(said))))};"]
    )


def words_of(query: str) -> list[Word]:
    """The words of what somebody typed; empty for nothing but signs."""
    typed = dict.fromkeys(query.replace("\x00", " ")[:LONGEST_QUERY].split())
    return [_word(word) for word in list(typed)[:MOST_WORDS] if fold(word)]


def _word(typed: str) -> Word:
    pieces = [sorted(one)[:MOST_PIECES] for one in blind.query(typed)[:MOST_PIECES]]
    meanings = sorted({piece for one in pieces for piece in one if piece.startswith(MEANING)})
    return Word(folded=fold(typed), pieces=_stored(pieces), meanings=_stored([meanings])[0])


def _stored(pieces: list[list[str]]) -> list[list[str]]:
    return [[f";{piece};" for piece in one] for one in pieces]
