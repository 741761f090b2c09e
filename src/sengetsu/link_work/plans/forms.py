"""Validation only; the sentences stand beside the fields."""

from typing import Any

from django import forms

from sengetsu.base.forms import Chips, ChipsMultiple, Edits, Form, JapaneseDateField, Several
from sengetsu.directory.models import Organization
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.cases.queries import people_of_case
from sengetsu.link_work.drafts.forms import Drafted, ForUser
from sengetsu.link_work.people.models import Person

from . import actions, course_actions
from .choices import MOVES, ActionState, Outcome, PlanKind, PlanState, Reached, Who
from .models import Evaluation, Goal, Plan, PlanAction


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class PlanFields(ForUser):
    wishes = forms.CharField(
        label="本人の願い",
        max_length=4000,
        required=False,
        widget=_area(4),
        help_text="本人の言葉のまま。「働きたい」でなくてかまいません。",
    )
    family_wishes = forms.CharField(label="家族の願い", max_length=4000, required=False, widget=_area(3))
    policy = forms.CharField(label="支援の方針", max_length=4000, required=False, widget=_area(3))
    services = forms.CharField(label="使う制度・サービス", max_length=2000, required=False, widget=_area(2))
    starts_on = JapaneseDateField(label="はじまり", required=False)
    ends_on = JapaneseDateField(label="おわり", required=False)
    monitoring_on = JapaneseDateField(label="はじめてのモニタリング", required=False)


def place_of_new(case: Case) -> str:
    return f"plan_new:{case.public_id}"


def place_of(plan: Plan) -> str:
    return f"plan:{plan.public_id}"


class NewPlanForm(Drafted, PlanFields):
    kind = forms.ChoiceField(label="種類", choices=PlanKind.choices, widget=Chips)
    people = Several(label="だれのプラン", queryset=Person.objects.none(), widget=ChipsMultiple)
    field_order = ["kind", "people"]

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, place=place_of_new(case), **kwargs)
        people = people_of_case(case).filter(died_on=None)
        self.choose_among("people", people)
        if len(people) == 1:
            self.initial.setdefault("people", [people[0].pk])


class PlanForm(Edits, Drafted, PlanFields):
    EDITS = actions.PLAN_FIELDS

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        initial = {name: getattr(plan, name) for name in self.EDITS}
        super().__init__(*args, place=place_of(plan), initial=initial, **kwargs)
        self.saw(plan)


class GoalForm(Edits, Form):
    EDITS = actions.GOAL_FIELDS
    words = forms.CharField(
        label="目標", max_length=400, help_text="本人が「それならやってみたい」と言えること。"
    )
    by_when = JapaneseDateField(label="いつまでに", required=False)

    def __init__(self, *args: Any, goal: Goal | None = None, **kwargs: Any) -> None:
        initial = {name: getattr(goal, name) for name in self.EDITS} if goal else {}
        super().__init__(*args, initial=initial, **kwargs)
        if goal:
            self.saw(goal)


class ActionForm(Edits, Form):
    EDITS = actions.ACTION_FIELDS
    who = forms.ChoiceField(label="だれが", choices=Who.choices, widget=Chips, initial=Who.PERSON)
    organization = forms.ModelChoiceField(
        label="機関", queryset=Organization.objects.none(), required=False, empty_label="（機関のときに選ぶ）"
    )
    words = forms.CharField(label="すること", max_length=400)
    by_when = JapaneseDateField(label="いつまでに", required=False)

    def __init__(self, *args: Any, action: PlanAction | None = None, **kwargs: Any) -> None:
        initial = {name: getattr(action, name) for name in self.EDITS} if action else {}
        super().__init__(*args, initial=initial, **kwargs)
        self.choose_among("organization", Organization.objects.open().order_by("name_kana", "name"))
        if action:
            self.saw(action)


class PlainForm(Edits, Form):
    EDITS = actions.PLAIN_FIELDS
    plain = forms.CharField(
        label="やさしい言葉のプラン",
        max_length=6000,
        widget=_area(14),
        help_text="本人が読む紙になります。むずかしい言葉を使わず、短い文で。",
    )

    def __init__(self, *args: Any, plan: Plan, proposed: str, **kwargs: Any) -> None:
        super().__init__(*args, initial={"plain": plan.plain or proposed}, **kwargs)
        self.saw(plan)


class SupportDecisionForm(Form):
    words = forms.CharField(label="決めた理由", max_length=1000, widget=_area(3))


class MovePlanForm(Edits, Form):
    EDITS = course_actions.STATE_FIELDS
    to = forms.ChoiceField(label="つぎの段階", choices=[], widget=Chips)
    words = forms.CharField(
        label="理由・ひとこと",
        max_length=2000,
        required=False,
        widget=_area(3),
        help_text="終結・中断のときは、かならず書いてください。",
    )
    monitoring_on = JapaneseDateField(label="つぎに様子を見る日", required=False)
    lead_organization = forms.ModelChoiceField(
        label="これからの主担当",
        queryset=Organization.objects.none(),
        required=False,
        empty_label="機関でない",
    )
    lead_words = forms.CharField(
        label="主担当にお願いすること",
        max_length=1000,
        required=False,
        help_text="終結のときに書きます。機関でないときは、だれが見ていくか。",
    )

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.saw(plan)
        allowed = MOVES[PlanState(plan.state)] - set(course_actions.OWN_ACT)
        self.choose_from("to", [(one.value, one.label) for one in PlanState if one in allowed])
        self.choose_among("lead_organization", Organization.objects.open().order_by("name_kana", "name"))
        if PlanState.CLOSED not in allowed:
            del self.fields["lead_organization"], self.fields["lead_words"]


class DecideForm(Form):
    words = forms.CharField(label="決裁の言葉", max_length=1000, required=False, widget=_area(2))
    monitoring_on = JapaneseDateField(label="はじめてのモニタリング", required=False)

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, initial={"monitoring_on": plan.monitoring_on}, **kwargs)


class MonitoringForm(Drafted, ForUser):
    on = JapaneseDateField(label="見た日", required=False, help_text="空けておくと、きょうです。")
    said = forms.CharField(label="本人の言葉", max_length=2000, required=False, widget=_area(3))
    words = forms.CharField(label="様子", max_length=4000, widget=_area(4))
    next_on = JapaneseDateField(label="つぎに見る日", help_text="その日の「きょう」に出ます。")

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, place=f"monitoring:{plan.public_id}", **kwargs)


class EvaluationForm(Drafted, ForUser):
    said = forms.CharField(
        label="何が変わったか（本人の言葉で）", max_length=4000, required=False, widget=_area(4)
    )
    words = forms.CharField(label="支えた側から見て、何が変わったか", max_length=4000, widget=_area(4))
    measures = forms.CharField(
        label="数で見た変化",
        max_length=1000,
        required=False,
        widget=_area(2),
        help_text="たずねた日と答え。「答えたくない」も書けます。",
    )
    outcome = forms.ChoiceField(label="これから", choices=Outcome.choices, widget=Chips)

    def __init__(
        self, *args: Any, plan: Plan, goals: list[Goal], written: Evaluation | None, known: str, **kwargs: Any
    ) -> None:
        names = ("said", "words", "measures", "outcome")
        initial = {name: getattr(written, name) for name in names} if written else {"measures": known}
        super().__init__(*args, place=f"evaluation:{plan.public_id}", initial=initial, **kwargs)
        self.goals = goals
        for goal in goals:
            result = getattr(goal, "result", None)
            field = forms.ChoiceField(
                label=f"目標「{goal.words}」", choices=Reached.choices, required=False, widget=Chips,
                initial=result.reached if result else None,
            )  # fmt: skip
            self.add_field(f"goal_{goal.pk}", field)

    def results(self) -> dict[Goal, Reached]:
        answers = {goal: self.cleaned_data.get(f"goal_{goal.pk}") for goal in self.goals}
        return {goal: Reached(answer) for goal, answer in answers.items() if answer}


class ReplanForm(Form):
    words = forms.CharField(label="つくり直す理由", max_length=1000, widget=_area(3))


class TickForm(Form):
    state = forms.ChoiceField(label="様子", choices=ActionState.choices, widget=Chips)
    words = forms.CharField(label="ひとこと", max_length=1000, required=False, widget=_area(2))

    def __init__(self, *args: Any, action: PlanAction, **kwargs: Any) -> None:
        super().__init__(*args, initial={"state": action.state}, **kwargs)
