"""The kinds of rows of which a venue has several, and what staff do with each on the same pages."""

from dataclasses import dataclass
from typing import Any, cast

from django.db import models

from .models import BarrierFreeFact, Equipment, Space, YearlyClosure

Row = Space | Equipment | BarrierFreeFact | YearlyClosure


@dataclass(frozen=True)
class Kind:
    """`slug`: in addresses. `thing`: in the trail. `edits`: the columns that its form writes."""

    slug: str
    thing: str
    model: type[models.Model]
    edits: tuple[str, ...]
    title: str
    new: str
    lead: str
    has_order: bool = True
    can_be_removed: bool = True

    def rows_of(self, venue_id: int) -> models.QuerySet[models.Model]:
        rows = self.model._default_manager.filter(venue_id=venue_id)
        return rows.select_related("space") if self.model is Equipment else rows

    def last_position(self, venue_id: int) -> int:
        found = self.rows_of(venue_id).aggregate(last=models.Max("position"))["last"]
        return cast("int | None", found) or 0


KINDS = {
    kind.slug: kind
    for kind in (
        Kind(
            slug="spaces",
            thing="space",
            model=Space,
            edits=("kind", "name", "size", "description", "capacity", "company", "hints", "is_bookable"),
            title="部屋とキッチン",
            new="部屋を加える",
            lead="上から順に、表のページと申し込みのページに出ます。",
            can_be_removed=False,  # past dates speak of it: it is retired
        ),
        Kind(
            slug="equipment",
            thing="equipment",
            model=Equipment,
            edits=("space", "name", "how_many", "note"),
            title="道具と設備",
            new="道具を加える",
            lead="団体がその場で使えるものです。",
        ),
        Kind(
            slug="barrier-free",
            thing="barrier_free",
            model=BarrierFreeFact,
            edits=("name", "answer", "note"),
            title="バリアフリー",
            new="バリアフリーのことを加える",
            lead="来る前に知りたいことです。ないものも「ありません」と書くと、来る人が備えられます。",
        ),
        Kind(
            slug="closures",
            thing="yearly_closure",
            model=YearlyClosure,
            edits=("reason", "from_month", "from_day", "to_month", "to_day"),
            title="毎年の休み",
            new="毎年の休みを加える",
            lead="年末年始のように、毎年おなじ日の休みです。年をまたいでもかまいません。",
            has_order=False,
        ),
    )
}


def kind_of(row: models.Model) -> Kind:
    return next(kind for kind in KINDS.values() if isinstance(row, kind.model))


def swapped(rows: list[Any], row_id: int, *, up: bool) -> list[Any]:
    """The rows with new positions, after one of them changed places with its neighbour."""
    here = next(number for number, one in enumerate(rows) if one.pk == row_id)
    there = here - 1 if up else here + 1
    if 0 <= there < len(rows):
        rows[here], rows[there] = rows[there], rows[here]
    for number, one in enumerate(rows):
        one.position = number
    return rows
