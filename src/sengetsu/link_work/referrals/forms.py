from typing import Any

from django import forms
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.base.dates import wareki
from sengetsu.base.forms import Chips, Form, JapaneseDateField
from sengetsu.directory.models import Service
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.consents import queries as consents
from sengetsu.link_work.consents.models import Consent
from sengetsu.link_work.drafts.forms import Drafted
from sengetsu.link_work.needs.forms import PlainUserForm

from .choices import FIRST_ANSWERS, MOVES, ReferralState
from .models import Referral

WAYS = [
    ("consent", "同意にもとづいて、名前を出してつなぐ"),
    ("nameless", "名前を出さずにたずねる"),
    ("later", "まだ送らない（下書き）"),
]


class ConsentChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, consent: Consent) -> str:
        return f"{consent.person}（{wareki(consent.until)}まで）"


class ReferralForm(Drafted, PlainUserForm):
    """A referral to a service of the directory, or to words when the directory does not know it."""

    destination = forms.CharField(
        label="つなぎ先",
        max_length=120,
        help_text="一覧にないところには、名前を出さずにたずねます。同意は、一覧の機関に伝えることへの同意だからです。",
    )
    question = forms.CharField(
        label="お願いしたいこと",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="そのまま相手のページと手紙に出ます。名前を出さないときは、名前や住所を書かないでください。",
    )
    way = forms.ChoiceField(label="どのように", choices=WAYS, widget=Chips)
    consent = ConsentChoice(
        label="どの同意で", queryset=Consent.objects.none(), required=False, empty_label=None, widget=Chips
    )
    follow_up_on = JapaneseDateField(
        label="確かめる日", help_text="返事がなくても、この日に「きょう」に出ます。"
    )
    aware = forms.BooleanField(label="見ました。このまま送ります", required=False)
    field_order = ["destination", "question", "aware", "way", "consent", "follow_up_on"]

    def __init__(
        self,
        *args: Any,
        user: User,
        case: Case,
        service: Service | None,
        place: str,
        draft: Referral | None = None,
        **kwargs: Any,
    ) -> None:
        if draft:
            kwargs["initial"] = {**_of_draft(draft), **(kwargs.get("initial") or {})}
        super().__init__(*args, user=user, place=place, **kwargs)
        if service or draft:
            del self.fields["destination"]
        if not self.is_bound:  # shown only beside the warning that it answers
            del self.fields["aware"]
        given = (
            consents.valid_for(case, service.organization_id, timezone.localdate())
            if service
            else Consent.objects.none()
        )
        self.has_consent = given.exists()
        if self.has_consent:
            self.choose_among("consent", given)
            self.initial.setdefault("consent", given[0].pk)
            self.initial.setdefault("way", "consent")
        else:
            self.choose_from("way", WAYS[1:])
            del self.fields["consent"]

    def clean_follow_up_on(self) -> Any:
        day = self.cleaned_data["follow_up_on"]
        if day and day < timezone.localdate():
            raise forms.ValidationError("もう過ぎた日です。")
        return day


def _of_draft(draft: Referral) -> dict[str, Any]:
    given = {"consent": draft.consent_id, "way": "consent"} if draft.consent_id else {}
    nameless = {"way": "nameless"} if draft.without_name else {}
    return {"question": draft.question, **given, **nameless}


class PhoneAnswerForm(Form):
    """Ten seconds: who said what."""

    said = forms.ChoiceField(
        label="返事", choices=[(one.value, one.label) for one in FIRST_ANSWERS], widget=Chips
    )
    said_by = forms.CharField(label="だれが", max_length=80, required=False)
    words = forms.CharField(
        label="ひとこと・理由", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    first_on = JapaneseDateField(label="はじめに会う日", required=False)
    aware = forms.BooleanField(label="見ました。このまま書きます", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            del self.fields["aware"]


class MoveForm(Form):
    to = forms.ChoiceField(label="どうなったか", choices=[], widget=Chips)
    on = JapaneseDateField(label="いつ", required=False)
    words = forms.CharField(
        label="ひとこと", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    follow_up_on = JapaneseDateField(
        label="次に確かめる日", required=False, help_text="空けておくと、段階に合わせて決まります。"
    )

    def __init__(self, *args: Any, referral: Referral, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = MOVES[ReferralState(referral.state)] - {ReferralState.SENT}
        stay = [("", "変わらない（もう一度確かめた）")]
        self.choose_from(
            "to", stay + [(state.value, state.label) for state in ReferralState if state in allowed]
        )
        self.fields["to"].required = False

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("to") and not data.get("follow_up_on") and not self.errors:
            self.add_error("follow_up_on", "次に確かめる日を決めてください。")
        return data
