"""Wishes: what anybody writes (with `_`), and what staff write (Japanese only). Validation only."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sengetsu.accounts.models import User
from sengetsu.base.forms import Chips, Edits, Form, JapaneseDateField, PhoneField
from sengetsu.base.seen import seen_in, seen_now

from . import queries
from .choices import WishDoor, WishKind, WishState
from .models import Wish
from .times import CHOICES
from .widgets import TimesGrid

MANY = 500  # people; more do not fit into any room of ours


class WishFields(Form):
    """The wish itself: only the words are needed."""

    text = forms.CharField(
        label=_("やってみたいこと"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": "5"}),
        help_text=_("あなたの言葉で、ひとことでも。例：月に一度、みんなで夕ごはんを食べる会をしたい"),
    )
    kind = forms.ChoiceField(
        label=_("どんなことですか"), choices=WishKind.choices, widget=Chips, required=False
    )
    times = forms.MultipleChoiceField(
        label=_("都合のよい曜日と時間"),
        choices=CHOICES,
        widget=TimesGrid,
        required=False,
        help_text=_("いくつでも。まだ決まっていなければ、選ばなくてもかまいません。"),
    )
    needs_kitchen = forms.BooleanField(label=_("キッチンも使いたい"), required=False)
    people = forms.IntegerField(label=_("だいたいの人数"), min_value=1, max_value=MANY, required=False)
    name = forms.CharField(label=_("お名前"), max_length=80, required=False)
    group_name = forms.CharField(label=_("団体の名前"), max_length=80, required=False)
    email = forms.EmailField(
        label=_("メールアドレス"),
        required=False,
        help_text=_("返事が来たことを知らせます。中身はメールに書きません。"),
    )
    phone = PhoneField(label=_("電話番号"), required=False)
    may_publish = forms.BooleanField(
        label=_("掲示板に出してよい"),
        required=False,
        help_text=_("名前と連絡先は出しません。係の人が短い文にしてから出します。"),
    )

    def clean_kind(self) -> str:
        return self.cleaned_data["kind"] or WishKind.OTHER.value

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in queries.FACTS}


# A call: what is asked first comes first, the rest may be filled in later.
CALL = (
    "text",
    "name",
    "group_name",
    "phone",
    "email",
    "kind",
    "times",
    "needs_kitchen",
    "people",
    "may_publish",
)


class EnterForm(WishFields):
    """Staff write down a wish from a call, at the counter, at an event."""

    door = forms.ChoiceField(
        label="受け取ったところ",
        choices=[choice for choice in WishDoor.choices if choice[0] != WishDoor.WEB],
        widget=Chips,
        initial=WishDoor.PHONE,
    )
    field_order = ("door", *CALL)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].help_text = "言ったとおりに。名前や連絡先は、ことわられたら空のままで。"
        self.fields["text"].widget.attrs["rows"] = "3"
        self.fields["may_publish"].help_text = "本人に聞いてから。名前と連絡先は出ません。"


class ChangeForm(Edits, WishFields):
    """Complete or mend what was taken down."""

    EDITS = queries.FACTS
    field_order = CALL

    def __init__(self, data: Any = None, *, wish: Wish) -> None:
        super().__init__(data, initial={name: getattr(wish, name) for name in queries.FACTS})
        self.fields["may_publish"].help_text = "本人に聞いてから。外すと、掲示板からも消えます。"
        self.saw(wish)


class Companion(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of those who run the place."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=User.objects.none(), empty_label=None, **kwargs)


class AnswerForm(Edits, Form):
    """An answer in words, where the wish stands after it, and who goes on when."""

    text = forms.CharField(
        label="返事",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": "5"}),
        help_text="願いを書いた人が、自分のページで読みます。電話で伝えたときは、伝えたことを書いてください。",
    )
    state = forms.ChoiceField(label="これから", widget=Chips)
    next_on = JapaneseDateField(label="次の日", required=False)
    person = Companion(label="担当", required=False)

    def __init__(self, data: Any = None, *, wish: Wish, by: User) -> None:
        start = {
            "next_on": wish.next_on if wish.answered_at else None,
            "person": wish.person_id or by.pk,
            "seen": seen_in(queries.facts_of_answer(wish)),
        }
        super().__init__(data, initial=start)
        self.choose_among("person", queries.companions())
        states = _states(wish)
        self.choose_from("state", states)
        self.fields["state"].initial = states[0][0]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        goes_on = cleaned.get("state") in {WishState.ANSWERED, WishState.STARTING}
        if goes_on and "next_on" in cleaned and not cleaned["next_on"]:
            self.add_error("next_on", "次の日を決めてください。忘れないための日です。")
        return cleaned


def _states(wish: Wish) -> list[tuple[str, str]]:
    if wish.state == WishState.STARTING:
        return [(WishState.STARTING.value, "立ち上げを続ける")]
    return [
        (WishState.ANSWERED.value, "話を続ける（次の日を決める）"),
        (WishState.CAME_TRUE.value, "かなった"),
        (WishState.AT_REST.value, "いまはお休みにする"),
    ]


class PublishForm(Edits, Form):
    """The wording on the board."""

    wording = forms.CharField(
        label="掲示板の文",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": "3"}),
        help_text="名前、連絡先、だれのことか分かる言葉は書かないでください。200字まで。",
    )

    def __init__(self, data: Any = None, *, wish: Wish) -> None:
        seen = seen_now(wish, ("public_wording", "may_publish"))
        start = {"wording": wish.public_wording or wish.text[:200], "seen": seen}
        super().__init__(data, initial=start)
