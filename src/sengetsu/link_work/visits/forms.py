"""Recording a contact in few taps: today and now are filled in, the rest is chips and words."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.base.forms import Chips, Form, JapaneseDateField
from sengetsu.link_work.cases.actions import date_by_rhythm
from sengetsu.link_work.cases.choices import Rung
from sengetsu.link_work.cases.forms import NextStepFields
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.drafts.forms import Drafted

from .actions import draft_place
from .choices import How, WithWhom

NOT_REACHED = ("", "えらばない")


class ContactForm(Drafted, NextStepFields):
    how = forms.ChoiceField(label="どのように", choices=How.choices, initial=How.VISIT, widget=Chips)
    with_whom = forms.ChoiceField(
        label="だれと", choices=WithWhom.choices, initial=WithWhom.PERSON, widget=Chips
    )
    rung = forms.TypedChoiceField(
        label="どこまで",
        choices=[NOT_REACHED, *Rung.choices],
        coerce=lambda value: Rung(int(value)),
        empty_value=None,
        required=False,
        widget=Chips,
        help_text="返事がなかった日も、大切な記録です。",
    )
    happened = forms.CharField(
        label="あったこと", max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 6})
    )
    on = JapaneseDateField(label="日")
    at = forms.TimeField(label="時刻", widget=forms.TimeInput(attrs={"type": "time"}))
    companions = forms.CharField(label="いっしょに行った人", max_length=200, required=False)
    field_order = [
        "how", "with_whom", "rung", "happened", "on", "at", "companions",
        "next_step", "next_on", "next_time", "next_person",
    ]  # fmt: skip

    def __init__(self, *args: Any, user: User, case: Case, **kwargs: Any) -> None:
        now = timezone.localtime()
        initial = {
            "on": now.date(),
            "at": now.strftime("%H:%M"),
            "next_on": date_by_rhythm(case.rhythm, after=now.date()),
            "next_step": "",
        }
        kwargs["initial"] = {**initial, **(kwargs.get("initial") or {})}
        super().__init__(*args, user=user, place=draft_place(case), **kwargs)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("on") and data.get("at"):
            moment = timezone.make_aware(datetime.combine(data["on"], data["at"]))
            if moment > timezone.now() + timedelta(minutes=10):
                self.add_error("on", "これからの日時です。あったことを書いてください。")
            data["moment"] = moment
        return data


class CorrectionForm(Form):
    happened = forms.CharField(label="あったこと", max_length=4000, widget=forms.Textarea(attrs={"rows": 8}))
    reason = forms.CharField(label="直す理由", max_length=400)
