"""What a visitor asks the directory, read from the address of the page. Nothing of it is kept."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.http import QueryDict

from sengetsu.directory.folding import LONGEST_QUERY
from sengetsu.directory.services.choices import Category
from sengetsu.directory.taxonomies.files import shipped

# What may be ticked; each is a filter of its own.
MARKS = ("free", "without_phone", "open_now", "evening", "weekend")
LONGEST_DISTRICT = 60
LANGUAGES = ("やさしい日本語", "英語", "中国語", "ポルトガル語", "ベトナム語", "手話")


@dataclass(frozen=True)
class Question:
    """`category` and `need` are "" for all; what is none of ours counts as that."""

    text: str = ""
    category: str = ""
    need: str = ""
    district: str = ""
    language: str = ""
    marks: frozenset[str] = field(default_factory=frozenset)
    everything: bool = False

    @classmethod
    def read(cls, query: QueryDict) -> "Question":
        category, need = query.get("category", ""), query.get("need", "")
        language = query.get("language", "")
        return cls(
            text=" ".join(query.get("q", "").replace("\x00", " ").split())[:LONGEST_QUERY],
            category=category if category in Category.values else "",
            need=need if need in shipped().needs else "",
            district=query.get("district", "").replace("\x00", "").strip()[:LONGEST_DISTRICT],
            language=language if language in LANGUAGES else "",
            marks=frozenset(mark for mark in MARKS if query.get(mark)),
            everything=bool(query.get("all")),
        )

    @property
    def is_asked(self) -> bool:
        return bool(
            self.text
            or self.category
            or self.need
            or self.district
            or self.language
            or self.marks
            or self.everything
        )

    @property
    def free(self) -> bool:
        return "free" in self.marks

    @property
    def without_phone(self) -> bool:
        return "without_phone" in self.marks

    @property
    def open_now(self) -> bool:
        return "open_now" in self.marks

    @property
    def evening(self) -> bool:
        return "evening" in self.marks

    @property
    def weekend(self) -> bool:
        return "weekend" in self.marks

    @property
    def category_label(self) -> object:
        return Category(self.category).label if self.category else ""

    @property
    def need_label(self) -> str:
        return shipped().needs[self.need].label if self.need else ""

    @property
    def address(self) -> str:
        """The question as a query string, for the links to further pages."""
        said = {
            "q": self.text,
            "category": self.category,
            "need": self.need,
            "district": self.district,
            "language": self.language,
        }
        asked = {name: value for name, value in said.items() if value}
        marks = {mark: 1 for mark in MARKS if mark in self.marks}
        return urlencode({**asked, **marks, **({"all": 1} if self.everything else {})})
