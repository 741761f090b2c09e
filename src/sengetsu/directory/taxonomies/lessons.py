"""What taps taught: how the weights between needs and kinds would change. Nothing is changed here."""

from dataclasses import dataclass

from .files import Taxonomy
from .models import Lesson

PRIOR = 6.0  # as many imagined taps speak for the weight of now; a few taps move it a little
LEAST = 3  # taps of a pair before it moves at all
SMALLEST = 0.05


@dataclass(frozen=True)
class Proposal:
    need: str
    kind: str
    before: float
    after: float
    accepted: int
    declined: int


def proposals(taxonomy: Taxonomy) -> list[Proposal]:
    """Every pair that would move: its weight becomes the mean of the weight of now, as `PRIOR` taps, and of
    the taps (taken 1, declined 0). One query."""
    found = []
    for lesson in Lesson.objects.order_by("need", "kind"):
        taps = lesson.accepted + lesson.declined
        need = taxonomy.needs.get(lesson.need)
        if need is None or lesson.kind not in taxonomy.kinds or taps < LEAST:
            continue
        before = dict(need.kinds).get(lesson.kind, 0.0)
        after = round((PRIOR * before + lesson.accepted) / (PRIOR + taps), 2)
        if abs(after - before) >= SMALLEST:
            found.append(Proposal(lesson.need, lesson.kind, before, after, lesson.accepted, lesson.declined))
    return found
