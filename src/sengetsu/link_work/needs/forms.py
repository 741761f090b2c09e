from typing import Any

from django import forms

from sengetsu.accounts.models import User
from sengetsu.base.forms import Chips, Form
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.cases.queries import people_of_case
from sengetsu.link_work.drafts.forms import Drafted
from sengetsu.link_work.people.models import Person

from .choices import MOVES, Category, NeedState
from .models import Need


class PlainUserForm(Form):
    """Takes the `user` that a drafted form is given."""

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)


class NeedForm(Drafted, PlainUserForm):
    words = forms.CharField(
        label="必要なこと",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="できるだけ本人の言葉で。",
    )
    category = forms.ChoiceField(label="分野", choices=Category.choices, widget=Chips)
    person = forms.ModelChoiceField(
        label="だれの", queryset=Person.objects.none(), required=False, empty_label="世帯ぜんたい"
    )
    field_order = ["words", "category", "person"]

    def __init__(self, *args: Any, user: User, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, user=user, place=f"need:{case.public_id}", **kwargs)
        self.choose_among("person", people_of_case(case))


class NeedStateForm(Form):
    to = forms.ChoiceField(label="いまの様子", choices=[], widget=Chips)
    unmet_reason = forms.CharField(
        label="どんな資源があればよいか",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="「合う資源がない」のときは書いてください。まちに足りないものの記録になります。",
    )

    def __init__(self, *args: Any, need: Need, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = MOVES[NeedState(need.state)]
        self.choose_from("to", [(state.value, state.label) for state in NeedState if state in allowed])
