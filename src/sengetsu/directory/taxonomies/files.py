"""The shipped taxonomy: needs, kinds of service, and how people and leaflets speak of them.

Tab-separated files in `directory/data/taxonomy/`; a line that begins with `#` is a comment.

    needs.tsv     code, label, heading of the intake sheet, kinds as `code=weight`
    kinds.tsv     code, label, category of the directory, ages such as `6-18`, `60-` or empty
    sayings.tsv   needs (the main one first, comma between), what somebody says
    stories.tsv   needs, kinds as `code=grade` (3 just what helps, 2 helps too, 1 thinkable), danger, story
    leaflets.tsv  kinds, name of a service, what its leaflet says
    danger.tsv    `u` (a human must look today) or `c` (only sounds like it), what somebody says
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "data" / "taxonomy"
GRADES = 3.0
NOBODY_OLDER = 130


@dataclass(frozen=True)
class Kind:
    """A kind of service. `ages` are the years of life it is usually for, both ends included."""

    code: str
    label: str
    category: str
    ages: tuple[int, int]


@dataclass(frozen=True)
class Need:
    """`intake` is a heading of the intake sheet (link_work's list of needs); `kinds`: code -> 0..1."""

    code: str
    label: str
    intake: str
    kinds: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Story:
    """An example to learn from. `kinds`: code -> 0..1; empty when only the needs are known."""

    needs: tuple[str, ...]
    kinds: tuple[tuple[str, float], ...]
    urgent: bool
    text: str


@dataclass(frozen=True)
class Leaflet:
    kinds: tuple[str, ...]
    name: str
    text: str


@dataclass(frozen=True)
class Taxonomy:
    """Everything the matching knows. `version` changes whenever anything in it does."""

    version: str
    edition: str
    needs: dict[str, Need]
    kinds: dict[str, Kind]
    stories: tuple[Story, ...]
    leaflets: tuple[Leaflet, ...]
    alarms: tuple[tuple[bool, str], ...]


def _rows(name: str) -> Iterator[list[str]]:
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def _ages(text: str) -> tuple[int, int]:
    low, _, high = text.partition("-")
    return int(low or 0), int(high or NOBODY_OLDER)


def pairs(text: str, *, of: float = 1.0) -> tuple[tuple[str, float], ...]:
    """`a=3 b=1` as pairs, each number divided by `of`."""
    told = (one.split("=") for one in text.split())
    return tuple((code, float(weight) / of) for code, weight in told)


def _stories() -> Iterator[Story]:
    for needs, text in _rows("sayings.tsv"):
        yield Story(tuple(needs.split(",")), (), urgent=False, text=text)
    for needs, kinds, danger, text in _rows("stories.tsv"):
        yield Story(tuple(needs.split(",")), pairs(kinds, of=GRADES), urgent=danger == "u", text=text)


@lru_cache(maxsize=1)
def shipped() -> Taxonomy:
    """What the developers ship, without what a town changed. Read once."""
    digest = sha256()
    for file in sorted(FOLDER.iterdir()):
        digest.update(file.read_bytes())
    return Taxonomy(
        version=digest.hexdigest()[:16],
        edition=(FOLDER / "edition.txt").read_text().strip(),
        needs={row[0]: Need(row[0], row[1], row[2], pairs(row[3])) for row in _rows("needs.tsv")},
        kinds={row[0]: Kind(row[0], row[1], row[2], _ages(row[3])) for row in _rows("kinds.tsv")},
        stories=tuple(_stories()),
        leaflets=tuple(Leaflet(tuple(row[0].split()), row[1], row[2]) for row in _rows("leaflets.tsv")),
        alarms=tuple((row[0] == "u", row[1]) for row in _rows("danger.tsv")),
    )
