"""What a visitor of the list asks for, read from its address. All marks have to be true at once."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from .choices import Kind


class Mark(models.TextChoices):
    FOOD = "food", _("食べるものがある")
    LEARNING = "learning", _("学ぶことがある")
    SALON = "salon", _("集まる")
    SHOP = "shop", _("お店")
    MEETING = "meeting", _("話し合う")
    CHILDREN = "children", _("子どもと来られる")
    FREE = "free", _("無料")
    HELPERS = "helpers", _("手伝う人をさがしている")


# Mark → column of `Activity` and its value.
COLUMNS: dict[Mark, tuple[str, object]] = {
    Mark.FOOD: ("has_food", True),
    Mark.LEARNING: ("has_learning", True),
    Mark.SALON: ("kind", Kind.SALON.value),
    Mark.SHOP: ("kind", Kind.SHOP.value),
    Mark.MEETING: ("kind", Kind.MEETING.value),
    Mark.CHILDREN: ("for_children", True),
    Mark.FREE: ("is_free", True),
    Mark.HELPERS: ("wants_helpers", True),
}


@dataclass(frozen=True)
class Chip:
    """A link that sets or takes away one mark."""

    label: object
    address: str
    is_set: bool


@dataclass(frozen=True)
class Question:
    marks: tuple[Mark, ...] = ()

    @classmethod
    def read(cls, query: QueryDict) -> "Question":
        asked = query.getlist("only")
        return cls(tuple(mark for mark in Mark if mark.value in asked))

    @property
    def chips(self) -> list[Chip]:
        return [Chip(mark.label, self._without_or_with(mark), mark in self.marks) for mark in Mark]

    def _without_or_with(self, mark: Mark) -> str:
        marks = [one for one in Mark if (one in self.marks) != (one == mark)]
        return "?" + urlencode([("only", one.value) for one in marks])
