from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sengetsu.base.forms import Chips, ChipsMultiple
from sengetsu.postbox.pages import Line, OpenForm, Story
from sengetsu.postbox.sealing import Content

from .choices import About, Feeling, HowKnown, MayTell, PersonKnows, ReplyWay, TipFrom


class LetterForm(OpenForm):
    """A consultation. Nothing but the story is needed."""

    text = Story(
        label=_("話したいこと"),
        help_text=_("どんなことでも、あなたの言葉で。4,000字まで書けます。"),
        rows=10,
        danger=True,
    )
    about = forms.ChoiceField(
        label=_("どなたのことですか"), choices=About.choices, widget=Chips, required=False
    )
    reply = forms.ChoiceField(
        label=_("返事はどうしますか"),
        choices=ReplyWay.choices,
        widget=Chips,
        initial=ReplyWay.HERE,
        required=False,
    )
    name = Line(label=_("お名前"), help_text=_("書かなくても、呼び名だけでもかまいません。"), required=False)
    contact = Line(
        label=_("連絡のとり方"),
        help_text=_("電話番号、住所、つごうのよい時間、電話に出る人への気づかいなど。"),
        required=False,
        max_length=400,
    )

    def clean_reply(self) -> str:
        """Who chooses nothing can still read a reply here."""
        return self.cleaned_data["reply"] or ReplyWay.HERE.value

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        way = cleaned.get("reply")
        if way and ReplyWay(way).needs_contact and not cleaned.get("contact") and "contact" in cleaned:
            self.add_error(
                "contact",
                ValidationError(
                    _("この返事のしかたには、連絡先がいります。書けないときは「ここで」を選べます。")
                ),
            )
        return cleaned

    @property
    def payload(self) -> Content:
        return {name: self.cleaned_data[name] for name in ("text", "about", "reply", "name", "contact")}


class TipForm(OpenForm):
    """A worry about somebody, from a welfare commissioner, a neighbour, a cafeteria."""

    text = Story(
        label=_("気になっていること"),
        help_text=_("見たこと、聞いたことを、そのまま。4,000字まで書けます。"),
        danger=True,
    )
    who = Line(
        label=_("どなたのことですか"),
        help_text=_("名前がわからなくてもかまいません。例：青い屋根の家の息子さん"),
        required=False,
    )
    where = Line(
        label=_("どのあたりですか"),
        help_text=_("はっきりしなくてもかまいません。例：4丁目の公園のそば"),
        required=False,
    )
    how_known = forms.MultipleChoiceField(
        label=_("どうして知りましたか"), choices=HowKnown.choices, widget=ChipsMultiple, required=False
    )
    since = Line(label=_("いつごろからですか"), help_text=_("例：去年の秋ごろから"), required=False)
    person_knows = forms.ChoiceField(
        label=_("知らせることを、本人は知っていますか"),
        choices=PersonKnows.choices,
        widget=Chips,
        required=False,
    )
    feeling = forms.ChoiceField(
        label=_("いつまでに動いてほしいと感じますか"),
        choices=Feeling.choices,
        widget=Chips,
        required=False,
    )
    may_tell = forms.ChoiceField(
        label=_("あなたから聞いたと、本人に伝えてよいですか"),
        choices=MayTell.choices,
        widget=Chips,
        required=False,
        help_text=_("選ばないときは、伝えません。"),
    )
    tip_from = forms.ChoiceField(
        label=_("あなたの立場"), choices=TipFrom.choices, widget=Chips, required=False
    )
    name = Line(label=_("あなたのお名前"), required=False)
    contact = Line(label=_("あなたへの連絡先"), required=False, max_length=400)

    def __init__(self, *args: Any, signed_in: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if signed_in:  # who it is comes with the session
            del self.fields["name"], self.fields["tip_from"]

    @property
    def payload(self) -> Content:
        told = {name: value for name, value in self.cleaned_data.items() if name != "once_key"}
        return {"name": "", "tip_from": "", **told, "may_tell": told["may_tell"] or MayTell.NO.value}
