"""Groups of words that a search treats as one. Old and hurtful words are understood, never displayed."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from .data import synonym_rows
from .text import fold

_SAFE_LENGTH = 3


@dataclass(frozen=True)
class Group:
    """One meaning. `display` and `others` may be shown, `hidden` is only understood in a query."""

    display: str
    others: tuple[str, ...]
    hidden: tuple[str, ...]

    @property
    def canonical(self) -> str:
        return f"={fold(self.display)}"


def _split(cells: list[str], place: int) -> tuple[str, ...]:
    return tuple(word for word in cells[place].split(",") if word) if len(cells) > place else ()


@lru_cache(maxsize=1)
def groups() -> tuple[Group, ...]:
    return tuple(Group(row[0], _split(row, 1), _split(row, 2)) for row in synonym_rows())


@lru_cache(maxsize=1)
def _index() -> dict[str, tuple[str, ...]]:
    """Folded word -> canonical tokens. A word may stand in two groups."""
    found: dict[str, tuple[str, ...]] = {}
    for group in groups():
        for word in (group.display, *group.others, *group.hidden):
            found[fold(word)] = (*found.get(fold(word), ()), group.canonical)
    return found


def _needs_word_edges(word: str) -> bool:
    """Short words and Latin ones stand inside others by chance: うつ in いうつもり, dv in advice."""
    return len(word) < _SAFE_LENGTH or word.isascii()


@lru_cache(maxsize=1)
def _by_start() -> dict[str, tuple[str, ...]]:
    """First character -> folded words, longest first, so that a text is walked once."""
    starts: dict[str, tuple[str, ...]] = {}
    for word in sorted(_index(), key=len, reverse=True):
        starts[word[0]] = (*starts.get(word[0], ()), word)
    return starts


@dataclass(frozen=True)
class Meaning:
    """A known word in a text: where it begins and ends (in the joined parts), and what it means."""

    begin: int
    end: int
    tokens: tuple[str, ...]


def _known_words(text: str, edges: Container[int]) -> list[Meaning]:
    index, starts = _index(), _by_start()
    return [
        Meaning(begin, begin + len(word), index[word])
        for begin in range(len(text))
        for word in starts.get(text[begin], ())
        if text.startswith(word, begin)
        and (not _needs_word_edges(word) or (begin in edges and begin + len(word) in edges))
    ]


def meanings_of_parts(parts: Sequence[str]) -> list[Meaning]:
    """Every known word in a text that was folded and split into morphemes."""
    return _known_words("".join(parts), {0, *accumulate(len(part) for part in parts)})


def meaning_of(word: str) -> tuple[str, ...]:
    """Canonical tokens of one folded word, such as the dictionary form of an inflected one."""
    return _index().get(word, ())
