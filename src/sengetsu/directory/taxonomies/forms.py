"""A need's words and weights, as a town changes them. Japanese only: a page for staff."""

from typing import Any

from django import forms

from sengetsu.base.forms import Form

from .files import Need, Taxonomy

LONGEST_SAYING = 200
MOST_SAYINGS = 400
WHOLE = 100  # weights are shown as 0 to 100


class NeedForm(Form):
    label = forms.CharField(label="名前", max_length=60)
    sayings = forms.CharField(
        label="このまちの言い方",
        help_text="1行にひとつ。人がじっさいに言う言葉を、そのまま書きます。だれの言葉か分かることは書きません。",
        widget=forms.Textarea(attrs={"rows": "8"}),
        required=False,
    )
    another = forms.ChoiceField(label="ほかの種類を加える", required=False)
    reason = forms.CharField(label="なぜ変えるか", max_length=200, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, need: Need, taxonomy: Taxonomy, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.need = need
        chosen = dict(need.kinds)
        others = [(one.code, one.label) for one in taxonomy.kinds.values() if one.code not in chosen]
        self.choose_from("another", [("", "加えない"), *others])
        for code, weight in chosen.items():
            field = forms.IntegerField(
                label=taxonomy.kinds[code].label,
                min_value=0,
                max_value=WHOLE,
                initial=round(weight * WHOLE),
                help_text="0〜100。0 にすると、結びつきがなくなります。",
            )
            self.add_field(f"kind_{code}", field)

    def clean_sayings(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["sayings"].splitlines() if line.strip()]
        if len(lines) > MOST_SAYINGS:
            raise forms.ValidationError(f"{MOST_SAYINGS}行までです。")
        if any(len(line) > LONGEST_SAYING for line in lines):
            raise forms.ValidationError(f"1行は{LONGEST_SAYING}文字までです。")
        return list(dict.fromkeys(lines))

    def change(self) -> dict[str, Any]:
        data = self.cleaned_data
        kinds = {code: data[f"kind_{code}"] / WHOLE for code, _ in self.need.kinds}
        if data["another"]:
            kinds[data["another"]] = 0.5
        return {"label": data["label"], "kinds": kinds, "sayings": data["sayings"]}
