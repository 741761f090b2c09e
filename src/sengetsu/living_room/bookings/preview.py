"""The dates of an application before it is saved: what the rules say of each, and what the organizer decides.

Nothing is kept between the steps: the page carries what was typed, and each step judges anew.
"""

import calendar
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext

from sengetsu.base.dates import parse_date

from .choices import Decision, Verdict
from .series import Every, Occurrence, Part, Rule
from .slots import Quarter, wanted
from .verdicts import Ground, Judgement, judge, substitute
from .writing import DatePlan

AROUND = timedelta(days=28)  # how far a substitute may lie
CHOICES = {
    "plain": (Decision.USE, Decision.MOVE, Decision.SKIP),
    "holdable": (Decision.HOLD, Decision.MOVE, Decision.SKIP),
    "never": (Decision.MOVE, Decision.SKIP),
}


@dataclass
class Row:
    """One date of the preview. `moved_to` is as typed; `problem` is the sentence beside the row."""

    number: int
    occurrence: Occurrence
    said: Judgement
    proposed: date | None
    choices: tuple[Decision, ...]
    decision: Decision | None = None
    moved_to: str = ""
    moved_day: date | None = None
    problem: str = ""

    @property
    def day(self) -> date | None:
        return self.occurrence.day

    @property
    def parts(self) -> tuple[Part, ...]:
        return self.occurrence.rule.parts

    @property
    def label(self) -> str:
        return str(Verdict(self.said.verdict).label)

    def plan(self, *, in_series: bool) -> DatePlan | None:
        """What is saved of this row; None for a month that has no such date."""
        if self.day is None or self.decision is None:
            return None
        moved = self.decision == Decision.MOVE and self.moved_day
        return DatePlan(
            day=moved or self.day,
            parts=self.parts,
            decision=self.decision,
            rule_number=self.occurrence.rule_number,
            rule_day=self.day if in_series else None,
        )


@dataclass
class Month:
    """For the little calendar: weeks of (day of month or 0, row or None), Monday first."""

    first: date
    rows: list[Row]
    weeks: list[list[tuple[int, Row | None]]] = field(default_factory=list)


class Preview:
    """`sent` is the POST: `d<n>` decides on row n, `m<n>` is the day to which it moves."""

    def __init__(self, ground: Ground, found: Sequence[Occurrence], sent: Mapping[str, Any]) -> None:
        self.ground = ground
        self.in_series = len(found) > 1 or any(one.day is None for one in found)
        self.is_asked = any(name.startswith("d") and name[1:].isdecimal() for name in sent)
        self.rows = list(self._rows(found))
        for row in self.rows:
            self._decide(row, sent)
        self._check_moves()

    @cached_property
    def has_problems(self) -> bool:
        return any(row.problem for row in self.rows)

    @property
    def is_decided(self) -> bool:
        return all(row.decision or row.day is None for row in self.rows) and not self.has_problems

    @property
    def all_plain(self) -> bool:
        return all(row.said.is_plain for row in self.rows)

    @property
    def undecided(self) -> int:
        return sum(row.decision is None and row.day is not None for row in self.rows)

    def plans(self) -> list[DatePlan]:
        made = (row.plan(in_series=self.in_series) for row in self.rows)
        return [plan for plan in made if plan]

    def months(self) -> list[Month]:
        by_month = groupby(self.rows, key=lambda row: (row.day or row.occurrence.month).replace(day=1))
        months = [Month(first, list(rows)) for first, rows in by_month]
        for month in months:
            month.weeks = _weeks(month)
        return months

    def _rows(self, found: Sequence[Occurrence]) -> Iterator[Row]:
        own_days = {one.day for one in found if one.day}
        own: set[Quarter] = set()
        for number, one in enumerate(found):
            if one.day is None:
                said = Judgement(Verdict.NO_SUCH_DATE, gettext("この月はありません"))
                yield Row(number, one, said, None, ())
                continue
            quarters = wanted(one.day, one.rule.parts)
            said = judge(self.ground, one.day, one.rule.parts)
            if own & quarters:
                said = Judgement(Verdict.CLASH, gettext("この申し込みのほかの日と重なります"))
            own |= quarters
            kind = "plain" if said.is_plain else "holdable" if said.is_holdable else "never"
            other = None if said.is_plain else substitute(self.ground, one.day, one.rule.parts, own_days)
            yield Row(number, one, said, other, CHOICES[kind])

    def _decide(self, row: Row, sent: Mapping[str, Any]) -> None:
        said = sent.get(f"d{row.number}", "")
        row.moved_to = sent.get(f"m{row.number}", "")
        if row.day is None:
            return
        if said in row.choices:
            row.decision = Decision(said)
        elif row.said.is_plain and not said:
            row.decision = Decision.USE
        elif self.is_asked:
            row.problem = gettext("どうするか選んでください。")

    def _check_moves(self) -> None:
        """Where to, and is it free there; two dates must not move onto the same hours."""
        own: set[Quarter] = set()
        for row in self.rows:
            if row.day and row.decision in {Decision.USE, Decision.HOLD}:
                own |= wanted(row.day, row.parts)
        for row in self.rows:
            if row.decision == Decision.MOVE:
                row.problem = self._move(row, own)

    def _move(self, row: Row, own: set[Quarter]) -> str:
        try:
            day = parse_date(row.moved_to)
        except ValueError as unreadable:
            return str(unreadable) if row.moved_to else gettext("移す日を書いてください。")
        said = judge(self.ground, day, row.parts)
        if not said.is_plain:
            return said.reason
        if own & wanted(day, row.parts):
            return gettext("この申し込みのほかの日と重なります")
        own |= wanted(day, row.parts)
        row.moved_day = day
        return ""


def single(day: date, parts: tuple[Part, ...]) -> list[Occurrence]:
    """One date looks like a series of one."""
    return [Occurrence(0, Rule(Every.WEEKLY, day.weekday(), parts), day.replace(day=1), day)]


def _weeks(month: Month) -> list[list[tuple[int, Row | None]]]:
    rows = {row.day.day: row for row in month.rows if row.day}
    weeks = calendar.Calendar().monthdayscalendar(month.first.year, month.first.month)
    return [[(day, rows.get(day)) for day in week] for week in weeks]
