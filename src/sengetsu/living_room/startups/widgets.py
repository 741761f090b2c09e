"""Weekday × part of the day as a table of check boxes: one tap for 「水曜日の午後」."""

from typing import Any

from django import forms

from sengetsu.living_room.spaces.choices import Weekday

from .choices import DayPart


class TimesGrid(forms.CheckboxSelectMultiple):
    """For a field whose choices are `times.CHOICES`, in their order."""

    template_name = "living_room/startups/times.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        options = [option for _, group, _ in context["widget"]["optgroups"] for option in group]
        for option in options:
            option["attrs"].pop("aria-invalid", None)
        wide = len(DayPart)
        context["parts"] = [part.label for part in DayPart]
        context["rows"] = [
            (weekday.label, options[number * wide : (number + 1) * wide])
            for number, weekday in enumerate(Weekday)
        ]
        return context
