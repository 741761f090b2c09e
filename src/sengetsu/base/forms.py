"""The forms of the house: plain sentences, Japanese dates, chips for thumbs, and nothing sent twice."""

import hashlib
import uuid
from collections.abc import Iterable, Mapping
from typing import Any, cast

from django import forms
from django.core.validators import MaxLengthValidator
from django.db.models import Model, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from .fields import JapaneseDateField, PhoneField, Several
from .seen import seen_now
from .sentences import speak_plainly
from .widgets import Chips, ChipsMultiple

__all__ = ["Chips", "ChipsMultiple", "Edits", "Form", "JapaneseDateField", "PhoneField", "Several"]

LINE_LIMIT = 400  # characters, for a line whose author named no limit
STORY_LIMIT = 20_000  # characters: five times the longest story that a town has sent us
ONCE_KEY_LENGTH = 36


class Form(forms.Form):
    """The base of every form.

    It speaks plain Japanese, takes texts with one kind of line break, never lets the browser cut a pasted
    text off silently, and carries a `once_key` for `base.once`.
    """

    use_required_attribute = False
    once_key = forms.CharField(
        required=False,
        max_length=ONCE_KEY_LENGTH,
        # autocomplete: a browser that fills forms again after "back" must not bring an old key with it.
        widget=forms.HiddenInput(attrs={"autocomplete": "off"}),
        initial=lambda: str(uuid.uuid4()),
    )

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(_one_kind_of_line_break(data), *args, **kwargs)
        for field in self.fields.values():
            _prepare(field)

    def add_field(self, name: str, field: forms.Field) -> None:
        """A field that depends on the record or the town, as if it were declared."""
        _prepare(field)
        self.fields[name] = field

    def choose_from(self, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
        """Give a choice field its choices, which depend on the record or the person."""
        cast(forms.ChoiceField, self.fields[name]).choices = list(choices)

    def choose_among(self, name: str, rows: QuerySet[Any]) -> None:
        """Give a model choice field the rows that may be chosen."""
        cast("forms.ModelChoiceField[Any]", self.fields[name]).queryset = rows

    def clean_once_key(self) -> str:
        """The key of this page *and* of what was sent with it.

        Sent again after a lost answer, it is the same act. Changed after "back", it is another one, and
        must not be swallowed because the page was the same.
        """
        key: str = self.cleaned_data["once_key"]
        return f"{key}:{self._fingerprint()}" if key else ""

    def _fingerprint(self) -> str:
        names = sorted(self.add_prefix(name) for name in self.fields if name != "once_key")
        sent = self.data
        values = [
            (name, sent.getlist(name) if isinstance(sent, QueryDict) else sent.get(name)) for name in names
        ]
        return hashlib.sha256(repr(values).encode()).hexdigest()[:24]

    @property
    def marks(self) -> str:
        """Which fields say ※必須 or ※任意. Where nearly all may stay empty, only the others are marked."""
        needed = sum(field.field.required for field in self.visible_fields())
        visible = len(self.visible_fields())
        if visible == 1 and not needed:
            return "none"
        return "required" if needed <= visible / 4 else "both"

    @property
    def calm_line(self) -> object:
        """The one line that stands in for many ※任意."""
        if self.marks != "required":
            return ""
        if any(field.field.required for field in self.visible_fields()):
            return _("※必須のほかは、書かなくてもかまいません。")
        return _("どれも、書けるところだけでかまいません。")


class Edits(forms.Form):
    """Mix in before a form over fields that somebody else may change in the meantime (see `base.seen`)."""

    EDITS: tuple[str, ...] = ()
    seen = forms.CharField(required=False, max_length=400, widget=forms.HiddenInput)

    def saw(self, row: Model) -> None:
        """The page shows this row as it is now."""
        self.initial["seen"] = seen_now(row, self.EDITS)


def _prepare(field: forms.Field) -> None:
    speak_plainly(field)
    if not isinstance(field, forms.CharField) or getattr(field.widget, "input_type", "") == "password":
        return
    # The attribute would cut a pasted story off without a word. The server says it instead.
    field.widget.attrs.pop("maxlength", None)
    if field.max_length is None:
        limit = STORY_LIMIT if isinstance(field.widget, forms.Textarea) else LINE_LIMIT
        field.validators = [*field.validators, MaxLengthValidator(limit)]


def _one_kind_of_line_break(data: Any) -> Any:
    """Browsers send CR LF for each line break, which would count as two characters."""
    if isinstance(data, QueryDict):
        made = data.copy()
        for name, values in data.lists():
            made.setlist(name, [_unix(value) for value in values])
        return made
    if isinstance(data, Mapping):
        return {name: _unix_all(value) for name, value in data.items()}
    return data


def _unix(value: Any) -> Any:
    return value.replace("\r\n", "\n").replace("\r", "\n") if isinstance(value, str) else value


def _unix_all(value: Any) -> Any:
    if isinstance(value, str) or not isinstance(value, Iterable):
        return _unix(value)
    return [_unix(one) for one in value] if isinstance(value, list | tuple) else value
