"""What a visitor asks the directory, read from the address of the page. Nothing of it is kept."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from sengetsu.directory.folding import LONGEST_QUERY
from sengetsu.directory.services.choices import Category


@dataclass(frozen=True)
class Question:
    """`category` is "" for all; anything that is no category counts as that."""

    text: str = ""
    category: str = ""
    free: bool = False
    without_phone: bool = False
    everything: bool = False

    @classmethod
    def read(cls, query: QueryDict) -> "Question":
        category = query.get("category", "")
        return cls(
            text=" ".join(query.get("q", "").replace("\x00", " ").split())[:LONGEST_QUERY],
            category=category if category in Category.values else "",
            free=bool(query.get("free")),
            without_phone=bool(query.get("without_phone")),
            everything=bool(query.get("all")),
        )

    @property
    def is_asked(self) -> bool:
        return bool(self.text or self.category or self.free or self.without_phone or self.everything)

    @property
    def category_label(self) -> object:
        return Category(self.category).label if self.category else ""

    @property
    def address(self) -> str:
        """The question as a query string, for the links to further pages."""
        said = {"q": self.text, "category": self.category}
        marks = {"free": self.free, "without_phone": self.without_phone, "all": self.everything}
        asked = {name: value for name, value in said.items() if value}
        return urlencode({**asked, **{name: 1 for name, is_set in marks.items() if is_set}})
