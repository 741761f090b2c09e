from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone

from sengetsu.base.forms import Chips, ChipsMultiple, Form, JapaneseDateField
from sengetsu.directory.models import Organization
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.people.models import Person

from .choices import Fact, Given


class ConsentForm(Form):
    person = forms.ModelChoiceField(
        label="だれの同意", queryset=Person.objects.none(), empty_label=None, widget=Chips
    )
    organization = forms.ModelChoiceField(
        label="どこに",
        queryset=Organization.objects.none(),
        help_text="人ではなく、機関に伝えることへの同意です。",
    )
    facts = forms.MultipleChoiceField(label="伝えてよいこと", choices=Fact.choices, widget=ChipsMultiple)
    purpose = forms.CharField(label="何のために", max_length=400)
    given_on = JapaneseDateField(label="同意した日")
    until = JapaneseDateField(label="いつまで")
    given = forms.ChoiceField(label="どのように", choices=Given.choices, widget=Chips)
    witness = forms.CharField(
        label="立会いの人", max_length=100, required=False, help_text="口頭のときは書いてください。"
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        today = timezone.localdate()
        initial = {"given_on": today, "until": today + timedelta(days=365)}
        kwargs["initial"] = {**initial, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        people = Person.objects.filter(cases__case=case).order_by("pk")
        self.choose_among("person", people)
        if len(people) == 1:
            self.initial.setdefault("person", people[0].pk)
        self.choose_among("organization", Organization.objects.order_by("name_kana", "name"))


class WithdrawalForm(Form):
    words = forms.CharField(
        label="取りやめの言葉",
        max_length=400,
        required=False,
        help_text="書かなくてもかまいません。理由を聞き出す必要はありません。",
    )
