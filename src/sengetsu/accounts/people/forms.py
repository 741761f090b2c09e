from typing import Any

from django import forms

from sengetsu.accounts.actions import TERM_FIELDS
from sengetsu.accounts.invitations.forms import TermFields
from sengetsu.accounts.models import Agency, RoleGrant, Team, User
from sengetsu.base.forms import Edits, Form


class NameForm(Edits, Form):
    EDITS = ("display_name",)
    display_name = forms.CharField(label="お名前", max_length=80)

    def __init__(self, data: Any, *, person: User) -> None:
        super().__init__(data, initial={"display_name": person.display_name})
        self.saw(person)


class TermForm(Edits, TermFields):
    EDITS = TERM_FIELDS

    def __init__(self, data: Any, *, grant: RoleGrant) -> None:
        super().__init__(data, initial={"starts_on": grant.starts_on, "ends_on": grant.ends_on})
        self.fields["ends_on"].help_text = "空のままなら、決めません。"
        self.saw(grant)


class TeamForm(Edits, Form):
    EDITS = ("name",)
    name = forms.CharField(label="チームの名前", max_length=80)

    def __init__(self, data: Any, *, place: Team | Agency) -> None:
        super().__init__(data, initial={"name": place.name})
        if place.pk is not None:
            self.saw(place)


class AgencyForm(TeamForm):
    name = forms.CharField(label="機関の名前", max_length=120)
