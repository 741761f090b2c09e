"""Recording a contact in few taps: today and now are filled in, the rest is chips and words."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.base.forms import Chips, Form, JapaneseDateField
from sengetsu.link_work.cases.actions import date_by_rhythm
from sengetsu.link_work.cases.choices import Rung
from sengetsu.link_work.cases.forms import NextStepFields
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.drafts.forms import Drafted, ForUser

from .actions import A_MOMENT, correction_place, draft_place
from .choices import How, WithWhom
from .models import Contact

NOT_REACHED = ("", "えらばない")


class ContactFacts(Form):
    """What happened, as far as it is known. No answer at the door is a fact too."""

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
        label="あったこと", max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    on = JapaneseDateField(label="日")
    at = forms.TimeField(label="時刻", widget=forms.TimeInput(attrs={"type": "time"}))
    companions = forms.CharField(label="いっしょに行った人", max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("on") and data.get("at"):
            moment = timezone.make_aware(datetime.combine(data["on"], data["at"]))
            if moment > timezone.now() + A_MOMENT:
                self.add_error("on", "これからの日時です。あったことを書いてください。")
            data["moment"] = moment
        return data

    def facts(self) -> dict[str, Any]:
        """What the actions take."""
        data = self.cleaned_data
        return {
            "at": data["moment"],
            "how": How(data["how"]),
            "with_whom": WithWhom(data["with_whom"]),
            "rung": data["rung"],
            "companions": data["companions"],
            "happened": data["happened"],
        }


class ContactForm(Drafted, ContactFacts, NextStepFields):
    """The few taps come first: how, with whom, how far, what happened, what next. What is right as it stands
    (now, alone, by me) is folded away."""

    keep_step = forms.BooleanField(label="いまの次の一歩をつづける", required=False)
    field_order = [
        "how", "with_whom", "rung", "happened", "keep_step", "next_step", "next_on",
        "on", "at", "companions", "next_time", "next_person",
    ]  # fmt: skip
    FOLDED = ("on", "at", "companions", "next_time", "next_person")

    def __init__(self, *args: Any, user: User, case: Case, **kwargs: Any) -> None:
        self.step_now = case.next_step
        now = timezone.localtime()
        initial = {
            "on": now.date(),
            "at": now.strftime("%H:%M"),
            "next_on": date_by_rhythm(case.rhythm, after=now.date()),
        }
        kwargs["initial"] = {**initial, **(kwargs.get("initial") or {})}
        super().__init__(*args, user=user, case=case, place=draft_place(case), **kwargs)
        self.fields["keep_step"].help_text = f"いま：{case.next_step}"
        self.fields["next_step"].required = False
        self.fields["next_on"].help_text = (
            f"会うリズム（{case.get_rhythm_display()}）の日を入れてあります。"
            if initial["next_on"]
            else "会うリズムは「その都度きめる」です。"
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("next_step"):
            if data.get("keep_step"):
                data["next_step"] = self.step_now
            elif "next_step" not in self.errors:
                self.add_error(
                    "next_step", "次の一歩を書くか、「いまの次の一歩をつづける」を選んでください。"
                )
        return data

    def first_fields(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name not in self.FOLDED]

    def folded_fields(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name in self.FOLDED]

    @property
    def folded_wrong(self) -> bool:
        return any(field.errors for field in self.folded_fields())


class CorrectionForm(Drafted, ForUser, ContactFacts):
    """A new version of a contact; whatever was tapped or typed wrongly can be put right."""

    reason = forms.CharField(label="直す理由", max_length=400)
    field_order = ["happened", "reason", "how", "with_whom", "rung", "on", "at", "companions"]

    def __init__(self, *args: Any, contact: Contact, **kwargs: Any) -> None:
        at = timezone.localtime(contact.at)
        known = {name: getattr(contact, name) for name in ("how", "with_whom", "happened", "companions")}
        rung = "" if contact.rung is None else contact.rung
        initial = {**known, "rung": rung, "on": at.date(), "at": at.strftime("%H:%M")}
        super().__init__(*args, place=correction_place(contact), initial=initial, **kwargs)


class QuestionForm(Form):
    words = forms.CharField(
        label="問いかけ",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="書いた人の「きょう」に出ます。記録そのものは変わりません。",
    )


class AnswerForm(Form):
    answer = forms.CharField(label="返事", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
