"""What a form says when something is not right: plain sentences that tell what to do next.

Django's own sentences are replaced by these for every field whose author wrote none (`base.forms.Form`).
"""

from typing import TYPE_CHECKING, TypeAlias

from django import forms
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Sentence: TypeAlias = "str | _StrPromise"

WRITE = _("書いてください。")
CHOOSE = _("選んでください。")
TICK = _("よければ、しるしをつけてください。")
NOT_A_CHOICE = _("この中から選びなおしてください。")

ANY_FIELD: dict[str, Sentence] = {
    "required": WRITE,
    "max_length": _("%(limit_value)d文字までです。いまは%(show_value)d文字です。"),
    "min_length": _("%(limit_value)d文字以上で書いてください。"),
    "max_value": _("%(limit_value)s以下にしてください。"),
    "min_value": _("%(limit_value)s以上にしてください。"),
    "max_digits": _("数字が長すぎます。"),
    "max_decimal_places": _("小数の桁が多すぎます。"),
    "max_whole_digits": _("数字が長すぎます。"),
    "step_size": _("この数は使えません。"),
    "null_characters_not_allowed": _("読めない文字が入っています。書きなおしてください。"),
    "invalid_choice": NOT_A_CHOICE,
    "invalid_list": NOT_A_CHOICE,
    "invalid_pk_value": NOT_A_CHOICE,
}

# The first kind that fits gives the sentences on top of ANY_FIELD.
BY_KIND: tuple[tuple[type[forms.Field], dict[str, Sentence]], ...] = (
    (forms.IntegerField, {"invalid": _("数字で書いてください。例：12")}),
    (forms.DateTimeField, {"invalid": _("日と時刻が読めません。例：2026-11-24 10:30")}),
    (forms.DateField, {"invalid": _("この日付は読めません。例：令和8年11月24日、2026/11/24")}),
    (forms.TimeField, {"invalid": _("時刻が読めません。例：10:30")}),
    (forms.EmailField, {"invalid": _("メールアドレスの形を確かめてください。例：name@example.jp")}),
    (forms.URLField, {"invalid": _("アドレスの形を確かめてください。例：https://example.jp/")}),
    (
        forms.FileField,
        {
            "required": _("ファイルを選んでください。"),
            "invalid": _("ファイルを選んでください。"),
            "missing": _("ファイルを選んでください。"),
            "empty": _("このファイルは空です。"),
            "max_length": _("ファイルの名前が長すぎます。"),
        },
    ),
    (forms.UUIDField, {"invalid": NOT_A_CHOICE}),
    (forms.RegexField, {"invalid": _("形を確かめてください。")}),
    (forms.BooleanField, {"required": TICK}),
    (forms.ModelChoiceField, {"required": CHOOSE}),
    (forms.ChoiceField, {"required": CHOOSE}),
)


def sentences_for(field: forms.Field) -> dict[str, Sentence]:
    """All sentences that fit the kind of `field`, by error code."""
    for kind, sentences in BY_KIND:
        if isinstance(field, kind):
            return {**ANY_FIELD, **sentences}
    return ANY_FIELD


def speak_plainly(field: forms.Field) -> None:
    """Replace Django's own sentences in `field`; what the form's author wrote stays."""
    own: dict[str, object] = {}
    for kind in reversed(type(field).__mro__):
        if kind.__module__.startswith("django."):
            own.update(getattr(kind, "default_error_messages", {}))
    for code, sentence in sentences_for(field).items():
        if field.error_messages.get(code) is own.get(code):
            field.error_messages[code] = sentence
