"""What is known of a case by its sheets: the newest of each domain, and measures over time."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import F, OuterRef, Subquery

from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.people.models import Person

from .choices import Scoring, SheetKind
from .models import Answer, Filling, Sheet


def sheets(*, retired: bool = False) -> list[Sheet]:
    """The newest version of each sheet."""
    newest = Sheet.objects.filter(code=OuterRef("code")).order_by("-version").values("version")[:1]
    first = Sheet.objects.filter(code=OuterRef("code"), version=1).values("pk")[:1]
    rows = Sheet.objects.annotate(newest=Subquery(newest), first=Subquery(first))
    rows = rows.filter(version=F("newest")).order_by("kind", "first")
    return list(rows if retired else rows.filter(retired=False))


def sheet_of(code: str) -> Sheet | None:
    return next((sheet for sheet in sheets(retired=True) if sheet.code == code), None)


@dataclass(frozen=True)
class Piece:
    """A domain, with what was written about it, newest first."""

    sheet: Sheet
    item: dict[str, Any]
    answers: list[Answer] = field(default_factory=list)

    @property
    def newest(self) -> Answer | None:
        return self.answers[0] if self.answers else None


def pieces_of(case: Case) -> list[tuple[Sheet, list[Piece]]]:
    """Every domain of today's sheets with its history. Two queries."""
    written: dict[tuple[str, str], list[Answer]] = defaultdict(list)
    answers = Answer.objects.filter(filling__case=case, filling__sheet__kind=SheetKind.DOMAINS)
    for answer in answers.select_related("filling__sheet", "filling__by", "filling__person").order_by(
        "-filling__on", "-pk"
    ):
        written[answer.filling.sheet.code, answer.code].append(answer)
    return [
        (sheet, [Piece(sheet, item, written.get((sheet.code, item["code"]), [])) for item in sheet.items])
        for sheet in sheets()
        if sheet.kind == SheetKind.DOMAINS
    ]


@dataclass(frozen=True)
class Point:
    on: date
    value: int | None  # None: somebody would rather not say
    filling: Filling


@dataclass(frozen=True)
class Trend:
    """One line of a measure for one person."""

    sheet: Sheet
    person: Person
    label: str
    lowest: int
    highest: int
    points: list[Point]

    @property
    def change(self) -> str:
        """First and newest number with their days; empty while there are not two."""
        told = [point for point in self.points if point.value is not None]
        if len(told) < 2:  # noqa: PLR2004 - a change needs two
            return ""
        first, last = told[0], told[-1]
        return f"{self.label} {first.value}（{first.on:%Y/%m/%d}）→ {last.value}（{last.on:%Y/%m/%d}）"


def _range(items: list[dict[str, Any]]) -> tuple[int, int]:
    lows = [min(int(value) for value, _ in item["choices"]) for item in items]
    highs = [max(int(value) for value, _ in item["choices"]) for item in items]
    return sum(lows), sum(highs)


def _lines(sheet: Sheet) -> list[tuple[str, list[dict[str, Any]]]]:
    """(label, items) of each line that a measure draws."""
    if sheet.scoring == Scoring.SUM:
        return [(sheet.title, sheet.items)]
    many = len(sheet.items) > 1
    return [(f"{sheet.title}：{item['label']}" if many else sheet.title, [item]) for item in sheet.items]


def _value(filling: Filling, items: list[dict[str, Any]]) -> tuple[bool, int | None]:
    """Whether it was asked at all, and the sum; a sum with a gap is no number."""
    given = {answer.code: answer.number for answer in filling.answers.all()}
    asked = [given[item["code"]] for item in items if item["code"] in given]
    numbers = [number for number in asked if number is not None]
    return bool(asked), sum(numbers) if len(numbers) == len(items) else None


def trends_of(case: Case) -> list[Trend]:
    """All measures of a case, oldest point first. Versions of one measure are one line, as long as its
    items are the same."""
    fillings = (
        Filling.objects.filter(case=case, sheet__kind=SheetKind.MEASURE, person__isnull=False)
        .select_related("sheet", "person", "by")
        .prefetch_related("answers")
        .order_by("on", "pk")
    )
    grouped: dict[tuple[str, str, int], Trend] = {}
    for filling in fillings:
        person = filling.person
        for label, items in _lines(filling.sheet) if person else ():
            asked, value = _value(filling, items)
            if not asked or person is None:
                continue
            key = (filling.sheet.code, "".join(item["code"] for item in items), person.pk)
            low, high = _range(items)
            trend = grouped.setdefault(key, Trend(filling.sheet, person, label, low, high, []))
            trend.points.append(Point(filling.on, value, filling))
    return list(grouped.values())


def changes_of(case: Case, people: list[Person]) -> str:
    """What the measures say of these people, in lines: for an evaluation to begin from."""
    ids = {person.pk for person in people}
    return "\n".join(trend.change for trend in trends_of(case) if trend.person.pk in ids and trend.change)


def free_code() -> str:
    """A code that no sheet has yet."""
    taken = set(Sheet.objects.values_list("code", flat=True))
    number = 1
    while f"own{number}" in taken:
        number += 1
    return f"own{number}"
