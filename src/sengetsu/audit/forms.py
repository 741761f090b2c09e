from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from sengetsu.base.dates import wareki
from sengetsu.base.forms import Form, JapaneseDateField

from .choices import Action
from .queries import Asked

FIRST_LOOK_DAYS = 31


class TrailForm(Form):
    """What an auditor looks for. Sent as GET: an address that can be kept; it changes nothing."""

    once_key = None  # type: ignore[assignment]  # nothing is done, so nothing can be done twice
    since = JapaneseDateField(label="いつから", required=False)
    until = JapaneseDateField(label="いつまで", required=False)
    person = forms.CharField(label="人の名前", required=False, max_length=80)
    case_id = forms.CharField(label="ケース番号", required=False, max_length=80)
    action = forms.ChoiceField(label="したこと", required=False, choices=[("", "すべて"), *Action.choices])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("since") and data.get("until") and data["since"] > data["until"]:
            raise ValidationError({"until": "「いつまで」が「いつから」より前になっています。"})
        return data

    def asked(self) -> Asked:
        """Of a valid form. Raises ValueError for another."""
        if not self.is_valid():
            raise ValueError("asked() of a form that is not valid")
        return Asked(**{name: self.cleaned_data[name] for name in Asked.__dataclass_fields__})

    def conditions(self) -> list[str]:
        """What a valid form asks, in words: 「人の名前：青木」."""
        return [
            f"{self.fields[name].label}：{_in_words(name, value)}"
            for name in self.fields
            if (value := self.cleaned_data.get(name))
        ]


def _in_words(name: str, value: Any) -> str:
    if name == "action":
        return str(Action(value).label)
    return wareki(value) if isinstance(value, date) else str(value)


def first_look() -> dict[str, str]:
    """What is shown before anything was asked: the last month, because the whole trail is long."""
    return {"since": wareki(timezone.localdate() - timedelta(days=FIRST_LOOK_DAYS))}
