"""Two people at one record: whoever saves second sees what the first one wrote, and loses nothing.

A form carries, for each field that it edits, a digest of the value that its writer saw. The action compares
them with the row that it holds; a field that somebody else changed in the meantime refuses the save once.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models

from .language_fields import Words

FIRST = (
    "開いたあとに、ほかの人が書きかえました。書いたことは残っています。たしかめて、もう一度保存してください。"
)
LENGTH = 12  # hexadecimal signs of one field's digest; they tell a change, they prove nothing


class Stale(ValidationError):
    """Somebody else changed it in the meantime; nothing was saved. `seen` is what is there now."""

    def __init__(self, sentences: list[str], *, seen: str) -> None:
        super().__init__(sentences)
        self.seen = seen


@dataclass(frozen=True)
class Fact:
    """One thing that a form edits: what the page calls it, its value as it is now, and that in words."""

    label: object
    value: object
    words: object = None

    @property
    def digest(self) -> str:
        return hashlib.sha256(repr(self.value).encode()).hexdigest()[:LENGTH]

    def __str__(self) -> str:
        shown = self.value if self.words is None else self.words
        plain = {True: "はい", False: "いいえ", None: "なし", "": "なし"}.get(shown, shown)  # type: ignore[call-overload]
        return f"いまの「{self.label}」：{plain}"


def facts_of(row: models.Model, fields: Sequence[str]) -> list[Fact]:
    """What a form over `fields` of this row edits."""
    return [_fact(row, name) for name in fields]


def _fact(row: models.Model, name: str) -> Fact:
    field = row._meta.get_field(name)
    shown = getattr(row, f"get_{name}_display", None)
    value = getattr(row, getattr(field, "attname", name))
    if isinstance(value, Words):  # a database may hand the languages out in another order
        said = [value.get(code, "") for code, _ in settings.LANGUAGES]
        return Fact(field.verbose_name, said, "／".join(filter(None, said)))  # type: ignore[union-attr]
    return Fact(field.verbose_name, value, shown() if shown else getattr(row, name))  # type: ignore[union-attr]


def seen_in(facts: Sequence[Fact]) -> str:
    """What the form carries in its hidden `seen`."""
    return ".".join(fact.digest for fact in facts)


def refuse_if_other(facts: Sequence[Fact], *, seen: str) -> None:
    """Raise `Stale` if a fact is not what the writer saw. Lock the rows before; an empty `seen` passes."""
    now = seen_in(facts)
    if not seen or seen == now:
        return
    before = seen.split(".")
    changed = [fact for place, fact in enumerate(facts) if before[place : place + 1] != [fact.digest]]
    raise Stale([FIRST, *(str(fact) for fact in changed)], seen=now)


def seen_now(row: models.Model, fields: Sequence[str]) -> str:
    return seen_in(facts_of(row, fields))


def refuse_if_changed(row: models.Model, *, seen: str, fields: Sequence[str]) -> None:
    """`refuse_if_other` for fields of one row."""
    refuse_if_other(facts_of(row, fields), seen=seen)
