"""Tables that are data, not code: a line can be added without touching a function."""

from functools import lru_cache
from pathlib import Path

_HERE = Path(__file__).parent


def _rows(name: str) -> list[list[str]]:
    lines = (_HERE / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]


@lru_cache(maxsize=1)
def folding_table() -> dict[int, str]:
    """Variant name characters (異体字), each to the form that most people type."""
    return {ord(variant): row[0] for row in _rows("variants.tsv") for variant in row[1]}


@lru_cache(maxsize=1)
def synonym_rows() -> list[list[str]]:
    """Groups of words that a search treats as one: the canonical word first."""
    return _rows("synonyms.tsv")
