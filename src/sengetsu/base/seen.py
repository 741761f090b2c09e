"""Two people at one record: whoever saves second sees what the first one wrote, and loses nothing.

A form carries, for each field that it edits, a digest of the value that its writer saw. The action compares
them with the row that it holds; a field that somebody else changed in the meantime refuses the save once.
"""

import hashlib
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import models

FIRST = (
    "開いたあとに、ほかの人が書きかえました。書いたことは残っています。たしかめて、もう一度保存してください。"
)
LENGTH = 12  # hexadecimal signs of one field's digest; they tell a change, they prove nothing


class Stale(ValidationError):
    """Somebody else changed it in the meantime; nothing was saved. `seen` is what is there now."""

    def __init__(self, sentences: list[str], *, seen: str) -> None:
        super().__init__(sentences)
        self.seen = seen


def _digest(row: models.Model, name: str) -> str:
    field = row._meta.get_field(name)
    value = getattr(row, getattr(field, "attname", name))
    return hashlib.sha256(repr(value).encode()).hexdigest()[:LENGTH]


def seen_now(row: models.Model, fields: Sequence[str]) -> str:
    """What a form over `fields` of this row carries in its hidden `seen`."""
    return ".".join(_digest(row, name) for name in fields)


def _in_words(row: models.Model, name: str) -> str:
    field = row._meta.get_field(name)
    shown = getattr(row, f"get_{name}_display", None)
    value = shown() if shown else getattr(row, name)
    words = {True: "はい", False: "いいえ", None: "なし", "": "なし"}.get(value, value)
    return f"いまの「{field.verbose_name}」：{words}"  # type: ignore[union-attr]


def refuse_if_changed(row: models.Model, *, seen: str, fields: Sequence[str]) -> None:
    """Raise `Stale` if a field is not what the writer saw. `row` must be locked; an empty `seen` never is."""
    now = seen_now(row, fields)
    if not seen or seen == now:
        return
    before = dict(zip(fields, seen.split("."), strict=False))
    changed = [name for name in fields if before.get(name) != _digest(row, name)]
    raise Stale([FIRST, *(_in_words(row, name) for name in changed)], seen=now)
