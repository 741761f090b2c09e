"""Changing, calling off and deciding on dates; taking a space out of use. Japanese only."""

from collections.abc import Sequence
from typing import Any

from django import forms

from sengetsu.base.dates import wareki
from sengetsu.base.forms import Form, JapaneseDateField, Several
from sengetsu.living_room.spaces.models import Space

from .models import Booking
from .times import ClockField, WhenFields


class ChangeForm(WhenFields, Form):
    """Another day, other spaces or times for one date."""

    hold_anyway = forms.BooleanField(label="休みの日や時間の外でも使う（許可がいります）", required=False)

    def __init__(self, data: Any = None, *, booking: Booking, spaces: Sequence[Space]) -> None:
        uses = list(booking.uses.all())
        start = {
            "day": wareki(booking.day),
            "spaces": sorted({use.space_id for use in uses}),
            "starts": booking.starts,
            "ends": booking.ends,
        }
        super().__init__(data, initial=start)
        self.lend(spaces)


class ReasonForm(Form):
    """Calling off: a reason is welcome and not demanded."""

    reason = forms.CharField(
        label="わけ", required=False, max_length=200, help_text="書かなくてもかまいません。"
    )


class DecideForm(Form):
    """What staff decide about the dates of an application that wait."""

    dates = Several(label="どの日", queryset=Booking.objects.none())
    decision = forms.ChoiceField(choices=[("approve", "許可する"), ("decline", "許可しない")])
    reason = forms.CharField(label="許可しないわけ（申し込んだ人が読みます）", required=False, max_length=200)

    def __init__(self, data: Any = None, *, waiting: Any) -> None:
        super().__init__(data)
        self.choose_among("dates", waiting)


class ClosureForm(Form):
    """使えない期間."""

    space = forms.ModelChoiceField(
        label="どこを", required=False, queryset=Space.objects.none(), empty_label="すべて"
    )
    first_day = JapaneseDateField(label="はじめの日")
    last_day = JapaneseDateField(label="おわりの日", required=False)
    starts = ClockField(label="何時から", required=False, help_text="書かなければ、一日じゅう。")
    ends = ClockField(label="何時まで", required=False)
    reason = forms.CharField(label="わけ", max_length=80, help_text="カレンダーに出ます。例：換気扇の工事")

    def __init__(self, data: Any = None, *, spaces: Any) -> None:
        super().__init__(data)
        self.choose_among("space", spaces)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", "おわりの日は、はじめの日よりあとにしてください。")
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if bool(starts) != bool(ends):
            self.add_error("ends" if starts else "starts", "時間は、両方書くか、両方空けてください。")
        if starts and ends and starts >= ends:
            self.add_error("ends", "おわりは、はじまりよりあとにしてください。")
        return cleaned
