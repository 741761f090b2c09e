"""Writing about the place. Japanese only: pages for staff."""

import re
from datetime import date, time
from itertools import pairwise
from typing import Any

from django import forms
from django.db import models
from django.utils import timezone

from sengetsu.base.forms import Chips, Edits, Form, JapaneseDateField
from sengetsu.base.language_fields import Words, words
from sengetsu.base.seen import seen_in

from .choices import Weekday
from .models import LENDING_COLUMNS, VENUE_COLUMNS, OpeningHours, Venue
from .queries import facts_of_lending, facts_of_text, facts_of_venue, hours_in_words

KINDS_SAID = ("kind", "long_kind")
FURTHEST = 3 * 366  # days ahead on which something may be said of a day
SPAN = re.compile(r"(\d{1,2})[:：](\d{2})\s*[-–~〜～ー−]\s*(\d{1,2})[:：](\d{2})")


class SpansField(forms.CharField):
    """「9:00–12:00、13:00–17:15」. Cleans to pairs of times in order; nothing written is closed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=60, widget=forms.TextInput({"class": "middle"}), **kwargs)

    def clean(self, value: Any) -> list[tuple[time, time]]:
        text = super().clean(value)
        spans = [self._span(part.strip()) for part in re.split(r"[、,，]", text) if part.strip()]
        later = pairwise(spans)
        if any(first[1] > second[0] for first, second in later):
            raise forms.ValidationError("時間が重なっています。早いほうから書いてください。")
        return spans

    def _span(self, text: str) -> tuple[time, time]:
        found = SPAN.fullmatch(text)
        try:
            numbers = [int(number) for number in found.groups()] if found else []
            opens, closes = time(numbers[0], numbers[1]), time(numbers[2], numbers[3])
        except (ValueError, IndexError):
            raise forms.ValidationError("時間の形を確かめてください。例：8:30–17:15") from None
        if opens >= closes:
            raise forms.ValidationError("閉まる時間は、開く時間よりあとにしてください。")
        return opens, closes


class VenueForm(Edits, Form, forms.ModelForm):  # type: ignore[type-arg]
    """Has no instance: it only validates, the action writes."""

    kind = forms.CharField(label="どんな場所か（日本語）", max_length=80)
    kind_easy = forms.CharField(label="どんな場所か（やさしい日本語）", required=False, max_length=160)
    kind_en = forms.CharField(label="どんな場所か（英語）", required=False, max_length=120)
    long_kind = forms.CharField(label="くわしい種別（日本語）", required=False, max_length=80)
    long_kind_easy = forms.CharField(label="くわしい種別（やさしい日本語）", required=False, max_length=160)
    long_kind_en = forms.CharField(label="くわしい種別（英語）", required=False, max_length=120)

    class Meta:
        model = Venue
        fields = VENUE_COLUMNS

    def __init__(
        self,
        data: Any = None,
        *,
        venue: Venue | None = None,
        hours: list[OpeningHours],
        first: bool = True,
    ) -> None:
        """`first`: the town's main place, which is always shown."""
        super().__init__(data, initial=_initial(venue, hours) if venue else None)
        if first:
            del self.fields["is_listed"]
        for weekday in Weekday:
            spans = [row for row in hours if row.weekday == weekday]
            self.add_field(
                f"hours_{weekday.value}",
                SpansField(label=f"{weekday.label}に開いている時間", initial=hours_in_words(spans)),
            )

    def columns(self) -> dict[str, Any]:
        data = self.cleaned_data
        said = {name: words(data[name], data[f"{name}_easy"], data[f"{name}_en"]) for name in KINDS_SAID}
        return {**{name: data.get(name, True) for name in VENUE_COLUMNS}, **said}

    def hours(self) -> dict[int, list[tuple[time, time]]]:
        return {weekday.value: self.cleaned_data[f"hours_{weekday.value}"] for weekday in Weekday}


class LendingForm(Edits, Form):
    """When a group may use the place, and the rules of applying. Japanese only."""

    books_ahead_months = forms.IntegerField(
        label="何か月先まで申し込めるか",
        min_value=1,
        max_value=36,
        widget=forms.NumberInput({"class": "short"}),
        help_text="13か月にすると、3月のうちに次の年度の終わりまで申し込めます。",
    )
    hold_days = forms.IntegerField(
        label="仮押さえの日数",
        min_value=1,
        max_value=60,
        widget=forms.NumberInput({"class": "short"}),
        help_text="アカウントのない人の申し込みは、この日数のうちに決めないと空きに戻ります。",
    )

    def __init__(self, data: Any = None, *, venue: Venue) -> None:
        start = {name: getattr(venue, name) for name in LENDING_COLUMNS}
        super().__init__(data, initial={**start, "seen": seen_in(facts_of_lending(venue))})
        rows = list(venue.usable_hours.all())
        for day in Weekday:
            said = hours_in_words([row for row in rows if row.weekday == day])
            field = SpansField(label=f"{day.label}に使える時間", initial=said)
            self.add_field(f"usable_{day.value}", field)
        self.order_fields([f"usable_{day.value}" for day in Weekday])

    def hours(self) -> dict[int, list[tuple[time, time]]]:
        return {weekday.value: self.cleaned_data[f"usable_{weekday.value}"] for weekday in Weekday}


class TextForm(Edits, Form):
    """One topic in three languages."""

    ja = forms.CharField(label="日本語", required=False, max_length=2000, widget=forms.Textarea)
    easy = forms.CharField(
        label="やさしい日本語",
        required=False,
        max_length=4000,
        widget=forms.Textarea,
        help_text="短い文で。｛漢字｜かんじ｝と書くと、ふりがなになります（記号は三つとも半角で）。",
    )
    en = forms.CharField(label="英語", required=False, max_length=4000, widget=forms.Textarea)

    def __init__(self, data: Any = None, *, text: Words | None = None) -> None:
        said = text or Words()
        start = {"ja": said.get("ja"), "easy": said.get("ja-easy"), "en": said.get("en")}
        super().__init__(data, initial={**start, "seen": seen_in(facts_of_text(said))})

    def text(self) -> Words:
        data = self.cleaned_data
        return words(data["ja"], data["easy"], data["en"])


class OfDay(models.TextChoices):
    """What staff say of a day that is not like its weekday."""

    CLOSED = "closed", "休む"
    HOURS = "hours", "時間を決めて開ける"
    AS_USUAL = "as_usual", "いつもの時間で開ける"


class DayForm(Form):
    """A day that is not like its weekday."""

    day = JapaneseDateField(label="日")
    how = forms.ChoiceField(
        label="この日は",
        choices=OfDay.choices,
        initial=OfDay.CLOSED,
        widget=Chips(hints={OfDay.AS_USUAL: "祝日や年末年始でも、その曜日の時間で"}),
    )
    hours = SpansField(label="開ける時間", help_text="「時間を決めて開ける」とき。例：10:00–15:00")
    reason = forms.CharField(label="わけ", required=False, max_length=80)

    def clean_day(self) -> date | None:
        day: date | None = self.cleaned_data["day"]
        today = timezone.localdate()
        if day and day < today:
            raise forms.ValidationError("過ぎた日です。年を確かめてください。")
        if day and (day - today).days > FURTHEST:
            raise forms.ValidationError("3年より先の日です。年を確かめてください。")
        return day

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        spans, how = data.get("hours"), data.get("how")
        if how == OfDay.HOURS and spans == []:
            self.add_error("hours", "開ける時間を書いてください。")
        elif how in {OfDay.CLOSED, OfDay.AS_USUAL} and spans:
            self.add_error("hours", "「時間を決めて開ける」を選ぶか、ここを空にしてください。")
        elif spans and len(spans) > 1:
            self.add_error("hours", "この日の時間は、一つだけ書いてください。")
        return data

    def facts(self) -> dict[str, Any]:
        data = self.cleaned_data
        opens, closes = data["hours"][0] if data["hours"] else (None, None)
        as_usual = data["how"] == OfDay.AS_USUAL
        return {
            "day": data["day"],
            "reason": data["reason"],
            "opens": opens,
            "closes": closes,
            "as_usual": as_usual,
        }


def _initial(venue: Venue, hours: list[OpeningHours]) -> dict[str, Any]:
    parts = {"": "ja", "_easy": "ja-easy", "_en": "en"}
    said = {
        name + part: getattr(venue, name).get(code, "") for name in KINDS_SAID for part, code in parts.items()
    }
    return {
        **{name: getattr(venue, name) for name in VENUE_COLUMNS},
        **said,
        "seen": seen_in(facts_of_venue(venue, hours)),
    }
