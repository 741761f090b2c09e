"""A town's own words in three languages, as one column: facts of a place are data, not catalog entries."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Expression
from django.utils import translation


class Words(dict[str, str]):
    """Language code → text. As a string it is the visitor's language, else Japanese.

    やさしい日本語 carries readings as `{漢字|かんじ}`: show it with `|ruby`, in attributes with `|no_ruby`.
    """

    def __str__(self) -> str:
        return self.get(translation.get_language() or "") or self.get(settings.LANGUAGE_CODE, "")

    def __bool__(self) -> bool:
        return any(self.values())


def words(ja: str, easy: str = "", en: str = "") -> Words:
    """The three texts of one thing; a language that is left out is not stored."""
    said = {"ja": ja, "ja-easy": easy, "en": en}
    return Words({language: text for language, text in said.items() if text})


class WordsField(models.JSONField):
    """A JSON column that holds `Words`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", Words)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def from_db_value(
        self, value: str | None, expression: Expression, connection: BaseDatabaseWrapper
    ) -> Words:
        return Words(super().from_db_value(value, expression, connection) or {})

    def get_prep_value(self, value: Any) -> Any:
        return dict(value) if isinstance(value, Words) else value
