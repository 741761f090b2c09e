"""Geometry of the two pictures: the ecomap around the household, and the path of trust over time.

Only numbers are computed here; the templates draw them as SVG with a table of the same content beside it.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from sengetsu.link_work.cases.choices import Rung
from sengetsu.link_work.ties.choices import Flow, Strength
from sengetsu.link_work.ties.models import Tie
from sengetsu.link_work.visits.models import Contact

WIDTH, HEIGHT = 640, 460
CENTRE_X, CENTRE_Y, RADIUS = 320, 230, 70
NODE_WIDTH, NODE_HEIGHT = 128, 46
LINE_LENGTH = 9  # full-width characters in one line of a node
LINES = 2
ONE_RING = 9  # ties; more stand in two rings
ALMOST_NOTHING = 1e-9


@dataclass(frozen=True)
class Node:
    """One tie as drawn: a box with text lines, and a path from the household to it."""

    tie: Tie
    x: float
    y: float
    lines: tuple[str, ...]
    path: str
    arrow_to: str  # points of the arrow head at the box, or ""
    arrow_from: str  # points of the arrow head at the household, or ""

    @property
    def left(self) -> float:
        return round(self.x - NODE_WIDTH / 2, 1)

    @property
    def top(self) -> float:
        return round(self.y - NODE_HEIGHT / 2, 1)

    @property
    def text_lines(self) -> list[tuple[float, str]]:
        """(y, text) of each line, centred in the box."""
        first = self.y + 5 - 9 * (len(self.lines) - 1)
        return [(round(first + 18 * place, 1), line) for place, line in enumerate(self.lines)]


def in_lines(text: str, *, length: int = LINE_LENGTH, lines: int = LINES) -> tuple[str, ...]:
    """Break a name so that it fits; what still does not fit ends in …"""
    parts = [text[start : start + length] for start in range(0, len(text), length)] or [""]
    if len(parts) > lines:
        parts = [*parts[: lines - 1], parts[lines - 1][:-1] + "…"]
    return tuple(parts)


def _edge(angle: float, half_width: float, half_height: float) -> float:
    """Distance from the middle of a box to its edge in this direction."""
    # A direction along an axis would divide by nothing: it is then as good as nothing.
    cos, sin = (max(abs(turn(angle)), ALMOST_NOTHING) for turn in (math.cos, math.sin))
    return min(half_width / cos, half_height / sin)


def _point(x: float, y: float) -> str:
    return f"{x:.1f} {y:.1f}"


def _zigzag(start: tuple[float, float], end: tuple[float, float]) -> str:
    (x1, y1), (x2, y2) = start, end
    length = math.hypot(x2 - x1, y2 - y1)
    steps = max(int(length / 9), 3)
    across_x, across_y = -(y2 - y1) / length * 6, (x2 - x1) / length * 6
    points = [_point(x1, y1)]
    for step in range(1, steps):
        side = 1 if step % 2 else -1
        share = step / steps
        points.append(
            _point(x1 + (x2 - x1) * share + across_x * side, y1 + (y2 - y1) * share + across_y * side)
        )
    return "M" + "L".join([*points, _point(x2, y2)])


def _arrow(tip: tuple[float, float], angle: float) -> str:
    """An arrow head that points along `angle` and ends at `tip`."""
    x, y = tip
    wings = [(x - 12 * math.cos(angle + turn), y - 12 * math.sin(angle + turn)) for turn in (0.42, -0.42)]
    return " ".join(f"{px:.1f},{py:.1f}" for px, py in ((x, y), *wings))


def ecomap(ties: Sequence[Tie]) -> list[Node]:
    """Place the ties around the household, evenly, on an ellipse; more than nine stand in two rings."""
    nodes = []
    count = len(ties)
    for place, tie in enumerate(ties):
        angle = -math.pi / 2 + 2 * math.pi * (place + 0.5) / count
        inner = count > ONE_RING and place % 2
        x = CENTRE_X + (175 if inner else 250) * math.cos(angle)
        y = CENTRE_Y + (140 if inner else 198) * math.sin(angle)
        direction = math.atan2(y - CENTRE_Y, x - CENTRE_X)
        start = (CENTRE_X + RADIUS * math.cos(direction), CENTRE_Y + RADIUS * math.sin(direction))
        back = _edge(direction, NODE_WIDTH / 2, NODE_HEIGHT / 2)
        end = (x - back * math.cos(direction), y - back * math.sin(direction))
        straight = f"M{_point(*start)}L{_point(*end)}"
        outward = tie.flow in {Flow.FROM_HOUSEHOLD, Flow.BOTH}
        inward = tie.flow in {Flow.TO_HOUSEHOLD, Flow.BOTH}
        nodes.append(
            Node(
                tie=tie,
                x=round(x, 1),
                y=round(y, 1),
                lines=in_lines(tie.label),
                path=_zigzag(start, end) if tie.strength == Strength.STRESS else straight,
                arrow_to=_arrow(end, direction) if outward else "",
                arrow_from=_arrow(start, direction + math.pi) if inward else "",
            )
        )
    return nodes


PATH_LEFT, PATH_RIGHT, PATH_TOP, PATH_STEP = 118, 625, 20, 26


@dataclass(frozen=True)
class Step:
    """One contact on the path of trust."""

    contact: Contact
    x: float
    y: float


@dataclass(frozen=True)
class TrustPath:
    steps: list[Step]
    line: str
    rungs: list[tuple[float, str]]  # y and name of each rung, highest first
    months: list[tuple[float, str]]  # x and name of the months under the picture

    @property
    def newest(self) -> Step | None:
        return self.steps[-1] if self.steps else None


def _height(rung: int) -> float:
    return PATH_TOP + (Rung.HAS_A_PART - rung) * PATH_STEP


def _months(first: date, last: date, span: int) -> list[tuple[float, str]]:
    """At most seven month names, so that they do not run into each other."""
    starts, day = [], first.replace(day=1)
    while day <= last:
        starts.append(day)
        day = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    every = max(math.ceil(len(starts) / 7), 1)
    width = PATH_RIGHT - PATH_LEFT
    return [
        (round(PATH_LEFT + max((start - first).days, 0) / span * width, 1), f"{start.month}月")
        for start in starts[::every]
    ]


def trust_path(contacts: Sequence[Contact]) -> TrustPath:
    """Contacts that reached a rung, oldest first, from left to right by date."""
    reached = sorted((one for one in contacts if one.rung), key=lambda one: (one.at, one.pk))
    rungs = [(_height(rung), Rung(rung).label) for rung in sorted(Rung.values, reverse=True)]
    if not reached:
        return TrustPath([], "", rungs, [])
    days = [timezone.localdate(one.at) for one in reached]
    span = max((days[-1] - days[0]).days, 1)
    width = PATH_RIGHT - PATH_LEFT
    steps = [
        Step(one, round(PATH_LEFT + (day - days[0]).days / span * width, 1), _height(one.rung or 0))
        for one, day in zip(reached, days, strict=True)
    ]
    line = "M" + "L".join(_point(step.x, step.y) for step in steps)
    return TrustPath(steps, line, rungs, _months(days[0], days[-1], span))
