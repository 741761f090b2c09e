"""Validation only; the sentences stand beside the fields."""

from typing import Any

from django import forms

from sengetsu.accounts.models import User
from sengetsu.base.forms import Chips, Form, JapaneseDateField
from sengetsu.directory.models import Organization
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.cases.queries import people_of_case
from sengetsu.link_work.people.models import Person
from sengetsu.link_work.plans.models import Plan

from . import queries
from .actions import IN_CONFERENCE
from .choices import TELLS, ConferenceKind, SeatAnswer
from .models import AgendaItem, Conference, Member, PaperPart


def _time(label: str) -> forms.TimeField:
    return forms.TimeField(label=label, required=False, widget=forms.TimeInput(attrs={"type": "time"}))


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class ConferenceFields(Form):
    on = JapaneseDateField(label="日")
    starts_at = _time("はじまり")
    ends_at = _time("おわり")
    place = forms.CharField(label="場所", max_length=200, required=False)
    purpose = forms.CharField(
        label="めあて",
        max_length=400,
        required=False,
        help_text="構成員の予定表に出ます。人やケースの名前は書かないでください。",
    )


class NewConferenceForm(ConferenceFields):
    kind = forms.ChoiceField(
        label="どちらの会議",
        choices=ConferenceKind.choices,
        widget=Chips,
        help_text="支援会議は、本人の同意がなくても話せます。守秘を確認した人だけが見られます。"
        "重層的支援会議は、支援の対象とした世帯のプランを、同意の範囲で話します。",
    )
    field_order = ["kind"]


class ConferenceForm(ConferenceFields):
    def __init__(self, *args: Any, conference: Conference, **kwargs: Any) -> None:
        names = ("on", "starts_at", "ends_at", "place", "purpose")
        super().__init__(*args, initial={name: getattr(conference, name) for name in names}, **kwargs)


class InviteForm(Form):
    user = forms.ModelChoiceField(label="だれを", queryset=User.objects.none(), empty_label=None)

    def __init__(self, *args: Any, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose_among("user", queries.can_be_invited(conference))


class GuestForm(Form):
    """Somebody without an account, once."""

    organization = forms.ModelChoiceField(
        label="どの機関の", queryset=Organization.objects.none(), empty_label="えらんでください"
    )
    name = forms.CharField(
        label="だれを", max_length=100, help_text="名前か、係の名前。招待の手紙のあて名になります。"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose_among("organization", queries.organizations_to_invite())


class GuestAnswerForm(Form):
    """An answer by telephone."""

    said = forms.TypedChoiceField(
        label="返事",
        choices=[one for one in SeatAnswer.choices if one[0]],
        coerce=SeatAnswer,
        widget=Chips,
    )
    promised = forms.BooleanField(label="守秘の文を読み上げ、守るという返事をもらった", required=False)
    said_by = forms.CharField(label="答えた人", max_length=100)
    words = forms.CharField(label="伝えたいこと", max_length=2000, required=False, widget=_area(3))


class AgreeForm(Form):
    agree = forms.BooleanField(
        label="読みました。守ります。",
        error_messages={"required": "守れるときだけ、しるしをつけてすすんでください。"},
    )


class ItemForm(Form):
    case = forms.ModelChoiceField(label="ケース", queryset=Case.objects.none(), empty_label=None)
    plan = forms.ModelChoiceField(label="支援プラン", queryset=Plan.objects.none(), required=False)
    topic = forms.CharField(label="話し合うこと", max_length=400)

    def __init__(self, *args: Any, user: User, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cases = Case.objects.readable_by(user).open().order_by("-opened_on", "pk")
        if conference.is_statutory:
            del self.fields["plan"]
        else:
            plans = Plan.objects.filter(case__in=cases, state__in=IN_CONFERENCE).select_related("case")
            self.choose_among("plan", plans)
            cases = cases.filter(pk__in=plans.values("case_id"))
        self.choose_among("case", cases)


class PartForm(Form):
    heading = forms.CharField(label="見出し", max_length=100)
    words = forms.CharField(label="内容", max_length=6000, required=False, widget=_area(6))
    tells = forms.ChoiceField(
        label="何についてか",
        choices=TELLS,
        help_text="重層的支援会議では、機関には、同意のあることについての部分だけが見えます。",
    )
    person = forms.ModelChoiceField(
        label="だれについてか", queryset=Person.objects.none(), required=False, empty_label="世帯・みんな"
    )

    def __init__(self, *args: Any, case: Case, part: PaperPart | None = None, **kwargs: Any) -> None:
        names = ("heading", "words", "tells", "person")
        initial = {name: getattr(part, name) for name in names} if part else {"tells": "situation"}
        super().__init__(*args, initial=initial, **kwargs)
        self.choose_among("person", people_of_case(case))


class RemarkForm(Form):
    member = forms.ModelChoiceField(label="だれが", queryset=Member.objects.none(), empty_label=None)
    words = forms.CharField(
        label="聞いたこと・言ったこと",
        max_length=4000,
        widget=_area(4),
        help_text="この会議の中だけに残ります。",
    )

    def __init__(self, *args: Any, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seats = conference.members.filter(left_at=None).select_related("user")
        if conference.is_statutory:
            seats = seats.filter(acknowledged_at__isnull=False)
        self.choose_among("member", seats)


class OwnRemarkForm(Form):
    words = forms.CharField(
        label="伝えたいこと", max_length=4000, widget=_area(4), help_text="この会議の中だけに残ります。"
    )


class MinutesForm(Form):
    minutes = forms.CharField(label="記録", max_length=10_000, required=False, widget=_area(10))

    def __init__(self, *args: Any, item: AgendaItem, **kwargs: Any) -> None:
        super().__init__(*args, initial={"minutes": item.minutes}, **kwargs)


class ResolutionForm(Form):
    words = forms.CharField(
        label="決まったこと", max_length=1000, widget=_area(2), help_text="この会議の中だけに残ります。"
    )
    owner = forms.ModelChoiceField(label="だれが", queryset=Member.objects.none(), empty_label=None)
    due = JapaneseDateField(label="いつまでに")
    next_step = forms.CharField(
        label="ケースの次の一歩",
        max_length=500,
        required=False,
        help_text="書くと、ケースの次の一歩になります。会議で聞いたことは、ここに書かないでください。",
    )

    def __init__(self, *args: Any, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose_among("owner", conference.members.filter(left_at=None).select_related("user"))


class EndForm(Form):
    held = forms.ChoiceField(
        label="どうなったか", choices=[("held", "ひらいた"), ("cancelled", "とりやめた")], widget=Chips
    )
