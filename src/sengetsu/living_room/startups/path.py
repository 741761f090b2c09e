"""The path of a start-up as a picture and as a table: the six steps, when each was reached, where it stands.

Pure geometry; the template draws it. Words stand in the picture too, so that it can be read without colour.
"""

from dataclasses import dataclass
from datetime import date

from .choices import StartStep
from .models import Startup, StartupMove

GAP, RADIUS, MARGIN, MIDDLE = 104, 16, 56, 30  # units of the view box
HEIGHT = 104
TALL_GAP = 56


@dataclass(frozen=True)
class Stop:
    """One step. `on`: the day on which it was last reached; None if it was not, or was skipped."""

    step: StartStep
    x: int
    on: date | None
    is_here: bool

    @property
    def y(self) -> int:
        """Its place when the path is drawn from top to bottom, on a narrow screen."""
        return MIDDLE + TALL_GAP * (self.x - MARGIN) // GAP

    @property
    def mark(self) -> str:
        return "here" if self.is_here else "been" if self.on else "ahead"

    @property
    def state(self) -> str:
        return {"here": "いまここ", "been": "すんだ", "ahead": "まだ"}[self.mark]


@dataclass(frozen=True)
class Path:
    stops: list[Stop]
    moves: list[StartupMove]

    width = 2 * MARGIN + GAP * (len(StartStep) - 1)
    height = HEIGHT
    middle = MIDDLE
    radius = RADIUS

    tall_height = 2 * MIDDLE + TALL_GAP * (len(StartStep) - 1)

    @property
    def here(self) -> Stop:
        return next(stop for stop in self.stops if stop.is_here)

    @property
    def first_x(self) -> int:
        return self.stops[0].x

    @property
    def last_x(self) -> int:
        return self.stops[-1].x

    @property
    def said(self) -> str:
        """The picture in one sentence."""
        been = sum(stop.mark == "been" for stop in self.stops)
        return f"{len(self.stops)}つの段階のうち、いまは「{self.here.step.label}」。すんだ段階は{been}つ。"


def path_of(startup: Startup) -> Path:
    """From the moves that were read with the start-up."""
    moves = list(startup.moves.all())
    reached = {move.step: move.on for move in moves}  # the last time counts
    stops = [
        Stop(step, MARGIN + GAP * number, reached.get(step), step == startup.step)
        for number, step in enumerate(StartStep)
    ]
    return Path(stops, moves)
