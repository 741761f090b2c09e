from typing import Any

from django import forms

from sengetsu.accounts.access import led_agencies
from sengetsu.accounts.choices import AgencyRole
from sengetsu.accounts.invitations.forms import NameHint
from sengetsu.accounts.models import Agency, User
from sengetsu.base.forms import Chips


class ColleagueForm(NameHint):
    agency = forms.ModelChoiceField(
        label="機関", queryset=Agency.objects.none(), empty_label=None, widget=Chips
    )
    agency_role = forms.TypedChoiceField(
        label="機関での役",
        choices=AgencyRole.choices,
        coerce=AgencyRole,
        initial=AgencyRole.STAFF,
        widget=Chips,
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = [agency.pk for agency in led_agencies(by)]
        self.choose_among("agency", Agency.objects.filter(pk__in=own).order_by("name"))
        if len(own) == 1:
            self.fields["agency"].initial = own[0]
