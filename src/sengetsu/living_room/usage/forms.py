"""Key, closing list and report. Japanese only: pages for organizers and staff."""

from typing import Any

from django import forms

from sengetsu.base.forms import ChipsMultiple, Edits, Form, PhoneField

from .choices import COUNTS, MOST, WORDS
from .models import Closing, ClosingItem, KeyLoan, Report
from .queries import labels


class KeyForm(Form):
    holder_name = forms.CharField(label="鍵を持つ人", max_length=80)
    holder_phone = PhoneField(label="その人の電話", required=False)
    key_label = forms.CharField(label="鍵の番号", required=False, max_length=40)
    note = forms.CharField(label="メモ", required=False, max_length=200)
    with_others = forms.BooleanField(label="同じ申しこみの、ほかの時間外の日も、この人にする", required=False)

    def __init__(self, data: Any = None, *, loan: KeyLoan | None, is_keeper: bool) -> None:
        names = ("holder_name", "holder_phone", "key_label", "note")
        super().__init__(data, initial={name: getattr(loan, name) for name in names} if loan else None)
        if not is_keeper:  # what the house notes about its keys is not the organizer's business
            del self.fields["key_label"], self.fields["note"]

    def facts(self) -> dict[str, str]:
        names = ("holder_name", "holder_phone", "key_label", "note")
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}


class ClosingForm(Form):
    done = forms.MultipleChoiceField(label="できたこと", required=False, widget=ChipsMultiple)
    note = forms.CharField(
        label="伝えたいこと", required=False, max_length=400, widget=forms.Textarea,
        help_text="できなかったこと、気づいたこと、こわれていたもの。",
    )  # fmt: skip

    def __init__(self, data: Any = None, *, items: list[ClosingItem], closing: Closing | None) -> None:
        done = [str(item.pk) for item in items if closing and item.text in closing.ticked]
        super().__init__(data, initial={"done": done, "note": closing.note if closing else ""})
        self.items = {str(item.pk): item.text for item in items}
        self.choose_from("done", self.items.items())
        if not items:
            del self.fields["done"]

    def ticked(self) -> list[str]:
        return [self.items[key] for key in self.cleaned_data.get("done", [])]


class ClosingListForm(Form):
    items = forms.CharField(
        label="帰るときにすること",
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": "12"}),
        help_text="1行に一つ。30まで。この順に出ます。",
    )

    def clean_items(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["items"].splitlines() if line.strip()]
        if any(len(line) > LONGEST_ITEM for line in lines):
            raise forms.ValidationError(f"1行は{LONGEST_ITEM}文字までにしてください。")
        if len(lines) > MOST_ITEMS:
            raise forms.ValidationError(f"{MOST_ITEMS}までにしてください。いまは{len(lines)}あります。")
        return lines


class ReportForm(Edits, Form):
    """Counts are sent beside what the page showed (`was_…`): what was typed is the difference."""

    EDITS = WORDS
    content = forms.CharField(label="したこと", required=False, max_length=1000, widget=forms.Textarea)
    accidents = forms.CharField(
        label="けが・事故・こわれたもの", required=False, max_length=1000, widget=forms.Textarea,
        help_text="なければ、書かなくてかまいません。",
    )  # fmt: skip
    tap = forms.ChoiceField(
        required=False,
        widget=forms.HiddenInput,
        choices=[(f"{band}:{step}", "") for band in COUNTS for step in (1, -1)],
    )

    def __init__(self, data: Any = None, *, report: Report) -> None:
        super().__init__(data, initial={name: getattr(report, name) for name in WORDS})
        for name, label in labels().items():
            here = getattr(report, name)
            number = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "number"})
            self.fields[name] = forms.IntegerField(
                label=label, required=False, min_value=0, max_value=MOST, initial=here, widget=number
            )
            was = forms.IntegerField(required=False, initial=here, widget=forms.HiddenInput)
            self.fields[f"was_{name}"] = was
        self.saw(report)

    @property
    def count_fields(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[name], self[f"was_{name}"]) for name in COUNTS]

    def steps(self) -> dict[str, int]:
        data = self.cleaned_data
        steps = {name: (data[name] or 0) - (data[f"was_{name}"] or 0) for name in COUNTS}
        if data["tap"]:
            band, step = data["tap"].split(":")
            steps[band] += int(step)
        return steps

    def words(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in WORDS}

    @property
    def tapped(self) -> str:
        """The band whose + or − was pressed; "" when the report is sent."""
        return str(self.cleaned_data["tap"].partition(":")[0])


LONGEST_ITEM = ClosingItem._meta.get_field("text").max_length or 0
MOST_ITEMS = 30
