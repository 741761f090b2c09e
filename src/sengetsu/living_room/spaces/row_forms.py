"""Writing what a venue has several of: pages for staff, in Japanese, with words in three languages."""

import re
import unicodedata
from datetime import date
from typing import Any

from django import forms

from sengetsu.base.forms import Chips, Edits
from sengetsu.base.words_forms import Line, WordsForm

from .choices import Answer, Company, SpaceKind
from .kinds import Kind, Row, kind_of
from .models import BarrierFreeFact, Equipment, Space, Venue, YearlyClosure

MONTH_DAY = re.compile(r"(\d{1,2})(?:月|/|-|\.)(\d{1,2})日?")
A_LEAP_YEAR = 2024
WHOLE_HOUSE = "場所ぜんたい"


class MonthDayField(forms.CharField):
    """「12月29日」「12/29」. Cleans to a pair of month and day; 29 February is one."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_length=20, widget=forms.TextInput({"class": "short", "autocomplete": "off"}), **kwargs
        )

    def clean(self, value: Any) -> tuple[int, int]:
        text = unicodedata.normalize("NFKC", super().clean(value)).replace(" ", "")
        found = MONTH_DAY.fullmatch(text)
        try:
            day = date(A_LEAP_YEAR, int(found[1]), int(found[2])) if found else None
        except ValueError:
            day = None
        if day is None:
            raise forms.ValidationError("月と日を確かめてください。例：12月29日")
        return day.month, day.day


class RowForm(Edits, WordsForm):
    """Has no instance: it only validates, the action writes."""

    def __init__(self, data: Any = None, *, kind: Kind, venue: Venue, row: Row | None) -> None:
        shown = row or kind.model(venue=venue)
        super().__init__(data, facts=self.facts_shown(shown))
        self.EDITS = kind.edits
        if row:
            self.saw(row)
        self.choose(venue)

    def facts_shown(self, row: Any) -> dict[str, Any]:
        """What stands in the fields when the page is opened."""
        return {name: getattr(row, name) for name in kind_of(row).edits}

    def choose(self, venue: Venue) -> None:
        """Give the fields their choices, where these are the venue's."""


class SpaceForm(RowForm):
    kind = forms.ChoiceField(label="種類", choices=SpaceKind.choices, widget=Chips)
    capacity = forms.IntegerField(
        label="定員（人）",
        required=False,
        min_value=1,
        max_value=2000,
        widget=forms.NumberInput({"class": "short"}),
    )
    company = forms.ChoiceField(
        label="貸しかた",
        choices=Company.choices,
        widget=Chips,
        help_text="「ほかの場所と一緒に」なら、ひとつだけの申し込みは受けません。",
    )
    is_bookable = forms.BooleanField(label="申し込みを受ける", required=False)

    SAYS = (
        Line("name", "名前", limit=40, required=True),
        Line("size", "広さ", limit=40),
        Line("description", "説明", limit=400, is_long=True),
        Line(
            "hints",
            "準備と片づけのこつ",
            limit=600,
            is_long=True,
            help_text="机の出しかた、火の元、ごみなど。使う団体が読みます。",
        ),
    )
    ORDER = ("name", "kind", "size", "description", "capacity", "company", "is_bookable", "hints")


class EquipmentForm(RowForm):
    space = forms.ModelChoiceField(
        label="どこの", queryset=Space.objects.none(), required=False, empty_label=WHOLE_HOUSE
    )
    how_many = forms.IntegerField(
        label="いくつ",
        required=False,
        min_value=1,
        max_value=9999,
        widget=forms.NumberInput({"class": "short"}),
    )

    SAYS = (Line("name", "名前", limit=40, required=True), Line("note", "ひとこと", limit=120))
    ORDER = ("name", "how_many", "space", "note")

    def facts_shown(self, row: Any) -> dict[str, Any]:
        return {**super().facts_shown(row), "space": row.space_id}

    def choose(self, venue: Venue) -> None:
        self.choose_among("space", venue.spaces.all())


class BarrierFreeForm(RowForm):
    answer = forms.ChoiceField(label="どうか", choices=Answer.choices, widget=Chips)

    SAYS = (
        Line("name", "こと", limit=40, required=True, help_text="例：車いす用トイレ、おむつ替え、筆談"),
        Line("note", "ひとこと", limit=200, help_text="例：入口に5cmの段差があります。スロープを出します。"),
    )
    ORDER = ("name", "answer", "note")


class YearlyClosureForm(RowForm):
    first = MonthDayField(label="はじめの日", help_text="例：12月29日")
    last = MonthDayField(label="おわりの日", help_text="例：1月3日。一日だけなら、はじめと同じ日を。")

    SAYS = (Line("reason", "わけ", limit=40, required=True, help_text="例：年末年始"),)
    ORDER = ("reason", "first", "last")

    def facts_shown(self, row: Any) -> dict[str, Any]:
        if row.pk is None:
            return {"reason": row.reason}
        first, last = f"{row.from_month}月{row.from_day}日", f"{row.to_month}月{row.to_day}日"
        return {"reason": row.reason, "first": first, "last": last}

    def facts(self) -> dict[str, Any]:
        facts = super().facts()
        (from_month, from_day), (to_month, to_day) = facts.pop("first"), facts.pop("last")
        span = {"from_month": from_month, "from_day": from_day, "to_month": to_month, "to_day": to_day}
        return {**facts, **span}


FORMS: dict[type[Any], type[RowForm]] = {
    Space: SpaceForm,
    Equipment: EquipmentForm,
    BarrierFreeFact: BarrierFreeForm,
    YearlyClosure: YearlyClosureForm,
}
