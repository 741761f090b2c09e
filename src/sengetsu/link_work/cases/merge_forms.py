from typing import Any

from django import forms

from sengetsu.base.forms import Chips, ChipsMultiple, Form, Several
from sengetsu.link_work.people.models import Person

from .forms import NextStepFields
from .models import Case
from .queries import people_of_case


class MergeCasesForm(Form):
    other = forms.CharField(
        label="まとめるケースの番号",
        max_length=12,
        help_text="「2026-0012」のように。そのケースが、こちらに入ります。",
    )
    words = forms.CharField(label="まとめる理由", max_length=400)

    def clean_other(self) -> str:
        return str(self.cleaned_data["other"]).strip()


class MergePeopleForm(Form):
    other = forms.ModelChoiceField(
        label="同じ人の、もうひとつの記録", queryset=Person.objects.none(), empty_label=None, widget=Chips
    )
    words = forms.CharField(label="そう思う理由", max_length=400, required=False)

    def __init__(self, *args: Any, case: Case, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = people_of_case(case).exclude(pk=person.pk)
        self.choose_among("other", others)


class SplitForm(NextStepFields):
    people = Several(label="分かれて暮らす人", queryset=Person.objects.none(), widget=ChipsMultiple)
    title = forms.CharField(label="新しいケースの呼び名", max_length=100)
    field_order = ["people", "title"]

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, case=case, **kwargs)
        self.choose_among("people", people_of_case(case))
