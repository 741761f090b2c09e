"""The answer to a story with the entries as the page shows them."""

from dataclasses import dataclass
from uuid import UUID

from sengetsu.directory.matching.answers import answer
from sengetsu.directory.matching.expert import Heard
from sengetsu.directory.matching.facts import Known
from sengetsu.directory.matching.ranking import MARKS, Ranked
from sengetsu.directory.models import Service

SHOWN = 12
SHOWN_BY_PILLS = {"full", "closed"}


@dataclass(frozen=True)
class Suggestion:
    """A service with the reason for it. `marks` are sentences on what stands against it."""

    service: Service
    reason: str
    kind: str
    marks: list[str]


@dataclass(frozen=True)
class Told:
    heard: Heard
    suggestions: list[Suggestion]

    @property
    def shown(self) -> str:
        """The needs on the page, for the form that comes back."""
        return ",".join(one.need.code for one in self.heard.needs)


def answer_to(text: str, known: Known | None = None, *, most: int = SHOWN) -> Told:
    """Three queries beside the shelf."""
    found = answer(text, known)
    return Told(found.heard, suggestions(found.services[:most]))


def suggestions(ranked: list[Ranked]) -> list[Suggestion]:
    entries = Service.objects.with_provider().in_bulk([UUID(one.entry.key) for one in ranked])
    return [
        Suggestion(
            service, one.reason, one.kind, [MARKS[mark] for mark in one.marks if mark not in SHOWN_BY_PILLS]
        )
        for one in ranked
        if (service := entries.get(UUID(one.entry.key)))
    ]
