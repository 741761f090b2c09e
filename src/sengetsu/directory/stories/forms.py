"""Telling one's situation to the directory. Nothing of it is stored: it is read once and forgotten."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sengetsu.base.numerals import half_width, kanji_to_digits
from sengetsu.base.open_forms import Line, OpenForm, Story
from sengetsu.directory.matching.facts import OLDEST, Known
from sengetsu.directory.taxonomies.queries import taxonomy

YEARS = re.compile(r"(\d{1,3})\D?")  # with or without the word for years after it


class StoryForm(OpenForm):
    """`shown` are the needs that stood on the page with a tick; `need` are those still ticked."""

    story = Story(
        label=_("いまのようす"),
        help_text=_("だれが、どんなことで。あなたの言葉のままで大丈夫です。書いたことは残りません。"),
        rows=5,
        danger=True,
    )
    age = Line(
        label=_("その人の年齢"), required=False, max_length=10, help_text=_("分からなければ空けてください。")
    )
    shown = forms.CharField(required=False, widget=forms.HiddenInput)
    need = forms.MultipleChoiceField(required=False, widget=forms.MultipleHiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["need"].choices = [(code, code) for code in taxonomy().needs]  # type: ignore[attr-defined]

    def clean_age(self) -> int | None:
        said = half_width(kanji_to_digits(self.cleaned_data["age"]))
        if not said:
            return None
        years = YEARS.fullmatch(said)
        if not years or int(years[1]) > OLDEST:
            raise ValidationError(_("年齢は数字で書いてください。例：72"))
        return int(years[1])

    def known(self) -> Known:
        shown = {code for code in self.cleaned_data["shown"].split(",") if code}
        ticked = set(self.cleaned_data["need"])
        return Known(
            age=self.cleaned_data["age"],
            added=frozenset(ticked) if shown else frozenset(),
            removed=frozenset(shown - ticked),
        )
