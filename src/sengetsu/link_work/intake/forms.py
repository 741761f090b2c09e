from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.base.forms import Chips, ChipsMultiple, Form, JapaneseDateField
from sengetsu.link_work.cases.choices import URGENCY_DAYS, Route, Urgency
from sengetsu.link_work.cases.forms import NextStepFields
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.cases.queries import Likely
from sengetsu.link_work.drafts.forms import Drafted
from sengetsu.link_work.people.models import Person

from .choices import About, Agreed, Kind, ReplyBy
from .hearing import phones_in
from .models import Intake
from .queries import can_be_read_here

RECORDED = [
    (kind.value, kind.label) for kind in (Kind.PHONE, Kind.WALK_IN, Kind.MEETING, Kind.OUTREACH, Kind.MAIL)
]
CALL_BACK = [
    (ReplyBy.NONE.value, "いらない"), (ReplyBy.PHONE.value, "電話がほしい"),
    (ReplyBy.VISIT.value, "来てほしい"), (ReplyBy.LETTER.value, "郵便がほしい"),
]  # fmt: skip
PLACE = "intake:new"


class WithUser(Form):
    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)


class IntakeForm(Drafted, WithUser):
    """A call, a walk-in, something heard. Nothing but the story is needed; `MORE` is folded away."""

    MORE = (
        "kana", "sender", "about", "agreed", "reply_by", "topics", "main_topic",
        "received_on", "received_time",
    )  # fmt: skip
    kind = forms.ChoiceField(label="どのように", choices=RECORDED, initial=Kind.PHONE, widget=Chips)
    story = forms.CharField(label="話したこと", max_length=4000, widget=forms.Textarea(attrs={"rows": 6}))
    person = forms.CharField(
        label="心配な人",
        max_length=200,
        required=False,
        help_text="名前でも、「青い屋根の家の息子さん」でも。",
    )
    contact = forms.CharField(label="連絡先", max_length=200, required=False, help_text="電話、つごうなど。")
    place = forms.CharField(label="場所", max_length=200, required=False, help_text="聞いたとおりに。")
    route = forms.ChoiceField(label="だれから", choices=Route.choices, initial=Route.OTHER, widget=Chips)
    kana = forms.CharField(label="心配な人のふりがな", max_length=100, required=False)
    sender = forms.CharField(label="話した人の名前・続柄", max_length=100, required=False)
    about = forms.ChoiceField(
        label="だれのこと", choices=About.choices, initial=About.UNKNOWN, widget=Chips, required=False
    )
    agreed = forms.ChoiceField(
        label="本人の同意", choices=Agreed.choices, initial=Agreed.UNKNOWN, widget=Chips, required=False
    )
    reply_by = forms.ChoiceField(
        label="折り返し", choices=CALL_BACK, initial=ReplyBy.NONE, widget=Chips, required=False
    )
    topics = forms.MultipleChoiceField(
        label="相談の内容（いくつでも）", choices=[], widget=ChipsMultiple, required=False
    )
    main_topic = forms.ChoiceField(label="いちばんの相談（◎）", choices=[], required=False)
    received_on = JapaneseDateField(label="受けた日", required=False, help_text="空けておくと、いまです。")
    received_time = forms.TimeField(
        label="受けた時刻", required=False, widget=forms.TimeInput(attrs={"type": "time"})
    )

    def __init__(self, *args: Any, user: User, topics: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, user=user, place=PLACE, **kwargs)
        self.choose_from("topics", topics)
        self.choose_from("main_topic", [("", "まだ決めない"), *topics])

    @property
    def first(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name not in self.MORE]

    @property
    def more(self) -> list[forms.BoundField]:
        return [self[name] for name in self.MORE]

    @property
    def more_is_open(self) -> bool:
        """Folded open where something is wrong, or where a draft has something."""
        return any(name in self.errors or name in self.draft for name in self.MORE)

    def values(self) -> dict[str, Any]:
        """What `take_in` is told; an empty choice is the one that says nothing."""
        data = self.cleaned_data
        words = {name: data[name] for name in ("story", "person", "kana", "place", "sender", "contact")}
        day = data["received_on"]
        moment = datetime.combine(day, data["received_time"] or time(0, 0)) if day else None
        return {
            **words,
            "kind": Kind(data["kind"]),
            "route": Route(data["route"]),
            "about": About(data["about"] or About.UNKNOWN),
            "agreed": Agreed(data["agreed"] or Agreed.UNKNOWN),
            "reply_by": ReplyBy(data["reply_by"] or ReplyBy.NONE),
            "topics": ",".join(data["topics"]),
            "main_topic": data["main_topic"],
            "received_at": timezone.make_aware(moment) if moment else None,
        }


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
    """Nothing but a way to call the case and the next step is needed; the person may stay unknown."""

    title = forms.CharField(label="呼び名", max_length=100, help_text="名前が分からなくても開けます。")
    known = forms.ChoiceField(label="もう知っている人ですか", choices=[], widget=Chips, required=False)
    person = forms.CharField(
        label="だれのこと",
        max_length=200,
        required=False,
        help_text="このケースの人として書き留めます。名前や年齢は、あとで直せます。",
    )
    field_order = ["title", "known", "person", "next_step", "next_on", "next_time", "next_person"]

    def __init__(self, *args: Any, intake: Intake, likely: list[Likely], **kwargs: Any) -> None:
        initial = {"title": intake.called or intake.sender, "known": "", "person": intake.called}
        super().__init__(*args, initial=initial, **kwargs)
        self.intake = intake
        self.people = {str(one.person.public_id): one.person for one in likely}
        if likely:
            known = [(str(one.person.public_id), _line_of(one)) for one in likely]
            self.choose_from("known", [("", "はじめての人"), *known])
        else:
            del self.fields["known"]

    @property
    def known_person(self) -> Person | None:
        return self.people.get(self.cleaned_data.get("known") or "")

    @property
    def new_person(self) -> dict[str, str]:
        """Fields of a person as far as the entry tells them; a number is theirs only if they called."""
        if not self.cleaned_data["person"]:
            return {}
        phones = phones_in(self.intake.contact) if self.intake.about == About.SELF else []
        return {
            "description": self.cleaned_data["person"],
            "address": self.intake.place,
            "phone": phones[0] if phones else "",
        }


def _line_of(one: Likely) -> str:
    age = f"（{one.person.age}歳）" if one.person.age is not None else ""
    cases = "、".join(f"{case.title}：{case.get_state_display()}" for case in one.cases)
    return f"{one.person.name}{age}" + (f" ・ {cases}" if cases else "")


class CaseChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, case: Case) -> str:
        return f"{case.title}（{case.get_state_display()} ・ {case.owner or '担当なし'}）"


class AddToCaseForm(Form):
    case = CaseChoice(
        label="どのケースに",
        queryset=Case.objects.none(),
        to_field_name="public_id",
        empty_label=None,
        widget=Chips,
    )

    def __init__(self, *args: Any, cases: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose_among("case", cases)


class CorrectCaseForm(AddToCaseForm):
    reason = forms.CharField(
        label="理由",
        max_length=400,
        help_text="もとのケースの名前は書かないでください。新しいケースで読めます。",
    )


class AnswerForm(Drafted, WithUser):
    text = forms.CharField(label="返事", max_length=4000, widget=forms.Textarea(attrs={"rows": 8}))
    way = forms.ChoiceField(label="どのように", choices=[], widget=Chips)

    def __init__(self, *args: Any, user: User, intake: Intake, **kwargs: Any) -> None:
        place = f"answer:{intake.public_id}"
        super().__init__(*args, user=user, place=place, **kwargs)
        ways = [ReplyBy.PHONE, ReplyBy.VISIT, ReplyBy.LETTER]
        if can_be_read_here(intake):
            ways.insert(0, ReplyBy.HERE)
        labels = {
            ReplyBy.PHONE: "電話で話した",
            ReplyBy.VISIT: "会って話した",
            ReplyBy.LETTER: "郵便で送った",
        }
        self.choose_from("way", [(one.value, labels.get(one, "合言葉で読む返事を書く")) for one in ways])
        wished = ReplyBy(intake.reply_by)
        self.initial.setdefault("way", wished if wished in ways else ways[0])


class PassOnForm(Form):
    to = forms.CharField(label="どこへ", max_length=120)
    reason = forms.CharField(label="理由", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
