"""Texts as rows of numbers: runs of letters, words and sentence vectors side by side.

Each block has length 1 times the root of its weight, so the product of two rows is a weighted sum of three
likenesses. A weight of 0 switches a signal off.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log, sqrt

import numpy as np
import numpy.typing as npt
from scipy import sparse

from . import meaning
from .terms import Read, read

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Weights:
    """How much each signal counts; they need not sum to 1."""

    letters: float = 0.4
    words: float = 0.35
    meaning: float = 0.25


@dataclass(frozen=True)
class Vocabulary:
    """Column and rarity of every term that at least two texts hold."""

    columns: dict[str, int]
    rarity: Floats

    @classmethod
    def of(cls, texts: Iterable[Counter[str]], *, at_least: int = 2) -> "Vocabulary":
        seen: Counter[str] = Counter()
        number = 0
        for terms in texts:
            seen.update(terms.keys())
            number += 1
        kept = sorted(term for term, count in seen.items() if count >= at_least)
        rarity = [log((1 + number) / (1 + seen[term])) + 1 for term in kept]
        return cls({term: at for at, term in enumerate(kept)}, np.array(rarity, dtype=np.float32))

    def rows(self, texts: Sequence[Counter[str]], *, weight: float) -> sparse.csr_matrix:
        data: list[float] = []
        columns: list[int] = []
        ends = [0]
        for terms in texts:
            known = [
                (at, (1 + log(count)) * float(self.rarity[at]))
                for term, count in terms.items()
                if (at := self.columns.get(term)) is not None
            ]
            length = sqrt(sum(value * value for _, value in known)) or 1.0
            data += [value * sqrt(weight) / length for _, value in known]
            columns += [at for at, _ in known]
            ends.append(len(data))
        shape = (len(texts), len(self.columns))
        return sparse.csr_matrix((np.array(data, dtype=np.float32), columns, ends), shape=shape)


@dataclass(frozen=True)
class Rows:
    """`terms`: sparse, letters then words; `senses`: dense sentence vectors."""

    terms: sparse.csr_matrix
    senses: Floats


@dataclass(frozen=True)
class Features:
    letters: Vocabulary
    words: Vocabulary
    weights: Weights

    @classmethod
    def of(cls, reads: Sequence[Read], weights: Weights) -> "Features":
        return cls(
            Vocabulary.of((one.letters for one in reads), at_least=2),
            Vocabulary.of((one.words for one in reads), at_least=2),
            weights,
        )

    def rows(self, texts: Sequence[str], reads: Sequence[Read] | None = None) -> Rows:
        known = reads or [read(text) for text in texts]
        letters = self.letters.rows([one.letters for one in known], weight=self.weights.letters)
        words = self.words.rows([one.words for one in known], weight=self.weights.words)
        if self.weights.meaning:
            senses = meaning.vectors(texts) * np.float32(sqrt(self.weights.meaning))
        else:
            senses = np.zeros((len(texts), meaning.SIZE), dtype=np.float32)
        return Rows(sparse.hstack([letters, words], format="csr"), senses)

    def column(self, word: str) -> int | None:
        at = self.words.columns.get(word)
        return None if at is None else len(self.letters.columns) + at
