"""What people write about one date: its sales, its payment, its waiver. Japanese only."""

from typing import Any

from django import forms
from django.utils import timezone

from sengetsu.base.forms import Chips, Edits, Form, JapaneseDateField
from sengetsu.base.seen import seen_in
from sengetsu.base.yen import YenField
from sengetsu.living_room.bookings.models import Application

from .models import SalesReport, Waiver
from .queries import facts_of_last_report

LOOK, EDIT, SEND = "look", "edit", "send"


class Stepped(Form):
    """A form that is looked at once more before it is sent. The button that was pressed says which step."""

    @property
    def step(self) -> str:
        step = self.data.get("step", LOOK)
        return step if step in {EDIT, SEND} else LOOK

    @property
    def answer_template(self) -> str:
        """Which page shows what was typed when it is not sent yet: the second look, or the form again."""
        return "confirm" if self.step == LOOK else "form"

    @property
    def typed_again(self) -> list[Any]:
        """What was typed, as hidden fields of the second look; that page says itself what it `shown`."""
        return [field.as_hidden() for field in self if field.name != "shown"]


class SalesForm(Edits, Stepped):
    """売上報告 of one date, or its correction."""

    sales = YenField(label="売上の合計（円）", help_text="例：12,340。売れなかった日は 0 と書いてください。")
    customers = forms.IntegerField(
        label="お客さんの数",
        required=False,
        min_value=0,
        max_value=99_999,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "class": "short"}),
        help_text="わかれば書いてください。だいたいの数でかまいません。",
    )
    note = forms.CharField(
        label="伝えたいこと", required=False, max_length=600, widget=forms.Textarea({"rows": 3})
    )
    reason = forms.CharField(label="訂正のわけ", max_length=200, help_text="例：レジの数えまちがい")
    shown = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, earlier: SalesReport | None) -> None:
        start: dict[str, Any] = {"seen": seen_in(facts_of_last_report(earlier))}
        if earlier:
            start |= {"sales": earlier.sales, "customers": earlier.customers, "note": earlier.note}
        super().__init__(data, initial=start)
        if not self._is_correction(earlier):
            del self.fields["reason"]

    def _is_correction(self, earlier: SalesReport | None) -> bool:
        """A first report that comes a second time (double click) is still a first report."""
        return earlier is not None and self.data.get("seen") != seen_in(facts_of_last_report(None))

    def facts(self) -> dict[str, Any]:
        """As `settling_actions.report_sales` takes them."""
        return {name: value for name, value in self.cleaned_data.items() if name != "once_key"}


class PaidForm(Form):
    """The day on which the money came in, or was given back."""

    paid_on = JapaneseDateField(label="納めた日", initial=timezone.localdate)

    def __init__(self, data: Any = None, *, gives_back: bool) -> None:
        super().__init__(data)
        if gives_back:
            self.fields["paid_on"].label = "お返しした日"


class StrikeForm(Form):
    reason = forms.CharField(label="取り消すわけ", max_length=200, help_text="例：大雨で店を開けなかった")


class WaiveForm(Form):
    """As above, from the page of a date: for its application alone, or for its group in all things."""

    APPLICATION, GROUP = "application", "group"
    waiver = forms.ModelChoiceField(Waiver.objects.none(), label="減免", empty_label="選んでください")
    for_whom = forms.ChoiceField(label="どこまで", widget=Chips)
    reason = forms.CharField(label="わけ", max_length=200, help_text="例：令和8年5月1日の減免申請書による")

    def __init__(self, data: Any = None, *, application: Application) -> None:
        super().__init__(data, initial={"for_whom": self.APPLICATION})
        self.application = application
        choices = [(self.APPLICATION, f"この申請（{application.title}）だけ")]
        if application.group:
            choices.append((self.GROUP, f"{application.group}のすべての利用"))
        self.choose_from("for_whom", choices)

    def whom(self) -> dict[str, Any]:
        """`application` or `group`, as `actions.grant_waiver` takes them."""
        if self.cleaned_data["for_whom"] == self.GROUP:
            return {"group": self.application.group}
        return {"application": self.application}
