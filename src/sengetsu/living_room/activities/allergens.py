"""The allergens to ask about, by edition: a town's law changes, so the list is data beside this file."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sengetsu.base.language_fields import Words, words

from .choices import Contains

LIST = Path(__file__).with_name("allergens.toml")


@dataclass(frozen=True)
class Allergen:
    code: str
    name: Words
    is_mandatory: bool


@dataclass(frozen=True)
class Edition:
    name: str
    allergens: tuple[Allergen, ...]


@dataclass(frozen=True)
class Answer:
    """What an activity says of one allergen."""

    allergen: Allergen
    contains: Contains


@cache
def editions() -> tuple[Edition, ...]:
    """Newest first."""
    listed = tomllib.loads(LIST.read_text(encoding="utf-8"))["editions"]
    return tuple(Edition(one["edition"], tuple(_allergens(one))) for one in listed)


def current() -> Edition:
    return editions()[0]


def edition(name: str) -> Edition:
    """The edition of that name; an unknown one is the current one."""
    return next((one for one in editions() if one.name == name), current())


def answers(of: Edition, said: Mapping[str, str]) -> list[Answer]:
    """An answer for each allergen of the edition; what nobody answered has to be asked on the day."""
    known = set(Contains.values)
    return [
        Answer(one, Contains(said[one.code]) if said.get(one.code) in known else Contains.ASK)
        for one in of.allergens
    ]


def _allergens(listed: Mapping[str, list[dict[str, str]]]) -> Iterator[Allergen]:
    for kind in ("mandatory", "recommended"):
        for one in listed[kind]:
            name = words(one["ja"], one["ja-easy"], one["en"])
            yield Allergen(one["code"], name, is_mandatory=kind == "mandatory")
