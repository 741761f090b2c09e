"""The words of a story that speak for something, as the storyteller wrote them."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from .terms import clauses, surfaces_of

MOST = 3
_KANJI = re.compile("[一-鿿]")
_UNITS = frozenset("円年月日回人時分歳才")
LONGEST = 14  # characters of one piece that is shown


@dataclass(frozen=True)
class Spoken:
    """`terms`: what the features count (words, then pairs of neighbours); `spans`: for each of them the
    places of the morphemes that it stands for; `surfaces`: the morphemes as written."""

    terms: list[str]
    spans: list[tuple[int, ...]]
    surfaces: list[str]
    breaks: frozenset[int]

    def strongest(self, shares: Sequence[float]) -> tuple[str, ...]:
        """The pieces of text with the largest shares, at most three; neighbours are joined."""
        weight = [0.0] * len(self.surfaces)
        for share, span in zip(shares, self.spans, strict=True):
            for place in span:
                weight[place] += share / len(span)
        pieces: list[tuple[float, str]] = []
        place = 0
        while place < len(weight):
            if weight[place] <= 0:
                place += 1
                continue
            end = self._end(place, weight)
            pieces.append((sum(weight[place:end]), "".join(self.surfaces[place:end])))
            place = end
        best = sorted(pieces, key=lambda one: -one[0])
        return tuple(dict.fromkeys(text for _, text in best if _says_something(text)))[:MOST]

    def _end(self, place: int, weight: Sequence[float]) -> int:
        """Where a piece ends that begins at `place`; one silent morpheme (弟の世話) does not end it."""
        end = place + 1
        while end < len(weight) and end not in self.breaks:
            silent = weight[end] <= 0
            last = end + 1 if silent else end
            if silent and (last >= len(weight) or last in self.breaks or weight[last] <= 0):
                break
            if len("".join(self.surfaces[place : last + 1])) > LONGEST:
                break
            end = last + 1
        return end


def _says_something(text: str) -> bool:
    return len(text) > 1 or bool(_KANJI.fullmatch(text) and text not in _UNITS)


def spoken(text: str) -> Spoken:
    terms: list[str] = []
    spans: list[tuple[int, ...]] = []
    surfaces: list[str] = []
    breaks = set()
    for clause in clauses(text):
        breaks.add(len(surfaces))
        counted: list[tuple[int, str]] = []
        for surface, plain in surfaces_of(clause):
            if plain:
                counted.append((len(surfaces), plain))
            surfaces.append(surface)
        terms += [plain for _, plain in counted]
        spans += [(at,) for at, _ in counted]
        for (at, plain), (then, follows) in itertools.pairwise(counted):
            terms.append(f"{plain} {follows}")
            spans.append(tuple(range(at, then + 1)))
    return Spoken(terms, spans, surfaces, frozenset(breaks))
