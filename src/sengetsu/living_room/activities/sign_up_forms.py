"""Signing up: for anybody, in the visitor's language. And the terms: for organizers, Japanese only."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sengetsu.base.forms import Chips, Form
from sengetsu.living_room.open_forms import Line, OpenForm

from .choices import Closes
from .offers import Offer
from .sign_up_models import LARGEST_PARTY, SignUp, SignUpTerms

NOBODY = _("何人で来るかを書いてください。")
TOO_MANY = _("%(n)s人をこえるときは、電話でご相談ください。")
SHORT = {"class": "short", "inputmode": "numeric"}


class SignUpForm(OpenForm):
    """How many people; everything else may stay empty."""

    adults = forms.IntegerField(
        label=_("大人"), min_value=0, max_value=LARGEST_PARTY, initial=1, widget=forms.NumberInput(SHORT)
    )
    children = forms.IntegerField(
        label=_("子ども（中学生まで）"),
        min_value=0,
        max_value=LARGEST_PARTY,
        initial=0,
        required=False,
        widget=forms.NumberInput(SHORT),
    )
    name = Line(
        label=_("呼び名"),
        required=False,
        max_length=40,
        help_text=_("書かなくてもかまいません。本名でなくても大丈夫です。"),
    )
    allergies = Line(
        label=_("食べられないもの"),
        required=False,
        help_text=_("アレルギーなど。作る人だけが見て、30日後に消えます。"),
    )
    contact = Line(
        label=_("連絡先（メールか電話）"),
        required=False,
        max_length=120,
        help_text=_("席が空いたときや、お休みになったときに知らせてほしい人だけ。"),
    )

    def __init__(self, data: Any = None, *, offer: Offer, sign_up: SignUp | None = None) -> None:
        names = ("adults", "children", "name", "allergies", "contact")
        super().__init__(data, initial={name: getattr(sign_up, name) for name in names} if sign_up else None)
        if not offer.activity.has_food:
            del self.fields["allergies"]

    def clean_children(self) -> int:
        return self.cleaned_data["children"] or 0

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        numbers = [cleaned.get(name) for name in ("adults", "children")]
        people = sum(number or 0 for number in numbers)
        if None not in numbers and not people:
            self.add_error("adults", NOBODY)
        if people > LARGEST_PARTY:
            self.add_error(
                "adults", _("%(n)s人をこえるときは、電話でご相談ください。") % {"n": LARGEST_PARTY}
            )
        return cleaned

    def facts(self) -> dict[str, Any]:
        data = self.cleaned_data
        said = {name: data.get(name, "") for name in ("name", "allergies", "contact")}
        return {"adults": data["adults"], "children": data["children"], **said}


class TermsForm(Form):
    """Whether one signs up, for how many, until when."""

    is_on = forms.BooleanField(
        label="申しこみを受け付ける", required=False, help_text="受け付けないときは、そのまま来てもらいます。"
    )
    capacity = forms.IntegerField(
        label="定員",
        required=False,
        min_value=1,
        max_value=500,
        widget=forms.NumberInput(SHORT),
        help_text="大人と子どもを合わせた人数。書かなければ、何人でも受け付けます。",
    )
    closes = forms.TypedChoiceField(
        label="しめきり", choices=Closes.choices, coerce=int, widget=Chips, initial=Closes.AT_START
    )

    def __init__(self, data: Any = None, *, terms: SignUpTerms | None) -> None:
        names = ("is_on", "capacity", "closes")
        initial = {name: getattr(terms, name) for name in names} if terms else {"is_on": True}
        super().__init__(data, initial=initial)

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("is_on", "capacity", "closes")}
