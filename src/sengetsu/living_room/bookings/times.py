"""Times of day as people write them, on quarters of an hour; and the days, spaces and times of one date."""

import re
from collections.abc import Sequence
from datetime import date, time
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from sengetsu.base.forms import ChipsMultiple, JapaneseDateField
from sengetsu.base.numerals import half_width
from sengetsu.living_room.spaces.models import Space

from .series import Part
from .slots import MINUTES

CLOCK = re.compile(r"(午前|午後|AM|PM)?\s*(\d{1,2})(?:[:時hH.](\d{1,2}|半)?分?)?", re.IGNORECASE)
DIGITS = re.compile(r"(\d{1,2})(\d{2})")
NOON = 12


class ClockInput(forms.TimeInput):
    """The telephone's own clock; what it could not hold is shown as text, so that it is not lost."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(attrs={"class": "short", "step": str(MINUTES * 60)}, format="%H:%M")

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        shown = context["widget"]["value"]
        if shown and not re.fullmatch(r"\d{2}:\d{2}", shown):
            context["widget"]["type"] = "text"
        return context


class ClockField(forms.Field):
    """10:15, １０時半, 午後1時, 1015. Cleans to a `time` on a quarter of an hour, or None."""

    widget = ClockInput
    default_error_messages = {
        "invalid": _("時刻が読めません。例：10:15"),
        "off_the_grid": _("15分きざみで書いてください。例：10:00、10:15"),
    }

    def to_python(self, value: Any) -> time | None:
        if value is None or isinstance(value, time):
            return value
        text = half_width(str(value))
        if not text:
            return None
        found = self._read(text)
        if found is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        if found.minute % MINUTES:
            raise forms.ValidationError(self.error_messages["off_the_grid"], code="off_the_grid")
        return found

    def _read(self, text: str) -> time | None:
        plain = DIGITS.fullmatch(text)
        said = CLOCK.fullmatch(f"{plain[1]}:{plain[2]}" if plain else text)
        if not said:
            return None
        half, hour, minutes = (said[1] or "").upper(), int(said[2]), said[3] or "0"
        if half in {"午後", "PM"} and hour < NOON:
            hour += NOON
        try:
            return time(hour, 30 if minutes == "半" else int(minutes))
        except ValueError:
            return None


class WhenFields(forms.Form):
    """Day, spaces, from and to. Mix in before the house's `Form`, then call `lend(spaces)`."""

    day = JapaneseDateField(label=_("使う日"))
    spaces = forms.TypedMultipleChoiceField(
        label=_("使うところ"), coerce=int, widget=ChipsMultiple, help_text=_("両方でもかまいません。")
    )
    starts = ClockField(label=_("何時から"), help_text=_("準備の時間を入れて、15分きざみで。例：10:00"))
    ends = ClockField(label=_("何時まで"), help_text=_("片づけの時間を入れて。"))

    def lend(self, spaces: Sequence[Space]) -> None:
        """Offer these spaces; a single one is chosen already."""
        field = cast("forms.TypedMultipleChoiceField", self.fields["spaces"])
        field.choices = [(space.pk, str(space.name)) for space in spaces]
        if len(spaces) == 1:
            self.initial.setdefault("spaces", [spaces[0].pk])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if starts and ends and starts >= ends:
            self.add_error(
                "ends",
                _("おわりは、はじまりよりあとにしてください。夜の12時をまたぐときは、ご相談ください。"),
            )
        return cleaned

    def parts(self) -> tuple[Part, ...]:
        """The spaces and times as chosen; ask after `is_valid()`."""
        data = self.cleaned_data
        return tuple(Part(space, data["starts"], data["ends"]) for space in data["spaces"])

    @property
    def wanted_day(self) -> date:
        found: date = self.cleaned_data["day"]
        return found
