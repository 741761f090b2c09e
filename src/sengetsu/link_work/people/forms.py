from typing import Any

from django import forms
from django.utils import timezone

from sengetsu.base.births import parse_birth
from sengetsu.base.forms import Chips, Edits, Form, JapaneseDateField, PhoneField

from .actions import FIELDS
from .bonds import check_life
from .choices import BondKind, BondState, Relationship, Sex
from .models import Person


class PersonForm(Edits, Form):
    """A person as far as known. A name or a description is all that is needed.

    A protected address (支援措置) is not in the form unless `at_home`: the case is restricted, so that only
    its named workers are here. What is not in the form is not changed by it.
    """

    family_name = forms.CharField(label="氏", max_length=60, required=False)
    given_name = forms.CharField(label="名", max_length=60, required=False)
    family_kana = forms.CharField(label="氏のふりがな", max_length=60, required=False)
    given_kana = forms.CharField(label="名のふりがな", max_length=60, required=False)
    description = forms.CharField(
        label="名前のかわりの言い方",
        max_length=200,
        required=False,
        help_text="名前が分からないとき。「四丁目の青い屋根の家の息子さん」など。",
    )
    relationship = forms.ChoiceField(
        label="続柄", choices=Relationship.choices, initial=Relationship.UNKNOWN, required=False
    )
    birth = forms.CharField(
        label="生年月日・年齢",
        max_length=40,
        required=False,
        help_text="「昭和47年5月3日」「1972/5/3」「50歳くらい」「50代」のどれでも。",
    )
    sex = forms.ChoiceField(
        label="性別", choices=Sex.choices, initial=Sex.UNKNOWN, widget=Chips, required=False
    )
    phone = PhoneField(label="電話", required=False)
    address = forms.CharField(label="住所", max_length=200, required=False)
    address_protected = forms.BooleanField(label="支援措置あり（住所をだれにも知らせない）", required=False)
    is_client = forms.BooleanField(label="支える対象", required=False, initial=True)
    lives_here = forms.BooleanField(label="いっしょに住んでいる", required=False, initial=True)
    key_person = forms.BooleanField(label="キーパーソン", required=False)
    only_own_cases = forms.BooleanField(
        label="この人を支えるケースの中だけで見せる",
        required=False,
        help_text="同じ世帯のほかのケースでは「非公開の方」になり、名前・年齢・連絡先は出ません。",
    )
    other_names = forms.CharField(
        label="ほかの名前",
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="旧氏、通称、ローマ字の名前など。一行にひとつ。",
    )
    died_on = JapaneseDateField(label="亡くなった日", required=False)
    note = forms.CharField(
        label="メモ", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, person: Person | None = None, at_home: bool = True, **kwargs: Any) -> None:
        known = _values(person) if person else {}
        super().__init__(*args, initial={**known, **(kwargs.pop("initial", None) or {})}, **kwargs)
        if person is None:
            return
        if person.address_protected and not at_home:
            for name in ("address", "address_protected"):
                del self.fields[name]
        self.EDITS = tuple(name for name in FIELDS if name in self.fields)
        self.saw(person)

    def clean_birth(self) -> str:
        words: str = self.cleaned_data["birth"]
        if words:
            try:
                parse_birth(words)
            except ValueError as unreadable:
                raise forms.ValidationError(str(unreadable)) from unreadable
        return words

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not any(data.get(name) for name in ("family_name", "given_name", "description")):
            self.add_error("description", "名前か、名前のかわりの言い方を書いてください。")
        if "birth" not in self.errors:
            self._check_life(data)
        data["sex"] = data.get("sex") or Sex.UNKNOWN
        data["relationship"] = Relationship(data.get("relationship") or Relationship.UNKNOWN)
        return data

    def _check_life(self, data: dict[str, Any]) -> None:
        today = timezone.localdate()
        if data.get("died_on") and data["died_on"] > today:
            self.add_error("died_on", "これからの日です。")
            return
        try:
            check_life(birth=data.get("birth") or "", died_on=data.get("died_on"))
        except forms.ValidationError as impossible:
            self.add_error(None, impossible)

    PLACE = ("relationship", "lives_here", "key_person", "is_client")

    def place(self) -> dict[str, Any]:
        """What the person is in the household and the case."""
        return {name: self.cleaned_data[name] for name in self.PLACE}

    def person_values(self) -> dict[str, Any]:
        """What the person is, without what they are in this household."""
        not_theirs = {*self.PLACE, "once_key"} | (set() if self.EDITS else {"seen"})
        return {name: value for name, value in self.cleaned_data.items() if name not in not_theirs}


class KnownPersonForm(Form):
    """Put somebody already known into the case."""

    relationship = forms.TypedChoiceField(
        label="続柄", choices=Relationship.choices, initial=Relationship.UNKNOWN, coerce=Relationship
    )
    is_client = forms.BooleanField(label="支える対象", required=False, initial=True)
    lives_here = forms.BooleanField(label="いっしょに住んでいる", required=False, initial=True)


class BondForm(Form):
    """A line of the genogram between two people of the household."""

    first = forms.ModelChoiceField(
        label="だれが", queryset=Person.objects.none(), empty_label=None, help_text="親子のときは、親。"
    )
    kind = forms.ChoiceField(label="間がら", choices=BondKind.choices, widget=Chips)
    second = forms.ModelChoiceField(
        label="だれの（だれと）",
        queryset=Person.objects.none(),
        empty_label=None,
        help_text="親子のときは、子。",
    )
    state = forms.ChoiceField(
        label="夫婦・パートナーのいま", choices=BondState.choices, widget=Chips, initial=BondState.TOGETHER
    )
    since = JapaneseDateField(label="いつから", required=False)

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("first", "second"):
            self.choose_among(name, people)


def _values(person: Person) -> dict[str, Any]:
    return {name: getattr(person, name) for name in PersonForm.base_fields if hasattr(person, name)}
