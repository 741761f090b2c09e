"""Groups of words that a search treats as one. Old and hurtful words are understood, never displayed."""

from dataclasses import dataclass
from functools import lru_cache

from .data import synonym_rows
from .text import fold


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


@lru_cache(maxsize=1)
def _by_start() -> dict[str, tuple[str, ...]]:
    """First two characters -> folded words, so that a text is searched once and not once per word."""
    starts: dict[str, tuple[str, ...]] = {}
    for word in _index():
        starts[word[:2]] = (*starts.get(word[:2], ()), word)
    return starts


def meanings(text: str) -> set[str]:
    """Canonical tokens of every group of which a word stands in `text`."""
    folded = fold(text)
    index, starts = _index(), _by_start()
    return {
        token
        for place in range(len(folded) - 1)
        for word in starts.get(folded[place : place + 2], ())
        if folded.startswith(word, place)
        for token in index[word]
    }


def displayable(word: str) -> str:
    """The word that a page shows instead of `word` (itself, unless it is one that is never displayed)."""
    folded = fold(word)
    for group in groups():
        if folded in {fold(hidden) for hidden in group.hidden}:
            return group.display
    return word
