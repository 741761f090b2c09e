from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sengetsu.base.forms import Chips, Form, JapaneseDateField
from sengetsu.postbox.letters.models import Letter
from sengetsu.postbox.letters.queries import first_of_thread
from sengetsu.postbox.pages import Line, OpenForm, Story
from sengetsu.postbox.sealing import Content

from .choices import HowItGoes, HowItWent, Reply, Seat

THREAD_SALT = "sengetsu.postbox.thread"


class WordsForm(Form):
    """Receipt and passphrase, as typed from a sheet of paper."""

    receipt = Line(label=_("受付番号"), help_text=_("例：K7QM-3XPA"))
    passphrase = Line(
        label=_("合言葉"),
        help_text=_(
            "5つの言葉。ひらがなでも、カタカナでも、ローマ字でも、あいだが空いていなくてもかまいません。"
        ),
    )


class FollowUpForm(OpenForm):
    """A writer goes on. `thread` proves that receipt and passphrase were right a moment ago."""

    thread = forms.CharField(widget=forms.HiddenInput)
    text = Story(label=_("続けて書く"), help_text=_("4,000字まで書けます。"), danger=True)

    @staticmethod
    def proof(letter: Letter) -> str:
        return signing.dumps(letter.thread, salt=THREAD_SALT)

    def clean_thread(self) -> Letter:
        try:
            receipt = signing.loads(self.cleaned_data["thread"], salt=THREAD_SALT)
        except signing.BadSignature as forged:
            raise ValidationError(_("受付番号と合言葉を、もう一度書いてください。")) from forged
        if letter := first_of_thread(receipt):
            return letter
        raise ValidationError(_("受付番号と合言葉を、もう一度書いてください。"))


class AnswerForm(OpenForm):
    """An agency's answer to a question."""

    answer = forms.ChoiceField(label=_("お返事"), choices=Reply.choices, widget=Chips)
    reason = Story(
        label=_("引き受けられない理由"),
        help_text=_("引き受けられないときだけ書いてください。次につなぐ助けになります。"),
        rows=3,
        required=False,
    )
    first_contact_on = JapaneseDateField(label=_("はじめて会う日"), required=False)
    message = Story(label=_("伝えたいこと"), rows=5, required=False)
    name = Line(label=_("答える人のお名前"), help_text=_("所属もあわせて書けます。"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("answer") == Reply.DECLINE and not cleaned.get("reason") and "reason" in cleaned:
            self.add_error("reason", ValidationError(_("理由をひとこと書いてください。")))
        return cleaned

    @property
    def payload(self) -> Content:
        told = {name: self.cleaned_data[name] for name in ("answer", "reason", "message", "name")}
        day = self.cleaned_data["first_contact_on"]
        return {**told, "first_contact_on": day.isoformat() if day else None}


class AttendanceForm(OpenForm):
    """An agency's answer when it is asked how somebody got on. `ask` says so when the form comes back: the
    envelope may be gone by then."""

    ASK = "attendance"
    ask = forms.CharField(widget=forms.HiddenInput, initial=ASK, required=False)
    answer = forms.ChoiceField(label=_("その後の様子"), choices=HowItWent.choices, widget=Chips)
    message = Story(label=_("伝えたいこと"), rows=5, required=False)
    name = Line(label=_("答える人のお名前"), help_text=_("所属もあわせて書けます。"))

    @property
    def payload(self) -> Content:
        return {name: self.cleaned_data[name] for name in ("answer", "message", "name")}


class InvitationForm(OpenForm):
    """Somebody without an account answers an invitation to a conference; who comes promises secrecy."""

    ASK = "invitation"
    ask = forms.CharField(widget=forms.HiddenInput, initial=ASK, required=False)
    answer = forms.ChoiceField(label=_("お返事"), choices=Seat.choices, widget=Chips)
    secrecy = forms.BooleanField(label=_("上の「守秘」を読みました。守ります。"), required=False)
    message = Story(label=_("伝えたいこと"), rows=5, required=False)
    name = Line(label=_("答える人のお名前"), help_text=_("所属もあわせて書けます。"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("answer") == Seat.ATTEND and not cleaned.get("secrecy"):
            self.add_error("secrecy", ValidationError(_("出席するには、守秘にしるしをつけてください。")))
        return cleaned

    @property
    def payload(self) -> Content:
        return {name: self.cleaned_data[name] for name in ("answer", "secrecy", "message", "name")}


class ActionForm(AttendanceForm):
    """An agency's answer when it is asked how its action in a plan goes."""

    ASK = "action"
    ask = forms.CharField(widget=forms.HiddenInput, initial=ASK, required=False)
    answer = forms.ChoiceField(label=_("いまの様子"), choices=HowItGoes.choices, widget=Chips)


QuestionForm = type[AnswerForm] | type[AttendanceForm] | type[InvitationForm]
FORMS: dict[object, QuestionForm] = {form.ASK: form for form in (AttendanceForm, InvitationForm, ActionForm)}


def answer_form(asked: object) -> QuestionForm:
    """The form for what a question asks (its content's `ask`)."""
    return FORMS.get(asked, AnswerForm)
