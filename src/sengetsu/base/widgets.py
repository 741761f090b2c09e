"""Choices as large chips that a thumb can hit. They are radio buttons and check boxes underneath."""

from collections.abc import Mapping
from typing import Any

from django import forms

CHIPS = "base/forms/chips.html"


class _Hinted:
    """Adds a second, smaller line to choices that need a word of explanation."""

    def __init__(self, *args: Any, hints: Mapping[Any, object] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hints = {str(value): hint for value, hint in (hints or {}).items()}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)  # type: ignore[misc]
        option["hint"] = self.hints.get(str(value), "")
        # The group says that it is wrong; a single radio button has no such property in ARIA.
        option["attrs"].pop("aria-invalid", None)
        return option


class Chips(_Hinted, forms.RadioSelect):
    """One of several. `hints`: choice value -> a short line below its label."""

    template_name = CHIPS


class ChipsMultiple(_Hinted, forms.CheckboxSelectMultiple):
    """Any of several."""

    template_name = CHIPS
