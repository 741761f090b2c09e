"""Validation only; the sentences stand beside the fields."""

from typing import Any

from django import forms

from sengetsu.accounts.models import User
from sengetsu.base.forms import Chips, Form, JapaneseDateField
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.cases.queries import people_of_case
from sengetsu.link_work.drafts.forms import Drafted, ForUser
from sengetsu.link_work.people.models import Person

from .choices import DECLINED, DECLINED_WORDS, How, Scoring, SheetKind
from .models import Sheet
from .reading import as_text, read_items


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class PieceForm(Drafted, ForUser):
    said = forms.CharField(label="本人の言葉", max_length=4000, required=False, widget=_area(4))
    seen = forms.CharField(label="支える側から見て", max_length=4000, required=False, widget=_area(4))
    person = forms.ModelChoiceField(
        label="だれのこと",
        queryset=Person.objects.none(),
        required=False,
        empty_label="世帯のこと",
        widget=Chips,
    )
    how = forms.ChoiceField(label="どのように", choices=How.choices, initial=How.MET, widget=Chips)
    on = JapaneseDateField(label="日", required=False, help_text="空けておくと、きょうです。")

    def __init__(self, *args: Any, case: Case, sheet: Sheet, code: str, user: User, **kwargs: Any) -> None:
        place = f"piece:{case.public_id}-{code.replace('_', '-')}"
        super().__init__(*args, place=place, user=user, **kwargs)
        self.choose_among("person", people_of_case(case))
        help_text = (sheet.item(code) or {}).get("help", "")
        self.fields["said"].help_text = help_text


class MeasureForm(Form):
    person = forms.ModelChoiceField(
        label="だれの答え", queryset=Person.objects.none(), empty_label=None, widget=Chips
    )
    how = forms.ChoiceField(label="どのように", choices=How.choices, initial=How.MET, widget=Chips)
    on = JapaneseDateField(label="日", required=False, help_text="空けておくと、きょうです。")

    def __init__(self, *args: Any, case: Case, sheet: Sheet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = people_of_case(case).filter(died_on=None)
        self.choose_among("person", people)
        if len(people) == 1:
            self.initial.setdefault("person", people[0].pk)
        self.codes = [item["code"] for item in sheet.items]
        for item in sheet.items:
            choices = [(str(value), words) for value, words in item["choices"]]
            choices.append((DECLINED, DECLINED_WORDS))
            field = forms.ChoiceField(label=item["label"], choices=choices, required=False, widget=Chips)
            self.add_field(item["code"], field)

    def answers(self) -> dict[str, str]:
        return {code: self.cleaned_data.get(code, "") for code in self.codes}


class SheetForm(Form):
    title = forms.CharField(label="名前", max_length=80)
    kind = forms.ChoiceField(label="種類", choices=SheetKind.choices, widget=Chips)
    definition = forms.CharField(
        label="説明・定義", max_length=1000, required=False, widget=_area(3), help_text="図の下に出ます。"
    )
    scoring = forms.ChoiceField(
        label="数え方（ものさしのとき）", choices=Scoring.choices, widget=Chips, initial=Scoring.SUM
    )
    items = forms.CharField(
        label="項目",
        max_length=20_000,
        widget=_area(14),
        help_text="一行にひとつ。「見出し｜説明」。ものさしの答えは、次の行から「- 1 決してない」のように。",
    )
    retired = forms.BooleanField(label="これからは使わない", required=False)

    def __init__(self, *args: Any, sheet: Sheet | None = None, **kwargs: Any) -> None:
        names = ("title", "kind", "definition", "scoring", "retired")
        initial = {name: getattr(sheet, name) for name in names} if sheet else {}
        if sheet:
            initial["items"] = as_text(sheet.items)
        super().__init__(*args, initial=initial, **kwargs)
        self.before = sheet

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("items") and data.get("kind"):
            try:
                before = self.before.items if self.before else []
                data["items"] = read_items(data["items"], kind=SheetKind(data["kind"]), before=before)
            except ValueError as unreadable:
                self.add_error("items", str(unreadable))
        return data
