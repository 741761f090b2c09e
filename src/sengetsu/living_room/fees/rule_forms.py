"""Rules and waivers as staff write them. Japanese only."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone

from sengetsu.base.forms import Chips, ChipsMultiple, Edits, Form, JapaneseDateField
from sengetsu.base.numerals import half_width
from sengetsu.base.seen import facts_of, seen_in
from sengetsu.base.yen import YenField
from sengetsu.living_room.bookings.choices import Purpose
from sengetsu.living_room.groups.models import Group

from .choices import Kind, Rounding, Unit
from .forms import Stepped
from .models import FeeRule, FeeSettings, Waiver
from .queries import SETTINGS_COLUMNS, facts_of_last_rule
from .rules import WHOLE, Terms, in_words, percent

WRITE_AMOUNT = "金額を書いてください。"


class PercentField(forms.CharField):
    """「10」「12.5%」「１０％」. Cleans to hundredths of a percent."""

    widget = forms.TextInput({"inputmode": "decimal", "autocomplete": "off", "class": "short"})

    def to_python(self, value: Any) -> Any:
        text = half_width(super().to_python(value) or "").removesuffix("%").strip()
        if not text:
            return None
        if not re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,2})?", text):
            raise forms.ValidationError("割合の形を確かめてください。例：10、12.5（小数は2桁まで）")
        rate = int(Decimal(text) * 100)
        if rate > WHOLE:
            raise forms.ValidationError("100%までです。")
        return rate

    def prepare_value(self, value: Any) -> Any:
        return percent(value).removesuffix("%") if isinstance(value, int) else value

    def run_validators(self, value: Any) -> None:
        """Those of a line of text count characters."""


class RuleForm(Edits, Stepped):
    """The next version of one purpose's rule."""

    valid_from = JapaneseDateField(label="いつから")
    kind = forms.ChoiceField(label="決めかた", choices=Kind.choices, widget=Chips)
    amount = YenField(label="金額（円）", required=False, help_text="「1回いくら」「1時間いくら」のとき")
    rate = PercentField(label="割合（%）", required=False, help_text="「売上の何%」のとき。例：10、12.5")
    floor = YenField(label="下限（円）", required=False, help_text="なければ空のまま")
    cap = YenField(label="上限（円）", required=False, help_text="なければ空のまま")
    free_times = forms.IntegerField(
        label="はじめの何回を無料にするか",
        required=False,
        min_value=0,
        max_value=100,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "class": "short"}),
        help_text="団体ごとに数えます。なければ空のまま",
    )
    rounding = forms.ChoiceField(label="端数", choices=Rounding.choices, initial=Rounding.DOWN, widget=Chips)
    unit = forms.TypedChoiceField(
        label="端数の単位", choices=Unit.choices, initial=Unit.TEN, coerce=int, widget=Chips
    )
    note = forms.CharField(
        label="メモ",
        required=False,
        max_length=200,
        help_text="決めたわけ、文書の番号など。運営だけが見ます。",
    )

    def __init__(self, data: Any = None, *, last: FeeRule | None) -> None:
        start: dict[str, Any] = {"seen": seen_in(facts_of_last_rule(last))}
        if last:
            names = (name for name in Terms.__dataclass_fields__ if name in self.base_fields)
            start |= {name: getattr(last, name) or None for name in names}
        super().__init__(data, initial=start)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        kind, low, cap = data.get("kind"), data.get("floor") or 0, data.get("cap")
        if kind in {Kind.FIXED, Kind.HOURLY} and not data.get("amount") and "amount" not in self.errors:
            self.add_error("amount", WRITE_AMOUNT)
        if kind == Kind.PERCENTAGE and not data.get("rate") and "rate" not in self.errors:
            self.add_error("rate", "割合を書いてください。")
        if cap is not None and cap < low:
            self.add_error("cap", "上限は、下限より小さくできません。")
        return data

    def terms(self) -> Terms:
        """What was written, without what does not belong to its kind."""
        data = self.cleaned_data
        kind = Kind(data["kind"])
        bounded = kind in {Kind.HOURLY, Kind.PERCENTAGE}
        return Terms(
            kind=kind,
            amount=(data["amount"] or 0) if kind in {Kind.FIXED, Kind.HOURLY} else 0,
            rate=(data["rate"] or 0) if kind == Kind.PERCENTAGE else 0,
            floor=(data["floor"] or 0) if bounded else 0,
            cap=data["cap"] if bounded else None,
            free_times=(data["free_times"] or 0) if kind != Kind.FREE else 0,
            rounding=Rounding(data["rounding"]),
            unit=data["unit"],
        )

    @property
    def in_words(self) -> str:
        return in_words(self.terms())


class TryForm(Form):
    """The calculator: what would it cost? Nothing is saved."""

    purpose = forms.ChoiceField(label="目的", choices=Purpose.choices, initial=Purpose.TRIAL_SHOP)
    day = JapaneseDateField(label="使う日", initial=timezone.localdate)
    sales = YenField(label="売上（円）", required=False)
    hours = forms.DecimalField(
        label="使う時間",
        required=False,
        min_value=0,
        max_value=24,
        decimal_places=2,
        initial=4,
        widget=forms.TextInput({"inputmode": "decimal", "autocomplete": "off", "class": "short"}),
        help_text="時間の数。例：3、2.5",
    )
    number = forms.IntegerField(
        label="何回目の出店か",
        min_value=1,
        max_value=9999,
        initial=1,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "class": "short"}),
    )
    waiver = forms.ModelChoiceField(Waiver.objects.none(), label="減免", required=False, empty_label="なし")


class WaiverForm(Form):
    """A row of the table."""

    name = forms.CharField(label="名前", max_length=60, help_text="例：市の後援がある活動")
    who = forms.CharField(label="だれに", required=False, max_length=200)
    rate = PercentField(label="減らす割合（%）", help_text="全額なら 100")
    purposes = forms.MultipleChoiceField(
        label="どの目的に",
        required=False,
        choices=Purpose.choices,
        widget=ChipsMultiple,
        help_text="選ばなければ、すべての目的です。",
    )
    first_day = JapaneseDateField(label="いつから", initial=timezone.localdate)
    last_day = JapaneseDateField(label="いつまで", required=False)
    note = forms.CharField(label="メモ", required=False, max_length=200, help_text="要綱の番号など")

    def clean_rate(self) -> int:
        rate: int = self.cleaned_data["rate"] or 0
        if rate == 0:
            raise forms.ValidationError("0より大きい割合を書いてください。")
        return rate

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        first, last = data.get("first_day"), data.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", "おわりの日は、はじまりの日よりあとにしてください。")
        return data

    def facts(self) -> dict[str, Any]:
        return {
            name: self.cleaned_data[name] for name in ("name", "who", "rate", "first_day", "last_day", "note")
        }


class GrantForm(Form):
    """Staff gives a group a row of the table."""

    group = forms.ModelChoiceField(Group.objects.none(), label="団体", empty_label="選んでください")
    reason = forms.CharField(label="わけ", max_length=200, help_text="例：令和8年5月1日の減免申請書による")


class SettingsForm(Edits, Form, forms.ModelForm):  # type: ignore[type-arg]
    """What notices say. It only validates, the action writes."""

    class Meta:
        model = FeeSettings
        fields = SETTINGS_COLUMNS
        widgets = {"where_to_pay": forms.Textarea({"rows": 4})}

    def __init__(self, data: Any = None, *, row: FeeSettings) -> None:
        start = {name: getattr(row, name) for name in SETTINGS_COLUMNS}
        super().__init__(data, initial={**start, "seen": seen_in(facts_of(row, SETTINGS_COLUMNS))})

    def clean_due_days(self) -> int:
        return _days(self.cleaned_data["due_days"])

    def clean_report_days(self) -> int:
        return _days(self.cleaned_data["report_days"])


def _days(days: int) -> int:
    if days > 366:  # noqa: PLR2004 - a year
        raise forms.ValidationError("1年（366日）までにしてください。")
    return days
