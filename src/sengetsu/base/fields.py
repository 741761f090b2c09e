"""Fields for what people in Japan write: dates of both eras, telephone numbers."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from .dates import parse_date, wareki
from .sentences import Sentence
from .text import normalise_phone


class JapaneseDateField(forms.DateField):
    """A date written in either era: 令和8年11月24日, R8.11.24, 2026-11-24, 2026/11/24; also full-width.

    Cleans to a `datetime.date` or None.
    """

    widget = forms.TextInput(attrs={"class": "middle", "autocomplete": "off", "data-date": ""})

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("例：令和8年11月24日、R8.11.24、2026/11/24"))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        text = str(value or "").strip()
        if not text:
            return None
        try:
            return parse_date(text)
        except ValueError as unreadable:
            raise ValidationError(_why(unreadable, self), code="invalid") from unreadable

    def prepare_value(self, value: Any) -> Any:
        """A stored date is shown in the era that people write."""
        if not isinstance(value, date):
            return value
        return wareki(value)


class PhoneField(forms.CharField):
    """A telephone number in any spelling. Cleans to half-width digits with hyphens, as they were given.

    Mostly somebody else's number is written here, so the browser does not offer one's own. A form that asks
    for the writer's number says `autocomplete="tel"`.
    """

    widget = forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off", "class": "middle"})
    default_error_messages = {
        "invalid": _("電話番号が読めません。市外局番から書いてください。例：048-000-0000")
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 40)
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        if not text:
            return ""
        try:
            number: str = normalise_phone(text)
        except ValueError as unreadable:
            raise ValidationError(_why(unreadable, self), code="invalid") from unreadable
        return number


def _why(problem: ValueError, field: forms.Field) -> Sentence:
    """The exact sentence, which is Japanese; in another language the general one."""
    return str(problem) if get_language() == settings.LANGUAGE_CODE else field.error_messages["invalid"]


class Several(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Some of the rows. A forged number that no column can hold is a wrong choice, not a fault."""

    LONGEST_NUMBER = 18  # digits that fit a BIGINT whatever they are

    def _check_values(self, value: Any) -> Any:
        for one in value if isinstance(value, list | tuple) else []:
            if len(str(one)) > self.LONGEST_NUMBER and str(one).lstrip("-").isdecimal():
                sentence = self.error_messages["invalid_pk_value"]
                raise ValidationError(sentence, code="invalid_pk_value", params={"pk": "…"})
        return super()._check_values(value)  # type: ignore[misc]
