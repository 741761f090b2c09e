"""The form with which anybody may ask for one date: no account, no group, one telephone number or address."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sengetsu.base.forms import Chips, PhoneField
from sengetsu.base.language_dates import say_day
from sengetsu.living_room.open_forms import Line, OpenForm, Story
from sengetsu.living_room.spaces.models import Space, Venue

from .choices import Purpose
from .preview import AROUND
from .times import WhenFields
from .verdicts import ground, judge, substitute


class OpenApplyForm(WhenFields, OpenForm):
    field_order = ("title", "purpose", "day", "spaces", "starts", "ends")
    title = Line(label=_("何をしますか"), max_length=80, help_text=_("例：子育てサロン、地域の話し合い"))
    purpose = forms.ChoiceField(label=_("どの使い方ですか"), choices=Purpose.choices, widget=Chips)
    people = forms.IntegerField(
        label=_("人数"),
        required=False,
        min_value=1,
        max_value=500,
        widget=forms.NumberInput({"class": "short"}),
    )
    hold_anyway = forms.BooleanField(
        label=_("休みの日や時間の外でも使いたい"),
        required=False,
        help_text=_("できるかどうか、運営がお返事します。"),
    )
    contact_name = Line(label=_("お名前（団体の名前でも）"), max_length=80)
    contact_phone = PhoneField(
        label=_("電話"), required=False, help_text=_("電話かメールの、どちらか一つを書いてください。")
    )
    contact_email = forms.EmailField(label=_("メール"), required=False)
    note = Story(label=_("伝えたいこと"), rows=3, max_length=1000, required=False)

    def __init__(self, data: Any = None, *, venue: Venue, spaces: Sequence[Space], initial: Any) -> None:
        super().__init__(data, initial=initial)
        self.venue = venue
        self.lend(spaces)
        self.fields["contact_name"].widget.attrs["autocomplete"] = "name"
        self.fields["contact_phone"].widget.attrs["autocomplete"] = "tel"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        given = cleaned.get("contact_phone") or cleaned.get("contact_email")
        wrong = {"contact_phone", "contact_email"} & set(self.errors)
        if not given and not wrong:
            self.add_error("contact_phone", _("お返事のために、電話かメールを書いてください。"))
        return cleaned

    def judge(self) -> bool:
        """Whether the date may be asked for. If not, the sentence stands beside the day, with another day."""
        day, parts = self.wanted_day, self.parts()
        here = ground(self.venue, day - AROUND, day + AROUND)
        said = judge(here, day, parts)
        if said.is_plain or (said.is_holdable and self.cleaned_data["hold_anyway"]):
            return True
        other = substitute(here, day, parts)
        if other is None:
            self.add_error("day", _("%(reason)s。") % {"reason": said.reason})
        else:
            words = {"reason": said.reason, "day": say_day(other)}
            self.add_error("day", _("%(reason)s。%(day)sなら空いています。") % words)
        return False

    def facts(self) -> dict[str, Any]:
        names = ("title", "purpose", "people", "contact_name", "contact_phone", "contact_email", "note")
        return {name: self.cleaned_data[name] for name in names}
