"""The town's own facts. Japanese only: a page for staff."""

from django import forms

from sengetsu.base.forms import Edits, Form
from sengetsu.base.numerals import half_width

from .models import Town

CODE_LENGTH = 6


class TownForm(Edits, Form, forms.ModelForm):  # type: ignore[type-arg]
    """Has no instance: it only validates, the action writes."""

    code = forms.CharField(
        label="市区町村コード（6けた）",
        required=False,
        max_length=20,
        help_text="全国地方公共団体コード。検査数字を入れて6けたです。",
    )
    licence_url = forms.URLField(label="ライセンスの文", assume_scheme="https")

    class Meta:
        model = Town
        fields = ["name", "prefecture", "code", "licence", "licence_url", "credit"]
        help_texts = {
            "credit": "使う人に書いてもらう言葉。例：○○市オープンデータ",
        }

    EDITS = tuple(Meta.fields)

    def clean_code(self) -> str:
        code = half_width(self.cleaned_data["code"])
        if code and not (len(code) == CODE_LENGTH and code.isdecimal()):
            raise forms.ValidationError("市区町村コードは6けたの数字です。")
        return code
