"""Validation only; the sentences stand beside the fields."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.base.forms import Chips, ChipsMultiple, Edits, Form, JapaneseDateField, Several
from sengetsu.link_work.drafts.forms import Drafted, ForUser

from . import access, actions, handovers, queries
from .actions import NextStep
from .choices import MOVES, URGENCY_DAYS, Rhythm, Route, State, Urgency
from .models import Case

YEARS_AHEAD = 2


class NextStepFields(Form):
    """The next step: what, when, who. Used wherever a case may not be left without one."""

    next_step = forms.CharField(label="次の一歩", max_length=500, help_text="次に、何をしますか。")
    next_on = JapaneseDateField(label="いつ")
    next_time = forms.TimeField(label="時刻", required=False, widget=forms.TimeInput(attrs={"type": "time"}))
    next_person = forms.ModelChoiceField(label="だれが", queryset=User.objects.none(), empty_label=None)

    def __init__(self, *args: Any, user: User, case: Case | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose_among("next_person", queries.workers_of(case) if case else queries.workers())
        # Whoever writes goes on, unless they only looked in from another desk.
        elsewhere = case is not None and not access.may_come_next(user, case)
        self.fields["next_person"].initial = case.owner_id if case and elsewhere else user.pk

    def clean_next_on(self) -> Any:
        day = self.cleaned_data["next_on"]
        today = timezone.localdate()
        if day and day < today:
            raise forms.ValidationError("もう過ぎた日です。きょうか、これからの日にしてください。")
        if day and day > today + timedelta(days=366 * YEARS_AHEAD):
            raise forms.ValidationError(f"{YEARS_AHEAD}年より先です。年をたしかめてください。")
        return day

    def next_step_if_written(self) -> NextStep | None:
        """The step, or None when nothing was written (only where it is not required)."""
        data = self.cleaned_data
        return self.next_step_value() if data.get("next_step") and data.get("next_on") else None

    def next_step_value(self) -> NextStep:
        """The step of a valid form that requires one."""
        data = self.cleaned_data
        return NextStep(
            words=data["next_step"], on=data["next_on"], at=data.get("next_time"), person=data["next_person"]
        )


class CaseForm(Drafted, NextStepFields):
    """A new case. Only a name to call it by and the next step are needed."""

    title = forms.CharField(
        label="呼び名",
        max_length=100,
        help_text="「北川家」「四丁目の青い屋根の家」など。名前が分からなくても開けます。",
    )
    route = forms.ChoiceField(label="きっかけ", choices=Route.choices, initial=Route.OTHER, widget=Chips)
    rhythm = forms.ChoiceField(
        label="会うリズム", choices=Rhythm.choices, initial=Rhythm.WEEKLY, widget=Chips, required=False
    )
    field_order = ["title", "route", "next_step", "next_on", "rhythm", "next_time", "next_person"]

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        first_visit = actions.date_by_rhythm(Rhythm.WEEKLY, after=timezone.localdate())
        kwargs["initial"] = {"next_on": first_visit, **(kwargs.get("initial") or {})}
        super().__init__(*args, user=user, place=actions.NEW_CASE, **kwargs)


class NextStepForm(Edits, NextStepFields):
    EDITS = actions.NEXT_STEP_FIELDS
    rhythm = forms.ChoiceField(label="会うリズム", choices=Rhythm.choices, widget=Chips)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        late = case.late_days  # a day that has passed would only come back as an error
        kwargs["initial"] = {
            "next_step": case.next_step,
            "next_on": None if late else case.next_on,
            "next_time": case.next_time,
            "rhythm": case.rhythm,
        }
        super().__init__(*args, case=case, **kwargs)
        if case.next_person and access.may_come_next(case.next_person, case):
            self.fields["next_person"].initial = case.next_person_id
        self.saw(case)


class UrgencyForm(Edits, Form):
    EDITS = actions.URGENCY_FIELDS
    urgency = forms.ChoiceField(label="緊急度", choices=Urgency.choices, widget=Chips)
    reason = forms.CharField(
        label="そう決めた理由", max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    recheck_on = JapaneseDateField(
        label="見直す日",
        required=False,
        help_text="空けておくと、緊急はきょう、高は3日後、中は2週間後、低は1か月後です。",
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        initial = {"urgency": case.urgency, "reason": case.urgency_reason}
        super().__init__(*args, initial=initial, **kwargs)
        self.saw(case)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("recheck_on") and data.get("urgency") and "recheck_on" not in self.errors:
            days = URGENCY_DAYS.get(Urgency(data["urgency"]), 28)
            data["recheck_on"] = timezone.localdate() + timedelta(days=days)
        elif data.get("recheck_on") and data["recheck_on"] < timezone.localdate():
            self.add_error("recheck_on", "もう過ぎた日です。")
        return data


class CautionsForm(Edits, Form):
    EDITS = actions.CAUTION_FIELDS
    title = forms.CharField(label="呼び名", max_length=100)
    ng_card = forms.CharField(
        label="やってはいけないこと",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="チャイム、ドアの前で呼ぶ名前、時間帯、会わせてはいけない人など。",
    )
    risks = forms.CharField(
        label="訪問のときに気をつけること",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="犬、足もと、感染、怒りやすい時間など。",
    )
    two_person = forms.BooleanField(label="二人で訪問する", required=False)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        initial = {name: getattr(case, name) for name in self.EDITS}
        super().__init__(*args, initial=initial, **kwargs)
        self.saw(case)


class StateForm(Edits, NextStepFields):
    """Move the case on. Closing needs words; everything else keeps or renews the next step."""

    EDITS = actions.STATE_FIELDS

    to = forms.ChoiceField(label="つぎの段階", choices=[], widget=Chips)
    words = forms.CharField(
        label="理由・ひとこと",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="終結のときは、かならず書いてください。",
    )
    follow_up_on = JapaneseDateField(
        label="また声をかける日",
        required=False,
        help_text="終結のときだけ。「また来ていい」と伝え、その日の「きょう」に出ます。",
    )
    field_order = ["to", "words", "follow_up_on", "next_step", "next_on", "next_time", "next_person"]

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, case=case, **kwargs)
        self.saw(case)
        allowed = MOVES[State(case.state)]
        self.choose_from("to", [(state.value, state.label) for state in State if state in allowed])
        if case.is_open:
            for name in ("next_step", "next_on", "next_person"):
                self.fields[name].required = False
                self.fields[name].label = f"{self.fields[name].label}（変えるときだけ）"
        else:
            del self.fields["follow_up_on"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("to") == State.CLOSED and not data.get("words"):
            self.add_error("words", "終結の理由を書いてください。")
        if data.get("follow_up_on") and data["follow_up_on"] <= timezone.localdate():
            self.add_error("follow_up_on", "あすから先の日にしてください。")
        if bool(data.get("next_step")) != bool(data.get("next_on")) and not self.errors:
            self.add_error(
                "next_on" if data.get("next_step") else "next_step", "次の一歩と日は、両方書いてください。"
            )
        return data


class ReasonForm(Form):
    reason = forms.CharField(
        label="ひらく理由",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="このケースの担当チームと監査人が読みます。",
    )


class RestrictForm(Form):
    users = Several(
        label="見られる人",
        queryset=User.objects.none(),
        widget=ChipsMultiple,
        help_text="担当は、いつも見られます。",
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose_among("users", queries.may_be_named().exclude(pk__in=[case.owner_id]))


class HandoverForm(Drafted, ForUser):
    receiver = forms.ModelChoiceField(
        label="だれに", queryset=User.objects.none(), empty_label=None, widget=Chips
    )
    summary = forms.CharField(
        label="引き継ぐこと",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="これまで、いま、これから。会うときに大切なこと。",
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, place=handovers.draft_place(case), **kwargs)
        self.choose_among("receiver", queries.workers_of(case).exclude(pk__in=[case.owner_id]))


class DeclineForm(Form):
    answer = forms.CharField(
        label="受け取れない理由", max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
