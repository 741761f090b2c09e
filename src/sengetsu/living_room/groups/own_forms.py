"""Forms of members and staff. Japanese only. What anybody may send is in `forms`."""

from datetime import date
from typing import Any

from django import forms
from django.forms import model_to_dict
from django.utils import timezone

from sengetsu.base.dates import wareki
from sengetsu.base.forms import Edits, Form, JapaneseDateField, PhoneField

from .actions import FACTS, NO_CONTACT
from .forms import MOST_PEOPLE, check_permit_end
from .models import Group, Permit
from .permit_actions import PERMIT_FACTS
from .terms import last_end, usual_end


def check_reachable(form: forms.Form) -> None:
    """One way to reach somebody is enough, and one is needed."""
    fields = {"contact_phone", "contact_email"}
    said = any(form.cleaned_data.get(name) for name in fields)
    if not said and not fields & form.errors.keys():
        form.add_error("contact_phone", NO_CONTACT)


class FactsForm(Edits, Form):
    EDITS = FACTS

    name = forms.CharField(label="団体の名前", max_length=80)
    reading = forms.CharField(label="ふりがな", max_length=120, required=False)
    purpose = forms.CharField(
        label="どんな活動をするか", max_length=1000, required=False, widget=forms.Textarea
    )
    people = forms.IntegerField(label="人数", min_value=1, max_value=MOST_PEOPLE, required=False)
    contact_name = forms.CharField(label="連絡する人", max_length=80, required=False)
    contact_phone = PhoneField(label="電話", required=False, help_text="電話かメールの、どちらかを。")
    contact_email = forms.EmailField(label="メール", required=False)

    def __init__(self, data: Any = None, *, group: Group) -> None:
        super().__init__(data, initial=model_to_dict(group, FACTS))
        self.saw(group)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        check_reachable(self)
        return cleaned

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in FACTS}


class PermitForm(Edits, Form):
    EDITS = PERMIT_FACTS

    kind = forms.CharField(
        label="何の許可・資格・保険か",
        max_length=80,
        help_text="例：飲食店営業許可、食品衛生責任者、行事保険。選ばずに書いてもかまいません。",
        widget=forms.TextInput(attrs={"list": "suggestions", "autocomplete": "off"}),
    )
    number = forms.CharField(label="番号", max_length=80, required=False)
    holder = forms.CharField(label="名義の人", max_length=80, required=False)
    expires_on = JapaneseDateField(label="期限", required=False)

    def __init__(self, data: Any = None, *, permit: Permit | None = None) -> None:
        super().__init__(data, initial=model_to_dict(permit, PERMIT_FACTS) if permit else None)
        if permit:
            self.saw(permit)

    def clean_expires_on(self) -> date | None:
        return check_permit_end(self.cleaned_data["expires_on"])

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in PERMIT_FACTS}


class UntilForm(Form):
    """For how long a registration holds."""

    until = JapaneseDateField(label="いつまで登録するか")
    shown_until = forms.DateField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, group: Group) -> None:
        today = timezone.localdate()
        usual = usual_end(today)
        later = usual_end(group.valid_until) if group.valid_until and group.valid_until >= usual else usual
        end = min(later, last_end(today))
        super().__init__(data, initial={"until": end, "shown_until": group.valid_until})
        self.fields["until"].help_text = f"ふつうは、来年度の終わり（{wareki(usual)}）まで。"


class ReasonForm(Form):
    reason = forms.CharField(
        label="わけ",
        max_length=200,
        help_text="団体の人が読みます。",
        widget=forms.Textarea(attrs={"rows": "3"}),
    )


class NoteForm(Edits, Form):
    EDITS = ("note",)

    note = forms.CharField(label="メモ", max_length=1000, required=False, widget=forms.Textarea)

    def __init__(self, data: Any = None, *, group: Group) -> None:
        super().__init__(data, initial={"note": group.note})
        self.saw(group)


class TelephoneForm(Form):
    """Who is on the telephone: three lines, and the group is registered."""

    name = forms.CharField(
        label="団体の名前", max_length=80, help_text="ひとりのときは、その人の名前。", widget=forms.TextInput
    )
    contact_name = forms.CharField(label="電話の人の名前", max_length=80)
    contact_phone = PhoneField(label="電話")
    reading = forms.CharField(label="ふりがな", max_length=120, required=False)

    def facts(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "once_key"}
