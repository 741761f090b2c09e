"""What took seconds to compute, kept in the data folder for the next process.

Files are named by a digest of all that they follow from, so that an old one is never taken for a new one.
They hold nothing that is not in the taxonomy or in the directory, which everybody may read.
"""

import os
import pickle
from pathlib import Path
from typing import TypeVar

from django.conf import settings

Kept = TypeVar("Kept")
FORM = 1  # raise it when a class that is kept changes its fields
NEWEST = 4  # files of one kind that stay: other processes may still use the older ones


def folder() -> Path:
    return Path(settings.DATA) / "cache"


def kept(file: Path, kind: type[Kept]) -> Kept | None:
    """What a file holds; None when it is missing, cut short, or of another version of the code."""
    try:
        found = pickle.loads(file.read_bytes())  # noqa: S301 - written below, in our own data folder
    except Exception:
        return None
    return found if isinstance(found, kind) else None


def keep(thing: object, file: Path, *, instead_of: str) -> None:
    """Write a file as a whole; of those that fit the pattern `instead_of`, the newest few stay."""
    file.parent.mkdir(parents=True, exist_ok=True)
    half = file.with_suffix(f".{os.getpid()}.part")
    half.write_bytes(pickle.dumps(thing, protocol=5))
    half.replace(file)
    older = sorted(file.parent.glob(instead_of), key=_age, reverse=True)
    for one in older[NEWEST:]:
        one.unlink(missing_ok=True)


def _age(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except FileNotFoundError:
        return 0.0
