"""Yen as people write and read them: whole numbers, never a float."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from .numerals import half_width

LARGEST = 99_999_999  # yen; fits every integer column, and nobody here counts further

_EXAMPLE = "例：12,340"
_GROUPS = re.compile(r"\d{1,3}(,\d{3})+")


class YenProblem(ValueError):
    """What was typed is no amount. The message is a Japanese sentence for the page."""


def yen(amount: int) -> str:
    """12,340円; −340円."""
    sign = "−" if amount < 0 else ""
    return f"{sign}{abs(amount):,}円"


def parse_yen(text: str) -> int:
    """Read 12340, 12,340円, ¥12,340, １２，３４０円. Raises `YenProblem`."""
    plain = re.sub(r"\s", "", half_width(text)).replace("、", ",").removesuffix("也").removesuffix("円")
    plain = plain.lstrip("¥\\")
    if re.match(r"[-−‐‑–—ー▲△]\d", plain):
        raise YenProblem("マイナスの金額は書けません。")
    if re.fullmatch(r"\d[\d,]*\.\d*", plain):
        raise YenProblem(f"小数は書けません。円で書いてください。{_EXAMPLE}")
    if "," in plain and re.fullmatch(r"[\d,]+", plain) and not _GROUPS.fullmatch(plain):
        raise YenProblem(f"コンマの場所を確かめてください。{_EXAMPLE}")
    digits = plain.replace(",", "")
    if not re.fullmatch(r"[0-9]+", digits):
        raise YenProblem(f"金額として読めません。数字で書いてください。{_EXAMPLE}")
    if len(digits.lstrip("0")) > len(str(LARGEST)):
        raise YenProblem(f"{yen(LARGEST)}までです。数字を確かめてください。")
    return int(digits)


class YenField(forms.CharField):
    """An amount in yen, in any usual spelling. Cleans to an int, or None where nothing was written."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "short"})

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        try:
            return parse_yen(text)
        except YenProblem as unreadable:
            raise ValidationError(str(unreadable), code="invalid") from unreadable

    def prepare_value(self, value: Any) -> Any:
        """A stored amount is shown with commas."""
        return f"{value:,}" if isinstance(value, int) else value

    def run_validators(self, value: Any) -> None:
        """Those of a line of text count characters; an amount is bounded by `parse_yen`."""
