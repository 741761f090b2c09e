"""The whole answer to a story: what was heard, and the services of the town in order."""

from dataclasses import dataclass

from .expert import Heard
from .facts import Known
from .ranking import Ranked
from .shelves import shelf


@dataclass(frozen=True)
class Answer:
    heard: Heard
    services: list[Ranked]


def answer(text: str, known: Known | None = None) -> Answer:
    """For a story and what is known beside it. Nothing of it is kept or logged."""
    shelves = shelf()
    heard = shelves.expert.hear(text, known)
    return Answer(heard, shelves.rank(text, heard, known))
