from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone

from sengetsu.base.forms import Chips, ChipsMultiple, Form, JapaneseDateField
from sengetsu.directory.models import Organization
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.cases.queries import people_of_case
from sengetsu.link_work.people.models import Person

from .choices import Basis, Document, Fact, Given, Way
from .models import Consent


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
    documents = forms.MultipleChoiceField(
        label="見せてよい書類", choices=Document.choices, widget=ChipsMultiple, required=False
    )
    purpose = forms.CharField(label="何のために", max_length=400)
    given_on = JapaneseDateField(label="同意した日")
    until = JapaneseDateField(label="いつまで")
    given = forms.ChoiceField(label="どのように", choices=Given.choices, widget=Chips)
    photo = forms.FileField(
        label="署名した紙の写真か PDF",
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,application/pdf"}),
        error_messages={"empty": "ファイルが空です。"},
    )
    witness = forms.CharField(
        label="立会いの人", max_length=100, required=False, help_text="口頭のときは書いてください。"
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        today = timezone.localdate()
        initial = {"given_on": today, "until": today + timedelta(days=365)}
        kwargs["initial"] = {**initial, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        people = people_of_case(case)
        self.choose_among("person", people)
        if len(people) == 1:
            self.initial.setdefault("person", people[0].pk)
        self.choose_among("organization", Organization.objects.open().order_by("name_kana", "name"))


class NarrowForm(Form):
    """What is left of a consent. Only what it allows today can be chosen."""

    facts = forms.MultipleChoiceField(label="残すこと", choices=[], widget=ChipsMultiple, required=False)
    documents = forms.MultipleChoiceField(label="残す書類", choices=[], widget=ChipsMultiple, required=False)
    until = JapaneseDateField(label="いつまで")
    words = forms.CharField(label="本人の言葉", max_length=400, required=False)

    def __init__(self, *args: Any, consent: Consent, **kwargs: Any) -> None:
        initial = {"facts": consent.facts, "documents": consent.documents, "until": consent.until}
        super().__init__(*args, initial=initial, **kwargs)
        self.choose_from("facts", [(one, Fact(one).label) for one in consent.facts])
        self.choose_from("documents", [(one, Document(one).label) for one in consent.documents])
        if not consent.documents:
            del self.fields["documents"]


class WithdrawalForm(Form):
    words = forms.CharField(
        label="取りやめの言葉",
        max_length=400,
        required=False,
        help_text="書かなくてもかまいません。理由を聞き出す必要はありません。",
    )


class DisclosureForm(Form):
    """Something was told by telephone, shown or handed over: a row of the ledger."""

    basis = forms.ChoiceField(
        label="根拠",
        choices=[(one.value, one.label) for one in Basis if one is not Basis.STATUTORY],
        widget=Chips,
        help_text="支援会議で共有したことは、会議のページに残ります。",
    )
    organization = forms.ModelChoiceField(
        label="どこに", queryset=Organization.objects.none(), required=False, empty_label="一覧にない"
    )
    recipient = forms.CharField(
        label="だれに", max_length=100, required=False, help_text="電話に出た人、一覧にない相手など。"
    )
    way = forms.ChoiceField(label="どうやって", choices=Way.choices, initial=Way.TOLD, widget=Chips)
    facts = forms.MultipleChoiceField(
        label="何を", choices=Fact.choices, widget=ChipsMultiple, required=False
    )
    what = forms.CharField(
        label="くわしく", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    why = forms.CharField(label="なぜ", max_length=400)
    reason = forms.CharField(
        label="根拠の説明",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="緊急なら、どんな危険があったか。法令なら、法令の名前と条。",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose_among("organization", Organization.objects.order_by("name_kana", "name"))


class ReviewForm(Form):
    words = forms.CharField(
        label="見直した結果",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="必要だったか、伝えすぎていないか、つぎに何をするか。",
    )
