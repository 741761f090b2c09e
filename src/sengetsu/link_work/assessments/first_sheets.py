"""The sheets that a new town begins with. After each migration, those that are not there yet are added."""

import tomllib
from importlib.resources import files
from typing import Any


def first_sheets() -> list[dict[str, Any]]:
    """Fields of a `Sheet` in its first version, for each sheet of the file."""
    text = (files("sengetsu.link_work.assessments") / "sheets.toml").read_text(encoding="utf-8")
    return [{**sheet, "version": 1} for sheet in tomllib.loads(text)["sheet"]]


def begin_with_sheets(*, using: str, **_: Any) -> None:
    """Called by `post_migrate`; a town's own versions stay what they are."""
    from .models import Sheet

    for values in first_sheets():
        Sheet.objects.using(using).get_or_create(code=values["code"], version=1, defaults=values)
