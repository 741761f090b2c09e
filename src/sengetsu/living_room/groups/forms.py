"""団体登録の申請: a form that anybody may send, in three languages."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sengetsu.base.forms import JapaneseDateField, PhoneField
from sengetsu.living_room.open_forms import Line, OpenForm, Story

from .actions import FACTS

MOST_PEOPLE = 5000
LONGEST_PERMIT = 30  # years
PAPERS = ("insurance", "insured_until", "permit", "permitted_until")


def check_permit_end(day: date | None) -> date | None:
    if day and day.year > timezone.localdate().year + LONGEST_PERMIT:
        raise ValidationError(_("ずっと先の日です。年をたしかめてください。"))
    return day


class ApplyForm(OpenForm):
    """A name, what for, and one way to reach somebody. All else can be said on the telephone."""

    name = Line(
        label=_("団体の名前"),
        max_length=80,
        help_text=_("ひとりで使いたいときは、あなたの名前を書いてください。"),
    )
    reading = Line(label=_("ふりがな"), max_length=120, required=False)
    purpose = Story(
        label=_("どんなことをしたいですか"),
        help_text=_("思っていることを、そのまま書いてください。"),
        rows=4,
        max_length=1000,
    )
    people = forms.IntegerField(label=_("だいたいの人数"), min_value=1, max_value=MOST_PEOPLE, required=False)
    contact_name = Line(
        label=_("連絡する人の名前"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    contact_phone = PhoneField(
        label=_("電話"),
        required=False,
        help_text=_("電話かメールの、どちらかを書いてください。電話だけでかまいません。"),
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel", "class": "middle"}),
    )
    contact_email = forms.EmailField(
        label=_("メール"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    insurance = Line(
        label=_("入っている保険"),
        max_length=80,
        required=False,
        help_text=_("あれば書いてください。例：ボランティア活動保険。まだなら、いっしょに考えます。"),
    )
    insured_until = JapaneseDateField(label=_("保険の期限"), required=False)
    permit = Line(
        label=_("許可や資格"),
        max_length=80,
        required=False,
        help_text=_("食べものを出すときなど、あれば書いてください。例：食品衛生責任者"),
    )
    permitted_until = JapaneseDateField(label=_("許可や資格の期限"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        ways = {"contact_phone", "contact_email"}
        if not any(cleaned.get(way) for way in ways) and not ways & self.errors.keys():
            sentence = _("電話かメールの、どちらかを書いてください。電話だけでかまいません。")
            self.add_error("contact_phone", ValidationError(sentence))
        return cleaned

    def clean_insured_until(self) -> date | None:
        return check_permit_end(self.cleaned_data["insured_until"])

    def clean_permitted_until(self) -> date | None:
        return check_permit_end(self.cleaned_data["permitted_until"])

    @property
    def first_fields(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name not in PAPERS]

    @property
    def paper_fields(self) -> list[forms.BoundField]:
        """Insurance and permits: folded away, because who begins has none."""
        return [field for field in self.visible_fields() if field.name in PAPERS]

    @property
    def papers_wrong(self) -> bool:
        return any(field.errors for field in self.paper_fields)

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in FACTS}

    def permits(self) -> list[dict[str, Any]]:
        data = self.cleaned_data
        papers = [("insurance", "insured_until"), ("permit", "permitted_until")]
        return [{"kind": data[kind], "expires_on": data[end]} for kind, end in papers if data[kind]]
