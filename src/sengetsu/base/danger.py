"""Words that speak of danger to life. They warn a human, who decides; they decide nothing.

The list is `static/base/danger.json`, the same file that `static/base/danger.js` reads in the browser, so
that a writer sees the crisis numbers before sending and without anything being sent. Both must find the
same in the same text: change one, change the other (`tests/base/danger_sentences.tsv` is tried on both).
"""

import json
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

LIST = Path(__file__).parent / "static" / "base" / "danger.json"
_HIRAGANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_SPACE = re.compile(r"[ \t\r\n\u200b]+")
_APOSTROPHE = str.maketrans("’‘`´", "''''")
_GAP = "\ue000"  # stands where words were taken out, so that what is left and right does not join


@dataclass(frozen=True)
class Found:
    """An expression in a text. `severity` 3: a life may be at stake now; 2: something for today."""

    group: str
    label: str
    severity: int
    words: str


@dataclass(frozen=True)
class _Group:
    name: str
    label: str
    severity: int
    pattern: re.Pattern[str]


def plain(text: str) -> str:
    """Text as it is searched; `plain` in danger.js does the same."""
    small = unicodedata.normalize("NFKC", text).lower().translate(_HIRAGANA).translate(_APOSTROPHE)
    return re.sub(r"([^\x21-\x7e]) | (?=[^\x21-\x7e])", r"\1", _SPACE.sub(" ", small))


def _pattern(sources: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{source.translate(_HIRAGANA)})" for source in sources))


@lru_cache(maxsize=1)
def _list() -> tuple[tuple[_Group, ...], re.Pattern[str]]:
    data = json.loads(LIST.read_text(encoding="utf-8"))
    groups = tuple(
        _Group(group["name"], group["label"], group["severity"], _pattern(group["patterns"]))
        for group in data["groups"]
    )
    return groups, _pattern(data["not_meant"])


def danger_words(text: str) -> list[Found]:
    """Every expression of danger in `text`, the gravest first; each expression once per group."""
    groups, not_meant = _list()
    searched = not_meant.sub(_GAP, plain(text))
    found = [
        Found(group.name, group.label, group.severity, match.group().strip())
        for group in groups
        for match in group.pattern.finditer(searched)
    ]
    return sorted(dict.fromkeys(found), key=lambda one: -one.severity)
