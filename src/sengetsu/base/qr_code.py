"""A code for the camera of a telephone, drawn as one path: no picture file, no script, nothing external."""

from dataclasses import dataclass

import segno

QUIET = 4  # modules of white around the code (ISO/IEC 18004)


@dataclass(frozen=True)
class Code:
    """`size` in modules, the quiet zone included; `path` for `<path d>` in a square of that size."""

    size: int
    path: str


def code_of(url: str) -> Code:
    rows = list(segno.make(url, error="m", micro=False).matrix)
    dark = [
        f"M{x + QUIET} {y + QUIET}h1v1h-1z"
        for y, row in enumerate(rows)
        for x, module in enumerate(row)
        if module
    ]
    return Code(size=len(rows) + 2 * QUIET, path="".join(dark))
