"""Every address that the resolver knows, with the names and kinds of its parts."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import IntConverter, UUIDConverter

from .table import Row, Subject, Town

NOWHERE = "/an-address-that-does-not-exist/0/"


@dataclass(frozen=True)
class Address:
    name: str
    route: str
    parts: dict[str, object]  # part name -> Django's converter
    view: Callable[..., Any]


def all_addresses() -> list[Address]:
    return walk_patterns(get_resolver().url_patterns)


def walk_patterns(patterns: list[URLPattern | URLResolver]) -> list[Address]:
    return list(_walk(patterns, "", "", {}))


def _walk(
    patterns: list[URLPattern | URLResolver], space: str, route: str, parts: dict[str, object]
) -> Iterator[Address]:
    for entry in patterns:
        here = route + str(entry.pattern)
        known = {**parts, **getattr(entry.pattern, "converters", {})}
        known |= dict.fromkeys(getattr(getattr(entry.pattern, "regex", None), "groupindex", {}), None) | known
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from _walk(entry.url_patterns, inner, here, known)
        else:
            yield Address(f"{space}{entry.name or ''}", here, known, entry.callback)


def path_of(row: Row, address: Address, town: Town, subject: Subject) -> str:
    """The path of the row's thing. Parts that the town calls otherwise are named in `row.keys`."""
    values = {part: town.thing(subject, row.keys.get(part, part)) for part in address.parts}
    return reverse(row.name, kwargs=values)


def path_of_nothing(row: Row, address: Address) -> str:
    """The same address for a thing that was never made."""
    return reverse(row.name, kwargs={part: _never_made(kind) for part, kind in address.parts.items()})


def _never_made(converter: object) -> object:
    if isinstance(converter, UUIDConverter):
        return uuid.UUID("00000000-dead-4bad-8bad-000000000000")
    if isinstance(converter, IntConverter):
        return 987_654_321
    return "nevermade0nevermade0"
