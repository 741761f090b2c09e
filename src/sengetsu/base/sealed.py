"""Sealed fields: text that the database holds only as ciphertext (ADR 0003).

The keys live outside the database, one Fernet key per line in `KEYS/seal.keys`, newest first. A missing
or wrong key is a loud `SealBroken`, never an empty field.
"""

from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import models


class SealBroken(RuntimeError):
    """A sealed value cannot be read: the key is missing or wrong, or the value was moved or altered."""


def keys_file() -> Path:
    return Path(settings.KEYS) / "seal.keys"


@lru_cache(maxsize=4)
def _ring(file: Path, _stamp: int) -> MultiFernet:
    lines = [line.strip() for line in file.read_text().splitlines() if line.strip()]
    if not lines:
        raise SealBroken(f"no key in {file}")
    return MultiFernet([Fernet(line) for line in lines])


def key_ring() -> MultiFernet:
    """All keys, newest first. Read again when the file changes, so a rotation needs no restart."""
    file = keys_file()
    try:
        return _ring(file, file.stat().st_mtime_ns)
    except FileNotFoundError as missing:
        raise SealBroken(f"no key file {file}: run `sengetsu keys create`") from missing


def seal(text: str, *, label: str) -> str:
    """Encrypt `text`. `label` names the column, so that a value moved to another column is refused."""
    return key_ring().encrypt(f"{label}\x00{text}".encode()).decode("ascii")


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


class SealedTextField(models.TextField):  # type: ignore[type-arg]
    """A text column whose database value is ciphertext. An empty text stays empty, so "nothing written"
    can be seen by a constraint. It cannot be searched by value: see `base.blind`."""

    @property
    def label(self) -> str:
        return f"{self.model._meta.db_table}.{self.column}"

    def get_prep_value(self, value: Any) -> Any:
        text = super().get_prep_value(value)
        return seal(text, label=self.label) if text else text

    def from_db_value(self, value: str | None, *_: Any) -> str | None:
        return unseal(value, label=self.label) if value else value

    def get_lookup(self, lookup_name: str) -> Any:
        """Only emptiness can be asked of the database; every other comparison would silently miss."""
        if lookup_name not in {"isnull", "exact"}:
            raise SealBroken(f"{self.label} is sealed and cannot be compared by {lookup_name}")
        return super().get_lookup(lookup_name)
