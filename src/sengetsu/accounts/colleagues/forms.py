from typing import Any

from django import forms

from sengetsu.accounts.choices import AgencyRole
from sengetsu.accounts.models import Agency, User
from sengetsu.base.forms import Chips, Form

from .access import led_agencies


class ColleagueForm(Form):
    name_hint = forms.CharField(
        label="どなたへ", max_length=80, required=False, help_text="一覧で見分けるための名前です。"
    )
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
