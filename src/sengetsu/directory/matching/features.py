"""Texts as rows of numbers: runs of letters, words and sentence vectors side by side."""

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
class Signals:
    """How much each likeness of two texts counts. 0 switches a signal off.

    `penalty` is the ridge: how much the examples are distrusted.
    """

    letters: float = 0.1
    words: float = 0.4
    meaning: float = 0.5
    penalty: float = 0.6


@dataclass(frozen=True)
class Vocabulary:
    """Column and rarity (inverse document frequency) of every term that at least two texts hold."""

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

    def rows(self, texts: Sequence[Counter[str]]) -> sparse.csr_array:
        """One row of length 1 per text; a row of zeros for a text without a known term."""
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
            data += [value / length for _, value in known]
            columns += [at for at, _ in known]
            ends.append(len(data))
        shape = (len(texts), len(self.columns))
        return sparse.csr_array((np.array(data, dtype=np.float32), columns, ends), shape=shape)


@dataclass(frozen=True)
class Rows:
    """`senses` are sentence vectors of length 1, or zeros where the encoder is off."""

    letters: sparse.csr_array
    words: sparse.csr_array
    senses: Floats


@dataclass(frozen=True)
class Features:
    letters: Vocabulary
    words: Vocabulary

    @classmethod
    def of(cls, reads: Sequence[Read]) -> "Features":
        return cls(Vocabulary.of(one.letters for one in reads), Vocabulary.of(one.words for one in reads))

    def rows(self, texts: Sequence[str], reads: Sequence[Read] | None = None) -> Rows:
        known = [read(text) for text in texts] if reads is None else reads
        return Rows(
            self.letters.rows([one.letters for one in known]),
            self.words.rows([one.words for one in known]),
            meaning.vectors(texts),
        )


def likeness(one: Rows, other: Rows, signals: Signals) -> Floats:
    """How alike every text of `one` is to every text of `other`, 0..1.

    The encoder's likeness is squared: near in meaning counts, being in the same language does not.
    """
    alike = np.zeros((one.letters.shape[0], other.letters.shape[0]), dtype=np.float32)
    if signals.letters:
        alike += np.float32(signals.letters) * (one.letters @ other.letters.T).toarray()
    if signals.words:
        alike += np.float32(signals.words) * (one.words @ other.words.T).toarray()
    if signals.meaning:
        alike += np.float32(signals.meaning) * np.maximum(one.senses @ other.senses.T, 0) ** 2
    return alike
