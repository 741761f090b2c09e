"""Forms of staff over what is said in three languages: Japanese first, the other two in a fold."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms

from .forms import Form
from .language_fields import Words, words

READINGS = "短い文で。｛漢字｜かんじ｝と書くと、ふりがなになります（記号は三つとも半角で）。"


@dataclass(frozen=True)
class Line:
    """One thing that is said: a `WordsField` of a model, three fields of a form.

    `limit`: characters in Japanese; readings and English may take twice that.
    """

    name: str
    label: str
    limit: int = 80
    is_long: bool = False
    required: bool = False
    needs_all: bool = False  # the other languages may not be left out either
    help_text: str = ""

    def fields(self) -> dict[str, forms.Field]:
        return {
            self.name: self._field(self.label, self.required or self.needs_all, self.limit, self.help_text),
            f"{self.name}_easy": self._field(
                f"{self.label}（やさしい日本語）", self.needs_all, 2 * self.limit, READINGS
            ),
            f"{self.name}_en": self._field(f"{self.label}（英語）", self.needs_all, 2 * self.limit, ""),
        }

    def shown(self, said: Words) -> dict[str, str]:
        codes = {self.name: "ja", f"{self.name}_easy": "ja-easy", f"{self.name}_en": "en"}
        return {field: said.get(code, "") for field, code in codes.items()}

    def said(self, data: Mapping[str, Any]) -> Words:
        return words(data[self.name], data[f"{self.name}_easy"], data[f"{self.name}_en"])

    def _field(self, label: str, required: bool, limit: int, help_text: str) -> forms.Field:  # noqa: FBT001
        widget = forms.Textarea if self.is_long else forms.TextInput
        return forms.CharField(
            label=label, required=required, max_length=limit, help_text=help_text, widget=widget
        )


class WordsForm(Form):
    """`SAYS`: the things said in three languages. `facts()` are the columns of the row that is written."""

    SAYS: ClassVar[tuple[Line, ...]] = ()
    ORDER: ClassVar[tuple[str, ...]] = ()  # fields that come first, in this order
    NOT_FACTS: ClassVar[frozenset[str]] = frozenset({"once_key", "seen"})

    def __init__(self, data: Any = None, *args: Any, facts: Mapping[str, Any], **kwargs: Any) -> None:
        lines = {line.name: line for line in self.SAYS}
        start = {name: value for name, value in facts.items() if name not in lines}
        for name, line in lines.items():
            start |= line.shown(Words(facts.get(name) or {}))
        super().__init__(data, *args, initial=start, **kwargs)
        for line in self.SAYS:
            for name, field in line.fields().items():
                self.add_field(name, field)
        self.order_fields(self.ORDER)

    def facts(self) -> dict[str, Any]:
        parts = {name for line in self.SAYS for name in line.shown(Words())}
        plain = {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in parts and name not in self.NOT_FACTS
        }
        return plain | {line.name: line.said(self.cleaned_data) for line in self.SAYS}

    @property
    def first_fields(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name not in self._folded()]

    @property
    def folded_fields(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name in self._folded()]

    @property
    def folded_wrong(self) -> bool:
        return any(name in self.errors for name in self._folded())

    def _folded(self) -> set[str]:
        """Where all three are needed, none hides."""
        lines = [line for line in self.SAYS if not line.needs_all]
        return {f"{line.name}_{language}" for line in lines for language in ("easy", "en")}
