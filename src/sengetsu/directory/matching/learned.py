"""Kernel ridge regression with many outputs: closed form, no chance in it, nothing iterated.

A new text is compared with every example (a few thousand; two milliseconds), and each example speaks for
its outputs as much as the text is like it. So every score can be traced back to words and examples.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import linalg

from .features import Features, Floats, Rows, Signals, likeness
from .terms import Read, read


@dataclass(frozen=True)
class Learned:
    """`speaks`: example x output; `base`: what a text scores that is like no example."""

    features: Features
    examples: Rows
    signals: Signals
    speaks: Floats
    base: Floats

    @classmethod
    def from_examples(
        cls, texts: Sequence[str], wanted: Floats, signals: Signals, trust: Floats | None = None
    ) -> "Learned":
        """`wanted`: example x output, 0..1; `trust`: how much each example counts, 1 when not given."""
        reads = [read(text) for text in texts]
        features = Features.of(reads)
        rows = features.rows(texts, reads)
        alike = likeness(rows, rows, signals)
        doubt = signals.penalty / (trust if trust is not None else np.ones(len(texts), dtype=np.float32))
        alike[np.diag_indices_from(alike)] += doubt.astype(np.float32)
        base = wanted.mean(axis=0)
        speaks = linalg.solve(alike, wanted - base, assume_a="pos", overwrite_a=True)
        return cls(features, rows, signals, np.asarray(speaks, np.float32), np.asarray(base, np.float32))

    def rows(self, texts: Sequence[str], reads: Sequence[Read] | None = None) -> Rows:
        return self.features.rows(texts, reads)

    def scores(self, rows: Rows) -> Floats:
        """Text x output."""
        return np.asarray(likeness(rows, self.examples, self.signals) @ self.speaks + self.base)

    def shares(self, terms: Sequence[str], output: int) -> list[float]:
        """How much each word speaks for an output: for the words that a page shows as the reason."""
        columns = [self.features.words.columns.get(term) for term in terms]
        known = [at for at in columns if at is not None]
        found: Any = self.examples.words[:, known].T @ self.speaks[:, output] if known else []
        weight = dict(zip(known, np.asarray(found).tolist(), strict=True))
        rarity = self.features.words.rarity
        return [0.0 if at is None else float(weight[at] * rarity[at]) for at in columns]
