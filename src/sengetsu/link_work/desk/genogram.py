"""The genogram: who belongs to whom, drawn from the records. Only numbers are computed here.

Signs (domain.md): man □, woman ○, unknown △, clients in a double frame, × or black for the dead, age inside,
divorce //, separation /, the shared home ringed. Generations from top to bottom, couples side by side.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sengetsu.link_work.people.choices import PARENTS, BondKind, BondState, Relationship, Sex
from sengetsu.link_work.people.models import Bond, HouseholdMember, Person

STEP_X, STEP_Y, LEFT, TOP = 120, 150, 70, 60
SHAPES = {Sex.MALE: "square", Sex.FEMALE: "circle"}
LOWER = 8  # how far the ring reaches below the middle of a figure
HALF = 24  # half of a figure's size
# What a 続柄 says of two people when nobody has drawn a line: seen from the household's reference person.
_PARENT = frozenset({Relationship.FATHER, Relationship.MOTHER})
_CHILD = frozenset({Relationship.SON, Relationship.DAUGHTER})


@dataclass(frozen=True)
class Sign:
    person: Person
    member: HouseholdMember | None
    x: float
    y: float
    is_client: bool

    @property
    def shape(self) -> str:
        return SHAPES.get(Sex(self.person.sex), "triangle")

    @property
    def gone(self) -> bool:
        return self.person.died_on is not None

    @property
    def inside(self) -> str:
        return "" if self.person.age is None else str(self.person.age)

    @property
    def below(self) -> str:
        name = self.person.given_name or self.person.name
        return name if len(name) <= 6 else f"{name[:5]}…"  # noqa: PLR2004 - letters that fit


@dataclass(frozen=True)
class Line:
    path: str
    slashes: str = ""  # divorce two, separation one
    dashed: bool = False  # by adoption, or only supposed from the 続柄


@dataclass(frozen=True)
class Genogram:
    signs: list[Sign] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    home: str = ""  # a path through all who live together, drawn broad
    width: float = 0
    height: float = 0
    bonds: list[Bond] = field(default_factory=list)
    filled: bool = False  # the dead are drawn black, not crossed


@dataclass(frozen=True)
class _Tie:
    first: int
    second: int
    is_parent: bool
    state: str
    sure: bool


def _ties(members: Sequence[HouseholdMember], bonds: Sequence[Bond]) -> list[_Tie]:
    """The drawn lines; and, for pairs without one, what the 続柄 to the reference person says."""
    ties = [
        _Tie(b.first_id, b.second_id, b.kind in PARENTS, b.state, b.kind != BondKind.OTHER_PARENT)
        for b in bonds
    ]
    known = {frozenset((tie.first, tie.second)) for tie in ties}
    centre = next((one for one in members if one.relationship == Relationship.SELF), None)
    for one in members if centre else ():
        if centre is None or one.pk == centre.pk or frozenset((one.person_id, centre.person_id)) in known:
            continue
        if one.relationship in _PARENT:
            ties.append(_Tie(one.person_id, centre.person_id, True, BondState.TOGETHER, False))  # noqa: FBT003
        elif one.relationship in _CHILD:
            ties.append(_Tie(centre.person_id, one.person_id, True, BondState.TOGETHER, False))  # noqa: FBT003
        elif one.relationship == Relationship.SPOUSE:
            ties.append(_Tie(centre.person_id, one.person_id, False, BondState.TOGETHER, False))  # noqa: FBT003
    return ties


_LEVEL = {Relationship.GRANDPARENT: -2, Relationship.FATHER: -1, Relationship.MOTHER: -1,
          Relationship.SON: 1, Relationship.DAUGHTER: 1, Relationship.GRANDCHILD: 2}  # fmt: skip


def _levels(members: Sequence[HouseholdMember], ties: Sequence[_Tie]) -> dict[int, int]:
    """Person id -> generation, 0 at the top. Parents stand above their children, couples level."""
    level = {one.person_id: _LEVEL.get(Relationship(one.relationship), 0) for one in members}
    for _ in range(len(level) + 1):  # a family has no more generations than people; a circle ends here too
        for tie in ties:
            if tie.is_parent:
                level[tie.second] = max(level[tie.second], level[tie.first] + 1)
            else:
                level[tie.first] = level[tie.second] = max(level[tie.first], level[tie.second])
        for tie in ties:
            if tie.is_parent and level[tie.first] < level[tie.second] - 1:
                level[tie.first] = level[tie.second] - 1
    ranks = {value: place for place, value in enumerate(sorted(set(level.values())))}
    return {person: ranks[value] for person, value in level.items()}


def _order(
    row: list[int], ties: Sequence[_Tie], above: dict[int, float], first_in_a_pair: Callable[[int], Any]
) -> list[int]:
    """Children under their parents; of a couple, one beside the other."""
    parents: dict[int, list[float]] = defaultdict(list)
    for tie in ties:
        if tie.is_parent and tie.second in row and tie.first in above:
            parents[tie.second].append(above[tie.first])
    wanted = {one: sum(parents[one]) / len(parents[one]) for one in row if parents.get(one)}
    partner = {a: b for t in ties if not t.is_parent for a, b in ((t.first, t.second), (t.second, t.first))}
    ordered: list[int] = []
    for one in sorted(row, key=lambda pk: (wanted.get(pk, wanted.get(partner.get(pk, -1), 1e6)), pk)):
        if one in ordered:
            continue
        other = partner.get(one)
        pair = [one] if other is None or other not in row or other in ordered else [one, other]
        ordered += sorted(pair, key=first_in_a_pair)
    return ordered


def _couple_line(a: Sign, b: Sign, tie: _Tie) -> Line:
    left, right = sorted((a, b), key=lambda sign: sign.x)
    y, middle = left.y, (left.x + right.x) / 2
    slash = f"M{middle - 4:.0f} {y + 12:.0f}l8 -24"
    slashes = {
        BondState.SEPARATED: slash,
        BondState.DIVORCED: f"M{middle - 10:.0f} {y + 12:.0f}l8 -24m4 24l8 -24",
    }.get(BondState(tie.state), "")
    path = f"M{left.x + HALF:.0f} {y:.0f}H{right.x - HALF:.0f}"
    if right.x - left.x > STEP_X:  # somebody stands between them: the line goes below
        path = f"M{left.x:.0f} {y + HALF:.0f}v20H{right.x:.0f}v-20"
    return Line(path, slashes, dashed=not tie.sure)


def _child_lines(signs: dict[int, Sign], ties: Sequence[_Tie]) -> list[Line]:
    """From the middle of the parents down to each child."""
    parents: dict[int, list[_Tie]] = defaultdict(list)
    for tie in ties:
        if tie.is_parent:
            parents[tie.second].append(tie)
    couples = {frozenset((tie.first, tie.second)) for tie in ties if not tie.is_parent}
    lines = []
    for child, own in parents.items():
        down = signs[child]
        pair = frozenset(tie.first for tie in own)
        tops = [signs[tie.first] for tie in own]
        if pair in couples and abs(tops[0].x - tops[1].x) <= STEP_X:
            starts = [((tops[0].x + tops[1].x) / 2, tops[0].y)]
        else:
            starts = [(top.x, top.y + HALF) for top in tops]
        for x, y in starts:
            bend = down.y - HALF - 32
            path = f"M{x:.0f} {y:.0f}V{bend:.0f}H{down.x:.0f}V{down.y - HALF:.0f}"
            lines.append(Line(path, dashed=not all(tie.sure for tie in own)))
    return lines


def _home(signs: Sequence[Sign]) -> str:
    """A path through all who live together; drawn broad with a round end, it rings them."""
    living = [s for s in signs if s.member and s.member.lives_here and not s.gone]
    if not living:
        return ""
    rows: dict[float, list[Sign]] = defaultdict(list)
    for sign in living:
        rows[sign.y].append(sign)
    points: list[tuple[float, float]] = []
    for place, y in enumerate(sorted(rows)):
        row = sorted(rows[y], key=lambda sign: sign.x, reverse=place % 2 == 1)
        points += [(sign.x, sign.y) for sign in row]
    points.append(points[-1])  # a single point is drawn as a round dot
    # A little lower than the figures, so that the names below them are inside too.
    return "M" + "L".join(f"{x:.0f} {y + LOWER:.0f}" for x, y in points)


def genogram(
    members: Sequence[HouseholdMember], bonds: Sequence[Bond], clients: set[int], *, filled: bool = False
) -> Genogram:
    """Place everybody of a household; nobody at all gives an empty picture. `filled`: see `Genogram`."""
    if not members:
        return Genogram()
    by_person = {one.person_id: one for one in members}
    ties = [tie for tie in _ties(members, bonds) if tie.first in by_person and tie.second in by_person]
    levels = _levels(members, ties)
    rows: dict[int, list[int]] = defaultdict(list)
    for person, level in levels.items():
        rows[level].append(person)
    widest = max(len(row) for row in rows.values())

    def first_in_a_pair(person: int) -> tuple[bool, bool]:
        """Who lives here on the left, near the others at home; else the man, as the books draw it."""
        one = by_person[person]
        at_home = one.lives_here and one.person.died_on is None
        return not at_home, one.person.sex != Sex.MALE

    signs: dict[int, Sign] = {}
    above: dict[int, float] = {}
    for level in sorted(rows):
        row = _order(rows[level], ties, above, first_in_a_pair)
        left = LEFT + (widest - len(row)) * STEP_X / 2
        for place, person in enumerate(row):
            x, y = left + place * STEP_X, TOP + level * STEP_Y
            member = by_person[person]
            signs[person] = Sign(member.person, member, x, y, person in clients)
            above[person] = x
    lines = [
        _couple_line(signs[tie.first], signs[tie.second], tie) for tie in ties if not tie.is_parent
    ] + _child_lines(signs, ties)
    shown = list(signs.values())
    width = LEFT * 2 + (widest - 1) * STEP_X
    height = TOP * 2 + (len(rows) - 1) * STEP_Y + 10
    return Genogram(shown, lines, _home(shown), max(width, 260), height, list(bonds), filled)
