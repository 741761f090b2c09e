"""Ridge regression with many outputs: closed form, no chance in it, no iterations.

Solved in the dual (as many equations as examples), kept in the primal (one weight per term and output), so
that a story costs one sparse product and every score can be traced back to the words that made it.
"""

from dataclasses import dataclass

import numpy as np
from scipy import linalg, sparse

from .features import Floats, Rows


@dataclass(frozen=True)
class Ridge:
    """`terms`: term x output; `senses`: sentence vector x output; `base`: what an empty text scores."""

    terms: Floats
    senses: Floats
    base: Floats

    @classmethod
    def fit(cls, rows: Rows, wanted: Floats, *, penalty: float, trust: Floats | None = None) -> "Ridge":
        """`wanted`: example x output, 0..1. `trust`: how much each example counts (default 1)."""
        kernel = (rows.terms @ rows.terms.T).toarray() + rows.senses @ rows.senses.T
        base = wanted.mean(axis=0)
        ease = penalty / (trust if trust is not None else np.ones(len(wanted), dtype=np.float32))
        kernel[np.diag_indices_from(kernel)] += ease
        dual = linalg.solve(kernel, wanted - base, assume_a="pos", overwrite_a=True)
        return cls(
            np.asarray(rows.terms.T @ dual, dtype=np.float32),
            np.asarray(rows.senses.T @ dual, dtype=np.float32),
            base.astype(np.float32),
        )

    def scores(self, rows: Rows) -> Floats:
        return np.asarray(rows.terms @ self.terms + rows.senses @ self.senses + self.base)

    def shares(self, row: sparse.csr_matrix, output: int) -> dict[int, float]:
        """How much each term of one row speaks for an output."""
        return {
            int(at): float(value * self.terms[at, output])
            for at, value in zip(row.indices, row.data, strict=True)
        }
