"""Applying, changing, deciding, closing. Japanese only: for organizers and staff."""

import re
from datetime import date, time
from typing import Any, cast

from django import forms
from django.http import QueryDict

from sengetsu.base.forms import Chips, Form, JapaneseDateField, PhoneField
from sengetsu.living_room.groups.models import Group
from sengetsu.living_room.spaces.choices import Weekday
from sengetsu.living_room.spaces.forms import SpansField
from sengetsu.living_room.spaces.models import Venue

from .choices import Door, Phase, Purpose
from .queries import lendable
from .series import LAST, Every, Part, Rule, fiscal_year_end
from .slots import quarters
from .times import ClockField, WhenFields

NOT_CARRIED = ("csrfmiddlewaretoken", "save", "edit")
DECISION = re.compile(r"[dm]\d+")  # see `preview.Preview`
RULES = 3  # rows of rules on the page; more rules are another application
NTH = {1: "第1", 2: "第2", 3: "第3", 4: "第4", 5: "第5", LAST: "最後の"}
EVERY = [
    ("", "（なし）"),
    *((f"monthly:{nth}", f"毎月 {word}") for nth, word in NTH.items()),
    ("weekly:0", "毎週"),
    ("biweekly:0", "隔週"),
]
WEEKDAYS = [("", "曜日"), *((str(day.value), day.label) for day in Weekday)]


class ApplyForm(WhenFields, Form):
    """One form for one date and for a series; staff see who is asking besides.

    Field names are part of the interface (`sengetsu race` sends them): title, purpose, day, spaces, starts,
    ends; group; own_<space id>; repeat, until, rule<n>_every/_weekday/_starts/_ends.
    """

    ONE_GROUP_IS_CHOSEN = True
    field_order: tuple[str, ...] = ("group", "title", "purpose", "day", "spaces", "starts", "ends")
    group = forms.ModelChoiceField(label="団体", queryset=Group.objects.none())
    title = forms.CharField(label="何をしますか", max_length=80, help_text="例：そらまめ食堂、子育てサロン")
    purpose = forms.ChoiceField(label="どの使い方ですか", choices=Purpose.choices, widget=Chips)
    people = forms.IntegerField(
        label="人数",
        required=False,
        min_value=1,
        max_value=500,
        widget=forms.NumberInput({"class": "short"}),
    )
    is_public = forms.BooleanField(
        label="カレンダーに名前を出す",
        required=False,
        help_text="だれでも来てよい集まりなら、しるしを。なければ「使用中」とだけ出ます。",
    )
    note = forms.CharField(
        label="伝えたいこと", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": "3"})
    )
    repeat = forms.BooleanField(
        label="くりかえす", required=False, help_text="上の「使う日」から、下のきまりで続けます。"
    )
    until = JapaneseDateField(label="いつまで", required=False)

    def __init__(self, data: Any = None, *, venue: Venue, groups: Any, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.venue = venue
        self.space_rows = spaces = list(lendable(venue))
        self.lend(spaces)
        self.choose_among("group", groups)
        if self.ONE_GROUP_IS_CHOSEN and groups.count() == 1:
            self.initial.setdefault("group", groups.first())
        for space in spaces:
            self.fields[f"own_{space.pk}"] = SpansField(
                label=f"{space.name}だけ別の時間",
                help_text="例：10:00–12:00、15:00–16:00。書かなければ、上の時間です。",
            )
        for number in range(1, RULES + 1):
            self._add_rule(number)
        self.fields["until"].help_text = "書かなければ、年度の終わり（3月31日）まで。"

    def _add_rule(self, number: int) -> None:
        name = f"rule{number}"
        self.fields[f"{name}_every"] = forms.ChoiceField(
            label=f"きまり{number}",
            required=False,
            choices=EVERY,
            widget=forms.Select({"class": "short"}),
        )
        self.fields[f"{name}_weekday"] = forms.ChoiceField(
            label="曜日", required=False, choices=WEEKDAYS, widget=forms.Select({"class": "short"})
        )
        self.fields[f"{name}_starts"] = ClockField(label="何時から（ちがうとき）", required=False)
        self.fields[f"{name}_ends"] = ClockField(label="何時まで（ちがうとき）", required=False)

    def rule_rows(self) -> list[list[forms.BoundField]]:
        """The fields of each rule, for the page."""
        names = ("every", "weekday", "starts", "ends")
        return [[self[f"rule{number}_{name}"] for name in names] for number in range(1, RULES + 1)]

    @property
    def has_groups(self) -> bool:
        return cast("forms.ModelChoiceField[Group]", self.fields["group"]).queryset.exists()  # type: ignore[union-attr]

    @property
    def own_is_used(self) -> bool:
        return any(row.value() for row in self.own_rows())

    def own_rows(self) -> list[forms.BoundField]:
        return [self[f"own_{space.pk}"] for space in self.space_rows]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for number in range(1, RULES + 1):
            self._check_rule(f"rule{number}")
        if cleaned.get("repeat"):
            self._check_series()
        for space in self.space_rows:
            for starts, ends in cleaned.get(f"own_{space.pk}") or []:
                self._check_grid(f"own_{space.pk}", starts, ends)
        return cleaned

    def _check_rule(self, name: str) -> None:
        data = self.cleaned_data
        every, weekday = data.get(f"{name}_every"), data.get(f"{name}_weekday")
        if every and not weekday:
            self.add_error(f"{name}_weekday", "曜日を選んでください。")
        if every and {"starts", "ends"} <= data.keys():
            starts, ends = self._times_of(name)
            if starts >= ends:
                self.add_error(f"{name}_ends", "おわりは、はじまりよりあとにしてください。")

    def _check_series(self) -> None:
        data = self.cleaned_data
        if not any(data.get(f"rule{number}_every") for number in range(1, RULES + 1)):
            self.add_error("rule1_every", "くりかえしのきまりを選んでください。")
        if data.get("until") and data.get("day") and data["until"] < data["day"]:
            self.add_error("until", "おわりの日は、使う日よりあとにしてください。")

    def _check_grid(self, name: str, starts: time, ends: time) -> None:
        try:
            quarters(starts, ends)
        except ValueError:
            self.add_error(name, "15分きざみで書いてください。例：10:00–12:15")

    def _times_of(self, name: str) -> tuple[time, time]:
        """Those of the rule, else those above; the latter may be missing while the form is not valid."""
        data = self.cleaned_data
        own = data.get(f"{name}_starts"), data.get(f"{name}_ends")
        return own[0] or data["starts"], own[1] or data["ends"]

    def parts(self) -> tuple[Part, ...]:
        return self._parts(self.cleaned_data["starts"], self.cleaned_data["ends"])

    def _parts(self, starts: time, ends: time) -> tuple[Part, ...]:
        """A space with times of its own takes those, the others take from `starts` to `ends`."""
        parts: list[Part] = []
        for space in self.cleaned_data["spaces"]:
            own = self.cleaned_data.get(f"own_{space}") or [(starts, ends)]
            phases = [Phase.MAIN] if len(own) == 1 else [Phase.SET_UP, Phase.CLEAN_UP]
            for number, (begins, stops) in enumerate(own):
                parts.append(Part(space, begins, stops, phases[min(number, len(phases) - 1)]))
        return tuple(parts)

    def rules(self) -> list[Rule]:
        """The rules of the series; none for a single date."""
        data = self.cleaned_data
        found = []
        for number in range(1, RULES + 1) if data["repeat"] else ():
            said = data[f"rule{number}_every"]
            if said:
                every, _, nth = said.partition(":")
                parts = self._parts(*self._times_of(f"rule{number}"))
                found.append(Rule(Every(every), int(data[f"rule{number}_weekday"]), parts, int(nth)))
        return found

    @property
    def last_day(self) -> date:
        return self.cleaned_data["until"] or fiscal_year_end(self.wanted_day)

    @property
    def chosen_group(self) -> Group | None:
        found: Group | None = self.cleaned_data.get("group")
        return found

    def facts(self) -> dict[str, Any]:
        names = ("title", "purpose", "is_public", "people", "note")
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}

    def sent(self) -> list[tuple[str, str]]:
        """All that was typed, carried along by the preview; its own decisions are on the page itself."""
        sent = cast(QueryDict, self.data)
        names = [name for name in sent if name not in NOT_CARRIED and not DECISION.fullmatch(name)]
        return [(name, value) for name in names for value in sent.getlist(name)]

    @property
    def door(self) -> Door:
        return Door.ACCOUNT

    @property
    def approves(self) -> bool:
        return False


class DeskForm(ApplyForm):
    """A request by telephone or at the counter: the fewest fields first, approved at once if staff say so."""

    field_order = ("contact_name", "contact_phone", "title", "purpose", "day", "spaces", "starts", "ends")
    contact_name = forms.CharField(label="お名前・団体", max_length=80)
    contact_phone = PhoneField(label="電話", required=False)
    door_ = forms.ChoiceField(
        label="受け付けたところ",
        choices=[(Door.PHONE.value, Door.PHONE.label), (Door.COUNTER.value, Door.COUNTER.label)],
        widget=Chips,
        initial=Door.PHONE.value,
    )
    approve = forms.BooleanField(
        label="すぐに許可する",
        required=False,
        initial=True,
        help_text="しるしがなければ、仮押さえになります。",
    )

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["group"].required = False
        self.fields["group"].label = "登録団体から選ぶ"

    def facts(self) -> dict[str, Any]:
        names = ("contact_name", "contact_phone")
        return {**super().facts(), **{name: self.cleaned_data[name] for name in names}}

    @property
    def door(self) -> Door:
        return Door(self.cleaned_data["door_"])

    @property
    def approves(self) -> bool:
        approves: bool = self.cleaned_data["approve"]
        return approves
