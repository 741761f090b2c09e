"""Words of the synthetic town: names that nobody bears as such, and sentences put together from parts."""

import re
import tomllib
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from django.utils import timezone

from sengetsu.directory.models import Service

HERE = Path(__file__).parent
OPENS = 8 * 60 + 30  # minutes after midnight; weekdays 8:30–17:15
CLOSES = 17 * 60 + 15
SLOT = re.compile(r"\{(\w+)\}")
OLD_UNTIL, MIDDLE_UNTIL = 1950, 1985  # years of birth between the fashions of names


@lru_cache(maxsize=4)
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=16)
def _pairs(text: str) -> list[tuple[str, str]]:
    """「青葉 あおば|秋月 あきづき」 as pairs of name and reading."""
    written = (pair.split() for pair in text.replace("\n", "|").split("|") if pair.strip())
    return [(name, reading) for name, reading in written]


@lru_cache(maxsize=1)
def _hobby_weights() -> list[float]:
    """Common and rare words as in any language: the n-th is about n^1.6 times as rare as the first."""
    return list(accumulate(1 / rank**1.6 for rank in range(1, len(_read("sentences")["hobbies"]) + 1)))


class Words:
    """Picks words by its own dice, so that a case is the same whatever else is made beside it."""

    def __init__(self, dice: Random, *, directory: list[Service]) -> None:
        self.dice = dice
        self.directory = directory
        self.hobby = str(dice.choices(_read("sentences")["hobbies"], cum_weights=_hobby_weights())[0])

    def chance(self, share: float) -> bool:
        return self.dice.random() < share

    def uuid(self) -> UUID:
        return UUID(int=self.dice.getrandbits(128), version=4)

    def one(self, *path: str) -> str:
        """A sentence of a list in `sentences.toml`, with its slots filled."""
        found: Any = _read("sentences")
        for name in path:
            found = found[name]
        return self.fill(self.dice.choice(found))

    def fill(self, sentence: str) -> str:
        return SLOT.sub(lambda slot: self._slot(slot.group(1)), sentence)

    def _slot(self, name: str) -> str:
        lists = _read("sentences")
        if name == "hobby":  # what somebody likes stays the same; now and then it is something else
            other = str(self.dice.choices(lists["hobbies"], cum_weights=_hobby_weights())[0])
            return self.hobby if self.chance(0.7) else other
        if name == "service":
            return self.dice.choice(self.directory).name
        if name == "place":
            return self.landmark()
        return str(self.dice.choice(lists["slots"][name]))

    # --- Names and places -------------------------------------------------------------------------
    def family(self) -> tuple[str, str]:
        return self.dice.choice(_pairs(_read("names")["family"]))

    def given(self, *, sex: str, born: int) -> tuple[str, str]:
        age = "old" if born < OLD_UNTIL else "middle" if born < MIDDLE_UNTIL else "young"
        return self.dice.choice(_pairs(_read("names")["given"][age][sex]))

    def from_abroad(self) -> tuple[str, str, str]:
        """Name, reading and the name as in a passport."""
        name, reading, latin = self.dice.choice(_read("names")["abroad"]["people"]).split("|")
        return name, reading, latin

    def area(self) -> str:
        return str(self.dice.choice(_read("names")["places"]["areas"]))

    def address(self) -> str:
        """As it was heard: with hyphens, or 丁目 and 番."""
        quarter, block, house = (
            self.dice.randint(1, 8),
            self.dice.randint(1, 240),
            self.dice.randint(1, 30),
        )
        written = self.dice.choice(
            [
                f"{quarter}-{block}-{house}",
                f"{quarter}丁目{block}-{house}",
                f"{quarter}丁目{block}番{house}号",
            ]
        )
        building = self.dice.choice(_read("names")["places"]["buildings"])
        return f"{self.area()}{written} {building}".strip()

    def landmark(self) -> str:
        landmark = self.dice.choice(_read("names")["places"]["landmarks"])
        return f"{self.area()}{self.dice.randint(1, 8)}丁目の{landmark}"

    def unnamed(self) -> str:
        return f"{self.landmark()}の{self.dice.choice(_read('sentences')['slots']['whose'])}"

    def phone(self) -> str:
        """Numbers that are given to nobody."""
        last = self.dice.randint(0, 9999)
        return self.dice.choice([f"048-000-{last:04d}", f"090-0000-{last:04d}", f"080-0000-{last:04d}"])

    def season(self, day: date) -> str:
        return str(_read("sentences")["seasons"][day.month - 1])

    # --- Days -------------------------------------------------------------------------------------
    def working_day(self, day: date) -> date:
        """The day itself, or the Friday before a weekend."""
        return day - timedelta(days=max(day.weekday() - 4, 0))

    def moment(self, day: date) -> datetime:
        """Some time of the opening hours."""
        minutes = self.dice.randrange(OPENS, CLOSES, 5)
        return timezone.make_aware(datetime.combine(day, time(minutes // 60, minutes % 60)))

    def day_between(self, first: date, last: date) -> date:
        return first + timedelta(days=self.dice.randint(0, max((last - first).days, 0)))
