"""The words of a story that speak for something, as the storyteller wrote them."""

from collections.abc import Sequence
from dataclasses import dataclass

from .terms import clauses, surfaces_of

MOST = 3
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
            end = place + 1
            text, total = self.surfaces[place], weight[place]
            while end < len(weight) and end not in self.breaks and weight[end] > 0:
                if len(text + self.surfaces[end]) > LONGEST:
                    break
                text, total, end = text + self.surfaces[end], total + weight[end], end + 1
            pieces.append((total, text))
            place = end
        best = sorted(pieces, key=lambda one: -one[0])
        return tuple(dict.fromkeys(text for _, text in best if len(text) > 1))[:MOST]


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
        for (at, plain), (then, follows) in zip(counted, counted[1:], strict=False):
            terms.append(f"{plain} {follows}")
            spans.append(tuple(range(at, then + 1)))
    return Spoken(terms, spans, surfaces, frozenset(breaks))
