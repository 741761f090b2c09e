from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from sengetsu.accounts.invitations.forms import RoleFields
from sengetsu.accounts.models import Agency, Team
from sengetsu.base.forms import Form, JapaneseDateField


class RoleForm(RoleFields):
    """One more role for somebody."""


class NameForm(Form):
    display_name = forms.CharField(label="お名前", max_length=80)


class TermForm(Form):
    starts_on = JapaneseDateField(label="はじまり")
    ends_on = JapaneseDateField(label="おわり", required=False, help_text="空のままなら、決めません。")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", "おわりは、はじまりより後の日にしてください。")
        return cleaned


class TeamForm(Form):
    name = forms.CharField(label="チームの名前", max_length=80)
    kind: type[Team] | type[Agency] = Team

    def __init__(self, *args: Any, thing: Team | Agency | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.thing = thing

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"].strip()
        others = self.kind.objects.filter(name__iexact=name)
        if self.thing is not None:
            others = others.exclude(pk=self.thing.pk)
        if others.exists():
            raise ValidationError("同じ名前がもうあります。")
        return name


class AgencyForm(TeamForm):
    name = forms.CharField(label="機関の名前", max_length=120)
    kind = Agency
