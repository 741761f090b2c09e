from django import forms

from sengetsu.base.forms import Chips, Form

from .choices import Flow, Strength, TieKind


class TieChangeForm(Form):
    strength = forms.ChoiceField(label="線", choices=Strength.choices, initial=Strength.NORMAL, widget=Chips)
    flow = forms.ChoiceField(
        label="矢印（支えや気持ちの向き）", choices=Flow.choices, initial=Flow.NONE, widget=Chips
    )
    note = forms.CharField(label="メモ", max_length=400, required=False)


class TieForm(TieChangeForm):
    label = forms.CharField(label="だれ・どこ", max_length=60)
    kind = forms.ChoiceField(label="種類", choices=TieKind.choices, initial=TieKind.PERSON, widget=Chips)
    field_order = ["label", "kind", "strength", "flow", "note"]
