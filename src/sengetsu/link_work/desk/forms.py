from typing import Any

from django import forms

from sengetsu.base.forms import Chips, ChipsMultiple, Form
from sengetsu.directory.models import Organization
from sengetsu.link_work.consents.choices import Basis, Fact


class LeavingForm(Form):
    """A paper to another town."""

    recipient = forms.CharField(label="宛先", max_length=100, help_text="「○○市 福祉課」など。")
    organization = forms.ModelChoiceField(
        label="資源の一覧にある相手なら",
        queryset=Organization.objects.none(),
        required=False,
        empty_label="一覧にない",
        help_text="同意による引き継ぎは、同意した相手の機関を選んでください。",
    )
    basis = forms.ChoiceField(
        label="根拠",
        choices=[(one.value, one.label) for one in Basis if one is not Basis.STATUTORY],
        widget=Chips,
    )
    reason = forms.CharField(
        label="根拠の説明",
        max_length=1000,
        required=False,
        help_text="法令なら名前と条。緊急なら、どんな危険か。",
    )
    facts = forms.MultipleChoiceField(label="何を", choices=Fact.choices, widget=ChipsMultiple)
    why = forms.CharField(label="なぜ", max_length=400, initial="転出先で支援を続けるため")
    words = forms.CharField(label="引き継ぐこと", max_length=8000, widget=forms.Textarea(attrs={"rows": 16}))

    def __init__(self, *args: Any, summary: str, **kwargs: Any) -> None:
        super().__init__(*args, initial={"words": summary}, **kwargs)
        self.choose_among("organization", Organization.objects.open().order_by("name_kana", "name"))
