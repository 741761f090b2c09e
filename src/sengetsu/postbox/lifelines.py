"""Telephone numbers for somebody in danger. They are data that a town corrects.

`lifelines.json` beside this file is the first edition (November 2026). A town that puts its own
`lifelines.json` of the same form into its data directory replaces it, without a new release.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils import translation

FIRST_EDITION = Path(__file__).with_name("lifelines.json")


@dataclass(frozen=True)
class Lifeline:
    """`name` and `when` are in the visitor's language, with `{漢字|かんじ}` readings in easy Japanese."""

    number: str
    name: str
    when: str

    @property
    def dialled(self) -> str:
        return self.number.replace("-", "").replace("#", "%23")


def file() -> Path:
    own = Path(settings.DATA) / "lifelines.json"
    return own if own.exists() else FIRST_EDITION


def lifelines() -> list[Lifeline]:
    language = translation.get_language() or settings.LANGUAGE_CODE
    return [
        Lifeline(row["number"], _in(language, row["name"]), _in(language, row["when"]))
        for row in json.loads(file().read_text("utf-8"))
    ]


def _in(language: str, words: dict[str, str]) -> str:
    return words.get(language) or words[settings.LANGUAGE_CODE]
