"""Forms of the papers of a date. Japanese only: for organizers and staff."""

from typing import Any

from django import forms

from sengetsu.base.forms import Chips, ChipsMultiple, Form, PhoneField
from sengetsu.base.numerals import half_width
from sengetsu.living_room.bookings.times import ClockField

from .choices import Giver, Medium
from .models import HygieneSheet

COLDEST, HOTTEST = -60, 250  # degrees Celsius that a thermometer of a kitchen shows
FACTS = (
    *("manager", "fridge", "freezer", "core", "core_seconds"),
    *("hands_washed", "cooks_healthy", "menu", "suppliers", "note"),
)


class DegreesField(forms.DecimalField):
    """5.5, －１８, マイナス18, 75度. Degrees Celsius with one decimal."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput({"class": "short", "inputmode": "text", "autocomplete": "off"})
        super().__init__(
            required=False,
            max_digits=4,
            decimal_places=1,
            min_value=COLDEST,
            max_value=HOTTEST,
            widget=widget,
            error_messages={"invalid": "温度を数字で書いてください。例：5、−18、75.5"},
            **kwargs,
        )

    def to_python(self, value: Any) -> Any:
        text = half_width(str(value or "")).replace("マイナス", "-").replace("−", "-").replace("ー", "-")
        return super().to_python(text.removesuffix("度").removesuffix("℃").removesuffix("°C").strip())


class SheetForm(Form):
    manager = forms.CharField(label="衛生責任者", required=False, max_length=80)
    fridge = DegreesField(label="冷蔵庫（℃）", help_text="めやすは10℃以下。")
    freezer = DegreesField(label="冷凍庫（℃）", help_text="めやすは−15℃以下。")
    core = DegreesField(label="料理の中心の温度（℃）", help_text="めやすは75℃で1分以上。")
    core_seconds = forms.IntegerField(
        label="その温度でいた時間（秒）",
        required=False,
        min_value=0,
        max_value=7200,
        widget=forms.NumberInput({"class": "short"}),
    )
    hands_washed = forms.BooleanField(label="手洗いをした", required=False)
    cooks_healthy = forms.BooleanField(
        label="作る人の体調を確かめた", required=False, help_text="下痢、発熱、手のけがのある人はいない。"
    )
    menu = forms.CharField(
        label="献立", required=False, max_length=1000, widget=forms.Textarea({"rows": "3"})
    )
    suppliers = forms.CharField(
        label="材料と、買ったところ", required=False, max_length=1000, widget=forms.Textarea({"rows": "3"})
    )
    note = forms.CharField(
        label="気づいたこと", required=False, max_length=1000, widget=forms.Textarea({"rows": "2"})
    )

    def __init__(self, data: Any = None, *, last: HygieneSheet | None) -> None:
        super().__init__(data, initial={name: getattr(last, name) for name in FACTS} if last else None)

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in FACTS}


class HelperForm(Form):
    name = forms.CharField(label="名前・呼び名", max_length=80)
    comes_at = ClockField(label="何時に来るか", required=False)
    task = forms.CharField(
        label="すること", required=False, max_length=80, help_text="例：調理、受付、片づけ"
    )
    phone = PhoneField(label="電話", required=False, help_text="この日から30日で消えます。")

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("name", "comes_at", "task", "phone")}


class ConsentForm(Form):
    name = forms.CharField(label="だれの写真", max_length=80, help_text="呼び名でかまいません。")
    shown_in = forms.MultipleChoiceField(
        label="出してよいところ",
        required=False,
        choices=Medium.choices,
        widget=ChipsMultiple,
        help_text="一つも選ばなければ、どこにも出しません。",
    )
    given_by = forms.ChoiceField(
        label="答えた人", choices=Giver.choices, widget=Chips, initial=Giver.SELF.value
    )
