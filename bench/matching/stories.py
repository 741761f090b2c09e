"""The development set: stories with the kinds of service that an experienced link worker would name, and a
second directory in other words. The `tune` half was looked at while building, the `report` half never."""

from dataclasses import dataclass
from math import log2
from pathlib import Path

import numpy as np
import numpy.typing as npt

HERE = Path(__file__).parent
GOOD = 2  # a grade from which an entry counts as right
FIRST, DEEP = 5, 10

Scores = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Story:
    id: str
    half: str
    danger: str  # `u` a human must look today, `l` only sounds like it, `-` neither
    kinds: dict[str, int]
    text: str


@dataclass(frozen=True)
class Row:
    id: str
    kinds: frozenset[str]
    category: str
    name: str
    description: str
    target: str
    times: str

    @property
    def text(self) -> str:
        return "。".join(part for part in (self.name, self.category, self.description, self.target) if part)


def _rows(name: str) -> list[list[str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def stories() -> list[Story]:
    found = []
    for number, half, danger, kinds, text in _rows("stories.tsv"):
        graded = {one.split("=")[0]: int(one.split("=")[1]) for one in kinds.split()}
        found.append(Story(number, half, danger, graded, text))
    return found


def directory() -> list[Row]:
    return [
        Row(number, frozenset(kinds.split()), category, name, description, target, times)
        for number, kinds, category, name, description, target, times in _rows("second_directory.tsv")
    ]


def grades(story: Story, rows: list[Row]) -> list[int]:
    return [max((story.kinds.get(kind, 0) for kind in row.kinds), default=0) for row in rows]


def recall(order: list[int], graded: list[int]) -> float | None:
    """Of the right entries (at most five count), how many stand among the first five."""
    right = sum(grade >= GOOD for grade in graded)
    if not right:
        return None
    return sum(graded[at] >= GOOD for at in order[:FIRST]) / min(right, FIRST)


def gain(order: list[int], graded: list[int]) -> float:
    """nDCG@10 with gains 2^grade - 1."""

    def summed(line: list[int]) -> float:
        return float(sum((2**grade - 1) / log2(place + 2) for place, grade in enumerate(line[:DEEP])))

    best = summed(sorted(graded, reverse=True))
    return summed([graded[at] for at in order]) / best if best else 0.0
