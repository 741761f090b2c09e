"""Sealed fields: text that the database holds only as ciphertext (ADR 0003).

The keys live outside the database, one Fernet key per line in `KEYS/seal.keys`, newest first. A missing
or wrong key is a loud `SealBroken`, never an empty field.
"""

import os
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core import checks
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Case, Col, Value, When
from django.db.models.functions import Cast
from django.db.models.lookups import Exact, IsNull


class SealBroken(RuntimeError):
    """A sealed value cannot be read: the key is missing or wrong, or the value was moved or altered."""


class Token(str):
    """Ciphertext that is stored as it is. Only `seal` and `reseal` make it: text from a form, whatever it
    looks like, is sealed."""

    __slots__ = ()


def keys_file() -> Path:
    return Path(settings.KEYS) / "seal.keys"


@lru_cache(maxsize=4)
def _ring(file: str, *_stamp: int) -> tuple[Fernet, ...]:
    lines = [line.strip() for line in Path(file).read_text().splitlines() if line.strip()]
    if not lines:
        raise SealBroken(f"no key in {file}")
    try:
        return tuple(Fernet(line) for line in lines)
    except ValueError as broken:
        raise SealBroken(f"{file} holds a line that is no key") from broken


@lru_cache(maxsize=4)
def _all_of_ring(file: str, *stamp: int) -> MultiFernet:
    return MultiFernet(_ring(file, *stamp))


@lru_cache(maxsize=4)
def _name_in(_directory: object) -> str:
    return str(keys_file())


def _file_now() -> tuple[str, int, int, int]:
    """The key file and what changes with it. Asked hundreds of times for a page: hence no Path."""
    file = _name_in(settings.KEYS)
    try:
        stamp = os.stat(file)
    except FileNotFoundError as missing:
        raise SealBroken(f"no key file {file}: run `sengetsu keys create`") from missing
    return file, stamp.st_mtime_ns, stamp.st_ino, stamp.st_size


def single_keys() -> tuple[Fernet, ...]:
    """All keys, newest first. Read again when the file changes, so a rotation needs no restart."""
    return _ring(*_file_now())


def key_ring() -> MultiFernet:
    return _all_of_ring(*_file_now())


def seal(text: str, *, label: str) -> Token:
    """Encrypt `text`. `label` names the column, so that a value moved to another column is refused."""
    return Token(single_keys()[0].encrypt(f"{label}\x00{text}".encode()).decode("ascii"))


def unseal(token: str, *, label: str) -> str:
    """Decrypt what `seal` made. Raises `SealBroken` for any other key, column or value."""
    try:
        plain = key_ring().decrypt(token.encode("ascii")).decode()
    except (InvalidToken, UnicodeError) as broken:
        raise SealBroken(f"cannot unseal {label}") from broken
    found, _, text = plain.partition("\x00")
    if found != label:
        raise SealBroken(f"value of {found} found in {label}")
    return text


def key_number(token: str) -> int:
    """Which key opens `token`: 0 is the newest. Raises `SealBroken` if none does."""
    for number, one in enumerate(single_keys()):
        try:
            one.decrypt(token.encode("ascii"))
        except (InvalidToken, UnicodeError):
            continue
        return number
    raise SealBroken("a sealed value opens with no key of this house")


def reseal(token: str) -> Token:
    """The same value under the newest key. Raises `SealBroken` if no key opens it."""
    try:
        return Token(key_ring().rotate(token.encode("ascii")).decode("ascii"))
    except (InvalidToken, UnicodeError) as broken:
        raise SealBroken("a sealed value opens with no key of this house") from broken


class SealedTextField(models.TextField):  # type: ignore[type-arg]
    """A text column whose database value is ciphertext. An empty text stays empty, so "nothing written"
    can be seen by a constraint. It cannot be searched, sorted or copied by the database: see `base.blind`.

    The label is made of table and column: renaming either needs a migration that seals anew.
    """

    @property
    def label(self) -> str:
        return f"{self.model._meta.db_table}.{self.column}"

    def get_prep_value(self, value: Any) -> Any:
        if isinstance(value, Token):
            return str(value)
        text = super().get_prep_value(value)
        return seal(text, label=self.label) if text else text

    def from_db_value(self, value: str | None, *_: Any) -> str | None:
        return unseal(value, label=self.label) if value else value

    def get_lookup(self, lookup_name: str) -> Any:
        """Only emptiness can be asked of the database; every other comparison would silently miss."""
        allowed = {"isnull": IsNull, "exact": _EmptyOnly}
        if lookup_name not in allowed:
            raise SealBroken(f"{self.label} is sealed and cannot be compared by {lookup_name}")
        return allowed[lookup_name]

    def get_transform(self, lookup_name: str) -> Any:
        raise SealBroken(f"{self.label} is sealed: the database cannot compute its {lookup_name}")

    def get_placeholder(self, value: Any, *_: Any) -> str:
        """Called for every value on its way into the column, expressions too: `update(story=F("name"))`,
        `update(story=Value("words"))` and `Concat(…)` would store what nobody sealed."""
        if hasattr(value, "resolve_expression"):
            self._refuse_unsealed(value)
        return "%s"

    def get_db_prep_save(self, value: Any, connection: BaseDatabaseWrapper) -> Any:
        if hasattr(value, "resolve_expression"):
            self._refuse_unsealed(value)
        return super().get_db_prep_save(value, connection)

    def _refuse_unsealed(self, expression: Any) -> None:
        """`bulk_update` writes CASE WHEN … THEN Value(text, this field): that seals. Nothing else may."""
        match expression:
            case Case():
                for branch in (*(case.result for case in expression.cases), expression.default):
                    self._refuse_unsealed(branch)
            case When():
                self._refuse_unsealed(expression.result)
            case Cast():
                self._refuse_unsealed(expression.get_source_expressions()[0])
            case Col() if expression.target is self:
                pass
            case Value() if (
                not expression.value or getattr(expression, "_output_field_or_none", None) is self
            ):
                pass
            case _:
                raise SealBroken(
                    f"{self.label} is sealed: {type(expression).__name__} cannot be stored in it"
                )

    def check(self, **options: Any) -> list[checks.CheckMessage]:
        return [*super().check(**options), *self._check_not_compared()]

    def _check_not_compared(self) -> Sequence[checks.CheckMessage]:
        """Equal texts have unequal ciphertexts, so an index, a unique column or an order means nothing."""
        options = self.model._meta
        ordered = any(
            isinstance(name, str) and name.lstrip("-") == self.name for name in options.ordering or ()
        )
        indexed = (
            getattr(self, "db_index", False)
            or self.unique
            or any(self.name in index.fields for index in options.indexes)
        )
        if ordered or indexed:
            return [
                checks.Error(
                    f"{self.label} is sealed: it can be neither ordered by, unique nor indexed",
                    hint="store a blind token beside it (sengetsu.base.blind)",
                    obj=self,
                    id="sengetsu.E003",
                )
            ]
        return []


class _EmptyOnly(Exact):
    """`field=""` is answered; `field="words"` would never match, so it is refused."""

    def get_prep_lookup(self) -> str | None:
        if self.rhs is None or self.rhs == "":
            return "" if self.rhs == "" else None
        raise SealBroken("a sealed column can only be compared with an empty text (base.blind searches)")
