"""Writing about an activity. Japanese only: pages for organizers and staff."""

from collections.abc import Iterable
from typing import Any

from django import forms

from sengetsu.base.forms import Chips, Edits, Form, JapaneseDateField
from sengetsu.base.language_fields import Words, words
from sengetsu.base.seen import seen_in
from sengetsu.living_room.groups.models import Group

from .allergens import Answer
from .choices import Contains, Kind
from .models import ACTIVITY_EDITS, ACTIVITY_WORDS, Activity
from .queries import facts_of_activity

LINE, TEXT = 200, 1000  # characters of Japanese; the other languages need more room


def _ja(label: str, *, limit: int = LINE, required: bool = False, **kwargs: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 3}) if limit == TEXT else forms.TextInput()
    return forms.CharField(label=label, max_length=limit, required=required, widget=widget, **kwargs)


def _easy(label: str, *, limit: int = LINE) -> forms.CharField:
    return _ja(f"{label}（やさしい日本語）", limit=limit * 3 if limit == LINE else limit)


def _en(label: str, *, limit: int = LINE) -> forms.CharField:
    return _ja(f"{label}（英語）", limit=limit * 2 if limit == LINE else limit)


class ActivityForm(Edits, Form):
    """The page of an activity: Japanese in front, the other languages folded below."""

    group = forms.ChoiceField(label="どの団体の活動か", required=False)
    name = _ja("活動の名前", limit=60, required=True)
    kind = forms.ChoiceField(label="どんな活動か", choices=Kind.choices, widget=Chips)
    description = _ja("説明", limit=TEXT, help_text="はじめて来る人に、どんなところかが伝わるように。")
    for_whom = _ja("だれのために", help_text="例：子どもから大人まで、どなたでも")
    for_children = forms.BooleanField(label="子どもと来られる", required=False)
    is_free = forms.BooleanField(label="無料", required=False)
    cost = _ja("費用", help_text="例：子どもは無料、大人は300円")
    has_food = forms.BooleanField(label="食べるものがある", required=False)
    has_learning = forms.BooleanField(label="学ぶことがある", required=False)
    how_to_come = _ja("来かた", help_text="例：予約はいりません。入口のベルを鳴らしてください。")
    wants_helpers = forms.BooleanField(label="手伝う人をさがしている", required=False)
    helpers = _ja("手伝ってほしいこと", help_text="例：料理、片づけ、子どもの相手")
    since = JapaneseDateField(label="はじめた日", required=False)

    name_easy = _easy("活動の名前")
    description_easy = _easy("説明", limit=TEXT)
    for_whom_easy = _easy("だれのために")
    cost_easy = _easy("費用")
    how_to_come_easy = _easy("来かた")
    helpers_easy = _easy("手伝ってほしいこと")
    name_en = _en("活動の名前")
    description_en = _en("説明", limit=TEXT)
    for_whom_en = _en("だれのために")
    cost_en = _en("費用")
    how_to_come_en = _en("来かた")
    helpers_en = _en("手伝ってほしいこと")

    def __init__(
        self,
        data: Any = None,
        *,
        activity: Activity | None = None,
        groups: Iterable[Group] = (),
        for_the_place: bool = False,
    ) -> None:
        super().__init__(data, initial=_initial(activity) if activity else None)
        self._groups = {str(group.pk): group for group in groups}
        choices = [(pk, group.name) for pk, group in self._groups.items()]
        if activity or len(choices) + for_the_place < 2:  # noqa: PLR2004 - nothing to choose
            del self.fields["group"]
        else:
            self.choose_from("group", [*([("", "この場所の活動")] if for_the_place else []), *choices])

    def group_chosen(self) -> Group | None:
        """The only group, or the one that was chosen; None is the place itself."""
        if "group" in self.fields:
            return self._groups.get(self.cleaned_data["group"])
        return next(iter(self._groups.values()), None)

    def facts(self) -> dict[str, Any]:
        data = self.cleaned_data
        said = {name: words(data[name], data[f"{name}_easy"], data[f"{name}_en"]) for name in ACTIVITY_WORDS}
        return {**{name: data[name] for name in ACTIVITY_EDITS if name not in said}, **said}

    @property
    def in_front(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if not field.name.endswith(("_easy", "_en"))]

    @property
    def folded(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name.endswith(("_easy", "_en"))]

    @property
    def folded_is_wrong(self) -> bool:
        return any(field.errors for field in self.folded)


class AllergenForm(Form):
    """One answer for each allergen of an edition."""

    def __init__(self, data: Any = None, *, answers: list[Answer]) -> None:
        super().__init__(data)
        self._mandatory = {one.allergen.code for one in answers if one.allergen.is_mandatory}
        for one in answers:
            self.fields[one.allergen.code] = forms.ChoiceField(
                label=one.allergen.name.get("ja", ""),
                choices=Contains.choices,
                widget=Chips,
                initial=one.contains.value,
                required=False,
            )

    def answers(self) -> dict[str, str]:
        known = [name for name in self.fields if name != "once_key"]
        return {name: self.cleaned_data[name] or Contains.ASK.value for name in known}

    @property
    def mandatory(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name in self._mandatory]

    @property
    def recommended(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name not in self._mandatory]


def _initial(activity: Activity) -> dict[str, Any]:
    initial: dict[str, Any] = {name: getattr(activity, name) for name in ACTIVITY_EDITS}
    for name in ACTIVITY_WORDS:
        said = Words(getattr(activity, name))
        initial[name] = said.get("ja", "")
        initial[f"{name}_easy"] = said.get("ja-easy", "")
        initial[f"{name}_en"] = said.get("en", "")
    return {**initial, "seen": seen_in(facts_of_activity(activity))}
