"""Sealing everything anew under a new key, in small transactions; what was interrupted is resumed."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from cryptography.fernet import Fernet
from django.apps import apps
from django.db import models, transaction
from django.db.models.functions import Cast
from django.dispatch import Signal

from . import keys
from .sealed import SealBroken, SealedTextField, key_number, keys_file, reseal

rotated = Signal()  # sent with `changed` (how many values) after all is sealed anew; the trail listens
BATCH = 500  # rows that one transaction holds

Change = Callable[[str], str]
# Sealed values outside of sealed fields (a second factor's secret in a JSON column): name -> a function
# that offers each token to `change` and stores what comes back if it is another.
_elsewhere: dict[str, Callable[[Change], None]] = {}


def also(name: str, walk: Callable[[Change], None]) -> None:
    """Let rotation reach sealed values that are not in a `SealedTextField`. Call it in `AppConfig.ready`."""
    _elsewhere[name] = walk


@dataclass(frozen=True)
class Column:
    model: type[models.Model]
    field: SealedTextField

    def __str__(self) -> str:
        return self.field.label

    def rows(self) -> models.QuerySet[Any]:
        return self.model._base_manager.exclude(**{self.field.name: ""}).exclude(
            **{f"{self.field.name}__isnull": True}
        )

    def tokens(self, after: Any = None) -> list[tuple[Any, str]]:
        """A batch of (primary key, ciphertext) in the order of the primary key, locked where rows lock."""
        rows = self.rows().order_by("pk")
        if after is not None:
            rows = rows.filter(pk__gt=after)
        raw = rows.annotate(ciphertext=Cast(self.field.name, models.TextField()))
        return list(raw.select_for_update().values_list("pk", "ciphertext")[:BATCH])


def columns() -> list[Column]:
    return [
        Column(model, field)
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
        for field in model._meta.local_concrete_fields
        if isinstance(field, SealedTextField)
    ]


def _for_each_token(column: Column, act: Callable[[Any, str], None]) -> None:
    """`act(primary key, ciphertext)` for all values, in batches of one transaction each."""
    last = None
    while True:
        with transaction.atomic():
            batch = column.tokens(last)
            for pk, token in batch:
                act(pk, token)
        if not batch:
            return
        last = batch[-1][0]


def add_key() -> None:
    """A new key in front of the others: from now on everything is sealed with it."""
    lines = keys_file().read_text().split()
    keys.write_key_file(keys_file(), "\n".join([Fernet.generate_key().decode(), *lines]), replace=True)


def number_of_keys() -> int:
    return len(keys_file().read_text().split())


def reseal_column(column: Column) -> int:
    """Seal a column's values anew that are not under the newest key. Returns how many were changed."""
    changed = 0

    def change(pk: Any, token: str) -> None:
        nonlocal changed
        if key_number(token):
            column.model._base_manager.filter(pk=pk).update(**{column.field.name: reseal(token)})
            changed += 1

    _for_each_token(column, change)
    return changed


def reseal_elsewhere(name: str) -> int:
    changed = 0

    def change(token: str) -> str:
        nonlocal changed
        if not key_number(token):
            return token
        changed += 1
        return reseal(token)

    with transaction.atomic():
        _elsewhere[name](change)
    return changed


def reseal_everything() -> dict[str, int]:
    """Place -> number of values that were sealed anew. Raises `SealBroken` for a value that no key opens."""
    counts = {str(column): reseal_column(column) for column in columns()}
    counts |= {name: reseal_elsewhere(name) for name in _elsewhere}
    rotated.send(sender=None, changed=sum(counts.values()))
    return counts


@dataclass(frozen=True)
class Census:
    """How many values need which key (0 is the newest), and where values are that no key opens."""

    by_key: Counter[int]
    broken: Counter[str]

    @property
    def old_keys_needed(self) -> bool:
        return any(number > 0 for number in self.by_key)


def _look_at(look: Callable[[str, str], str], place: str, _: Any, token: str) -> None:
    look(place, token)


def census() -> Census:
    """Look at every sealed value of the house, changing nothing."""
    found = Census(Counter(), Counter())

    def look(place: str, token: str) -> str:
        try:
            found.by_key[key_number(token)] += 1
        except SealBroken:
            found.broken[place] += 1
        return token

    for column in columns():
        _for_each_token(column, partial(_look_at, look, str(column)))
    for name, walk in _elsewhere.items():
        with transaction.atomic():  # a walk holds the rows that it reads
            walk(partial(look, name))
    return found


def drop_old_keys() -> int:
    """Remove all keys but the newest. Raises `SealBroken`, and removes nothing, while a value needs one
    or opens with none. Returns how many were removed."""
    counted = census()
    if counted.old_keys_needed or counted.broken:
        raise SealBroken("old keys are still needed, or values are broken: nothing was removed")
    newest, *old = keys_file().read_text().split()
    if old:
        keys.write_key_file(keys_file(), newest, replace=True)
    return len(old)
