from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.base.forms import Chips, ChipsMultiple, Form, JapaneseDateField
from sengetsu.link_work.cases.choices import URGENCY_DAYS, Route, Urgency
from sengetsu.link_work.cases.forms import NextStepFields
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.drafts.forms import Drafted

from .choices import About, Kind, ReplyBy
from .models import Intake

RECORDED = [
    (kind.value, kind.label) for kind in (Kind.PHONE, Kind.WALK_IN, Kind.MEETING, Kind.OUTREACH, Kind.MAIL)
]
PLACE = "intake:new"


class WithUser(Form):
    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)


class IntakeForm(Drafted, WithUser):
    """A call, a walk-in, something heard. Nothing but the story is needed."""

    kind = forms.ChoiceField(label="どのように", choices=RECORDED, initial=Kind.PHONE, widget=Chips)
    story = forms.CharField(label="話したこと", max_length=4000, widget=forms.Textarea(attrs={"rows": 7}))
    person = forms.CharField(
        label="心配な人",
        max_length=200,
        required=False,
        help_text="名前でも、「青い屋根の家の息子さん」でも。",
    )
    place = forms.CharField(label="場所", max_length=200, required=False, help_text="聞いたとおりに。")
    route = forms.ChoiceField(label="だれから", choices=Route.choices, initial=Route.OTHER, widget=Chips)
    sender = forms.CharField(label="知らせた人の名前", max_length=100, required=False)
    contact = forms.CharField(label="連絡先", max_length=200, required=False)
    about = forms.ChoiceField(
        label="だれのこと", choices=About.choices, initial=About.UNKNOWN, widget=Chips, required=False
    )
    topics = forms.MultipleChoiceField(label="相談の内容", choices=[], widget=ChipsMultiple, required=False)

    def __init__(self, *args: Any, user: User, topics: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, user=user, place=PLACE, **kwargs)
        self.choose_from("topics", topics)


class IntakeUrgencyForm(Form):
    urgency = forms.ChoiceField(label="緊急度", choices=Urgency.choices, widget=Chips)
    reason = forms.CharField(
        label="そう決めた理由", max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    recheck_on = JapaneseDateField(
        label="見直す日", required=False, help_text="空けておくと、緊急度に合わせて決まります。"
    )
    recheck_time = forms.TimeField(
        label="見直す時刻", required=False, widget=forms.TimeInput(attrs={"type": "time"})
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.errors:
            return data
        today = timezone.localdate()
        days = URGENCY_DAYS.get(Urgency(data["urgency"]), 28)
        day = data.get("recheck_on") or today + timedelta(days=days)
        if day < today:
            self.add_error("recheck_on", "もう過ぎた日です。")
        data["recheck_at"] = timezone.make_aware(
            datetime.combine(day, data.get("recheck_time") or time(17, 0))
        )
        return data


class OpenCaseForm(NextStepFields):
    title = forms.CharField(label="呼び名", max_length=100, help_text="名前が分からなくても開けます。")
    field_order = ["title", "next_step", "next_on", "next_time", "next_person"]


class AddToCaseForm(Form):
    case = forms.ModelChoiceField(
        label="どのケースに",
        queryset=Case.objects.none(),
        to_field_name="public_id",
        empty_label=None,
        widget=Chips,
    )

    def __init__(self, *args: Any, cases: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose_among("case", cases)


class AnswerForm(Drafted, WithUser):
    text = forms.CharField(label="返事", max_length=4000, widget=forms.Textarea(attrs={"rows": 8}))
    way = forms.ChoiceField(label="どのように", choices=[], widget=Chips)

    def __init__(self, *args: Any, user: User, intake: Intake, **kwargs: Any) -> None:
        place = f"answer:{intake.public_id}"
        super().__init__(*args, user=user, place=place, **kwargs)
        ways = [ReplyBy.PHONE, ReplyBy.VISIT, ReplyBy.LETTER]
        if intake.reply_by == ReplyBy.HERE:
            ways.insert(0, ReplyBy.HERE)
        labels = {
            ReplyBy.PHONE: "電話で話した",
            ReplyBy.VISIT: "会って話した",
            ReplyBy.LETTER: "郵便で送った",
        }
        self.choose_from("way", [(one.value, labels.get(one, "合言葉で読む返事を書く")) for one in ways])
        self.initial.setdefault("way", ways[0])


class PassOnForm(Form):
    to = forms.CharField(label="どこへ", max_length=120)
    reason = forms.CharField(label="理由", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
