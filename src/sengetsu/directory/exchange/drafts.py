"""What a file says of services, checked, before anything is written."""

import re
import uuid
from dataclasses import dataclass, field
from typing import Any

from sengetsu.base.numerals import half_width
from sengetsu.directory.services.choices import Category

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:sengetsu:directory")
OLDEST = 130
_PHONE = re.compile(r"(?<![\d-])0\d{1,4}[-(]?\d{1,4}[-)]?\d{3,4}(?![\d-])|#\d{4}|(?<!\d)1[18]\d(?!\d)")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_URL = re.compile(r"https?://[^\s、。)」]+")
_FREE = re.compile(r"^\s*(?:無料|無償|0円|ただ|かかりません|なし)")
_BETWEEN = re.compile(r"(\d{1,3})\s*(?:歳|才)?\s*[-~〜～–からより]+\s*(\d{1,3})\s*(?:歳|才)")
_FROM = re.compile(r"(\d{1,3})\s*(?:歳|才)\s*(?:以上|から|~|〜)")
_UNTIL = re.compile(r"(\d{1,3})\s*(?:歳|才)\s*(?:以下|まで)")
_BELOW = re.compile(r"(\d{1,3})\s*(?:歳|才)\s*未満")
_NO_PHONE = re.compile(
    r"来所|窓口|メール|予約(?:は)?(?:不要|なし|いりません)|申し?込み?(?:は)?(?:不要|いりません)|直接"
)


@dataclass(frozen=True)
class Problem:
    """What is wrong with a file. `line` counts from 1 as a spreadsheet shows it; 0: the whole file."""

    line: int
    column: str
    reason: str

    def __str__(self) -> str:
        where = f"{self.line}行目" if self.line else "ファイル"
        return f"{where}{f'「{self.column}」' if self.column else ''}: {self.reason}"


class ImportRefused(ValueError):
    """The file has problems, and nothing of it was written."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(one) for one in problems))
        self.problems = problems


@dataclass(frozen=True)
class ServiceDraft:
    """One service of a file. `facts` are fields of `Service`; provider and place are facts of theirs."""

    external_id: str
    facts: dict[str, Any]
    provider: dict[str, Any]
    place: dict[str, Any] | None = None
    line: int = 0

    @property
    def pk(self) -> uuid.UUID:
        return id_of(self.external_id)


@dataclass
class Report:
    """What an import changed, or would change."""

    added: list[str] = field(default_factory=list)
    changed: dict[str, list[str]] = field(default_factory=dict)
    same: int = 0
    notes: list[str] = field(default_factory=list)


def id_of(external_id: str) -> uuid.UUID:
    """The key of an entry: the id itself where it is a UUID, otherwise one that follows from it."""
    try:
        return uuid.UUID(external_id)
    except ValueError:
        return uuid.uuid5(NAMESPACE, external_id)


def category_of(text: str) -> str:
    """Our code for a category that a file names by our code or our label; "" for any other word."""
    plain = half_width(text)
    labels = {str(label): value for value, label in Category.choices}
    return plain if plain in Category.values else labels.get(plain, "")


def ages_of(text: str) -> tuple[int | None, int | None]:
    """The years that words of a target group set: 65歳以上, 18歳まで, 0〜6歳. (None, None): not said."""
    plain = half_width(text)
    between = _BETWEEN.search(plain)
    if between and int(between[1]) <= int(between[2]) <= OLDEST:
        return int(between[1]), int(between[2])
    low, high, below = _FROM.search(plain), _UNTIL.search(plain), _BELOW.search(plain)
    first = int(low[1]) if low else None
    last = int(high[1]) if high else (int(below[1]) - 1 if below else None)
    if (first or 0) > OLDEST or (last or 0) > OLDEST or (last is not None and last < (first or 0)):
        return None, None
    return first, last


def reach_of(contact: str) -> dict[str, Any]:
    """Telephone, mail and site that a line of contact holds."""
    plain = half_width(contact)
    phone, email, site = _PHONE.search(plain), _EMAIL.search(plain), _URL.search(plain)
    return {
        "phone": phone[0] if phone else "",
        "email": email[0] if email else "",
        "website": site[0][:200] if site else "",
        "reachable_without_phone": bool(email or site or _NO_PHONE.search(plain)),
    }


def is_free(cost: str) -> bool:
    return bool(_FREE.match(half_width(cost)))
