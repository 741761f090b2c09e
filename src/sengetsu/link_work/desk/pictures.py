"""Geometry of the two pictures: the ecomap around the household, and the path of trust over time.

Only numbers are computed here; the templates draw them as SVG with a table of the same content beside it.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.utils import timezone

from sengetsu.base.eras import wareki
from sengetsu.link_work.cases.choices import Rung
from sengetsu.link_work.people.choices import Relationship, Sex
from sengetsu.link_work.ties.choices import Flow, Strength
from sengetsu.link_work.ties.models import Tie
from sengetsu.link_work.visits.models import Contact

from .queries import Member

# In units of the drawing, which a phone shows at half their size: letters of 18 units can still be read.
WIDTH, HEIGHT = 640, 480
CENTRE_X, CENTRE_Y, RADIUS = 320, 240, 84
NODE_WIDTH, NODE_HEIGHT = 152, 58
LINE_LENGTH = 8  # full-width characters in one line of a node
LINES = 2
ONE_RING = 7  # ties; more stand in two rings
DRAWN = 12  # ties; further ones are named in the table only
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
        first = self.y + 6 - 11 * (len(self.lines) - 1)
        return [(round(first + 22 * place, 1), line) for place, line in enumerate(self.lines)]


def in_lines(text: str, *, length: int = LINE_LENGTH, lines: int = LINES) -> tuple[str, ...]:
    """Break a name into lines of about the same length; what still does not fit ends in …"""
    needed = max(math.ceil(len(text) / length), 1)
    even = math.ceil(len(text) / needed) if needed <= lines else length
    parts = [text[start : start + even] for start in range(0, len(text), even or 1)] or [""]
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


def _places(count: int) -> list[tuple[float, float]]:
    """Middles of the boxes: on an ellipse, evenly; more than seven in rows above, beside and below."""
    if count <= ONE_RING:
        turns = [-math.pi / 2 + 2 * math.pi * (place + 0.5) / count for place in range(count)]
        return [(CENTRE_X + 240 * math.cos(turn), CENTRE_Y + 206 * math.sin(turn)) for turn in turns]
    columns = [78.0, 239.0, 401.0, 562.0]
    rows = [(x, 32.0) for x in columns] + [(562.0, 170.0), (562.0, 310.0)]
    rows += [(x, 448.0) for x in reversed(columns)] + [(78.0, 310.0), (78.0, 170.0)]
    return [rows[place * len(rows) // count] for place in range(count)]


def ecomap(ties: Sequence[Tie]) -> list[Node]:
    """Place the ties around the household: at most twelve, so that no name lies on another."""
    nodes = []
    drawn = ties[:DRAWN]
    for (x, y), tie in zip(_places(len(drawn)), drawn, strict=True):
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


@dataclass(frozen=True)
class Figure:
    """Somebody of the household in genogram signs: man □, woman ○, unknown △; clients doubly framed."""

    x: float
    y: float
    shape: str
    double: bool
    gone: bool
    inside: str
    below: str

    @property
    def filled(self) -> bool:
        """Dead, in a town that draws the dead black."""
        return self.gone and settings.DECEASED_SIGN == "fill"


MOST_FIGURES = 4
SHAPES = {Sex.MALE: "square", Sex.FEMALE: "circle"}


def household(people: Sequence[Member]) -> list[Figure]:
    """Up to four people of the case in the middle of the ecomap, side by side."""
    shown = people[:MOST_FIGURES]
    gap = 38 if len(shown) == MOST_FIGURES else 48
    left = CENTRE_X - gap * (len(shown) - 1) / 2
    return [
        Figure(
            x=left + gap * place,
            y=CENTRE_Y + 2,
            shape=SHAPES.get(Sex(member.person.sex), "triangle"),
            double=member.is_client,
            gone=member.person.died_on is not None,
            inside="" if member.person.age is None else str(member.person.age),
            below=in_lines(_called(member), length=2 if len(shown) == MOST_FIGURES else 3, lines=1)[0],
        )
        for place, member in enumerate(shown)
    ]


def _called(member: Member) -> str:
    """What somebody is in the household; where that says nothing, their given name."""
    place = member.place
    if place and place.relationship not in {Relationship.UNKNOWN, Relationship.SELF}:
        return place.get_relationship_display()
    return member.person.given_name or member.person.name


PATH_LEFT, PATH_RIGHT, PATH_TOP, PATH_STEP = 156, 625, 20, 32
MONTH_RIGHT = 570  # a name that begins further right would be cut off


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
    """At most seven month names, so that they do not run into each other; the year where it begins."""
    starts, day = [], first.replace(day=1)
    while day <= last:
        starts.append(day)
        day = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    every = max(math.ceil(len(starts) / 7), 1)
    width = PATH_RIGHT - PATH_LEFT
    named, year = [], first.year
    for start in starts[::every]:
        text = f"{start.month}月" if start.year == year else f"{wareki(start).partition('年')[0]}年"
        year = start.year
        x = PATH_LEFT + max((start - first).days, 0) / span * width
        named.append((round(min(x, MONTH_RIGHT), 1), text))
    return named


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
