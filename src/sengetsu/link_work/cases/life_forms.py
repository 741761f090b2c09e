from typing import Any

from django import forms

from sengetsu.base.forms import Chips, Form, JapaneseDateField
from sengetsu.link_work.people.models import Person

from .choices import LifeKind, Participation
from .forms import NextStepFields
from .life_models import Proposal
from .models import Case
from .queries import people_of_case


class LifeEventForm(Form):
    person = forms.ModelChoiceField(
        label="だれに", queryset=Person.objects.none(), empty_label=None, widget=Chips
    )
    kind = forms.ChoiceField(label="できごと", choices=LifeKind.choices, widget=Chips)
    on = JapaneseDateField(label="いつ", required=False, help_text="空けておくと、きょうです。")
    words = forms.CharField(
        label="くわしく", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose_among("person", people_of_case(case).filter(died_on=None))


class ProposalForm(NextStepFields):
    def __init__(self, *args: Any, proposal: Proposal, **kwargs: Any) -> None:
        kwargs["initial"] = {"next_step": proposal.words}
        super().__init__(*args, case=proposal.case, **kwargs)


class FollowUpForm(Form):
    words = forms.CharField(label="どうだったか", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    again_on = JapaneseDateField(
        label="もう一度声をかける日", required=False, help_text="書かなければ、これで終わりです。"
    )


class ParticipationForm(Form):
    person = forms.ModelChoiceField(
        label="だれが", queryset=Person.objects.none(), empty_label=None, widget=Chips
    )
    step = forms.TypedChoiceField(label="どのように", choices=Participation.choices, coerce=int, widget=Chips)
    on = JapaneseDateField(label="いつ", required=False, help_text="空けておくと、きょうです。")
    words = forms.CharField(label="どこで、何を", max_length=400, required=False)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose_among("person", people_of_case(case).filter(died_on=None))
