"""Start-ups. Japanese only: pages for staff. Validation only."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.base.forms import Chips, Edits, Form, JapaneseDateField
from sengetsu.base.seen import seen_now
from sengetsu.living_room.activities.models import Activity
from sengetsu.living_room.bookings.models import Application
from sengetsu.living_room.groups.models import Group

from . import queries
from .choices import START_MOVES, CheckState, StartState, StartStep, WishState
from .forms import Companion
from .models import Startup, StartupNote, Wish
from .startup_actions import FACTS, PLACE, Next

LONGEST_HINT = 120  # characters: what the column holds


class NextFields(Edits, Form):
    """What is next, when, and who goes along."""

    next_step = forms.CharField(label="次にすること", max_length=120, required=False)
    next_on = JapaneseDateField(label="次の日")
    companion = Companion(label="伴走する人")

    def __init__(
        self, data: Any = None, *, by: User, startup: Startup | None = None, initial: Any = None
    ) -> None:
        companion = startup.companion_id if startup else None
        start = {"companion": companion or by.pk, **(initial or {})}
        if startup:
            start |= {"seen": seen_now(startup, PLACE)}
            if startup.is_running:
                start |= {"next_on": startup.next_on, "next_step": startup.next_step}
        super().__init__(data, initial=start)
        self.choose_among("companion", queries.companions())

    def following(self) -> Next:
        """Of a valid form that has a next day."""
        data = self.cleaned_data
        return Next(data["companion"], data["next_on"], data["next_step"])


class IdeaFields(Form):
    """What begins, with whom."""

    title = forms.CharField(label="はじめること", max_length=80, help_text="例：月に一度のみんなの夕ごはん")
    idea = forms.CharField(
        label="どんなことを、だれと",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": "4"}),
    )
    companions = forms.CharField(label="いっしょに動く人", max_length=200, required=False)
    group = forms.ModelChoiceField(
        label="団体",
        queryset=Group.objects.none(),
        required=False,
        empty_label="まだない",
        help_text="選ぶと、その団体の人が、段階と次の日を見られます。メモは見えません。",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose_among("group", Group.objects.order_by("name"))


class BeginForm(IdeaFields, NextFields):
    """Begin to accompany something. With a wish, its wisher gets an answer."""

    answer = forms.CharField(
        label="願いを書いた人への返事", max_length=2000, widget=forms.Textarea(attrs={"rows": "3"})
    )
    field_order = ("title", "idea", "companions", "group", "next_step", "next_on", "companion", "answer")

    def __init__(self, data: Any = None, *, by: User, wish: Wish | None = None) -> None:
        start = {"idea": wish.text, "companions": wish.group_name} if wish else {}
        super().__init__(data, by=by, initial=start)
        if wish is None:
            del self.fields["answer"]

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in FACTS if name in self.cleaned_data}


class StartupForm(Edits, IdeaFields):
    """Other words; the group, and the application that belongs to it."""

    EDITS = FACTS
    application = forms.ModelChoiceField(
        label="利用申請", queryset=Application.objects.none(), required=False, empty_label="まだない"
    )
    activity = forms.ModelChoiceField(
        label="活動", queryset=Activity.objects.none(), required=False, empty_label="まだない"
    )

    def __init__(self, data: Any = None, *, startup: Startup) -> None:
        start = {name: getattr(startup, name) for name in ("title", "idea", "companions")}
        start |= {"group": startup.group_id, "application": startup.application_id}
        start |= {"activity": startup.activity_id}
        super().__init__(data, initial=start)
        self.choose_among("application", queries.likely_applications(startup))
        self.choose_among("activity", Activity.objects.filter(venue=startup.venue_id))
        self.saw(startup)

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in FACTS}


class MoveForm(NextFields):
    """A step that was reached."""

    step = forms.ChoiceField(label="段階", widget=Chips)
    on = JapaneseDateField(label="そうなった日")
    words = forms.CharField(
        label="ひとこと",
        max_length=400,
        required=False,
        help_text="次の段階に進むだけなら、書かなくてもかまいません。とばすとき、もどるときは、わけを。",
        widget=forms.Textarea(attrs={"rows": "2"}),
    )
    field_order = ("step", "on", "words", "next_step", "next_on", "companion")

    def __init__(self, data: Any = None, *, by: User, startup: Startup) -> None:
        order = list(StartStep)
        here = order.index(StartStep(startup.step))
        following = order[min(here + 1, len(order) - 1)]
        start = {"on": timezone.localdate(), "step": following.value}
        super().__init__(data, by=by, startup=startup, initial=start)
        # The step that they are at is no move.
        self.choose_from("step", [step for step in StartStep.choices if step[0] != startup.step])
        self.initial.update(next_on=None, next_step="")  # what was next is done


class SettleForm(NextFields):
    """Let it rest, end it, let it go its own way, go on with it."""

    state = forms.ChoiceField(label="これから", widget=Chips)
    words = forms.CharField(
        label="どうして",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": "2"}),
        help_text="メモに残ります。",
    )
    answer = forms.CharField(
        label="願いを書いた人への返事",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": "3"}),
        help_text="願いを書いた人が、自分のページで読みます。",
    )
    field_order = ("state", "words", "answer", "next_on", "next_step", "companion")

    def __init__(self, data: Any = None, *, by: User, startup: Startup) -> None:
        super().__init__(data, by=by, startup=startup)
        moves = START_MOVES[StartState(startup.state)]
        self.choose_from("state", [(one.value, one.label) for one in StartState if one in moves])
        self.fields["next_on"].required = False
        self.fields["next_on"].help_text = "お休みなら、また声をかける日。伴走をつづけるなら、次の日。"
        self.initial.update(next_on=None, next_step="")
        if startup.wish is None or not startup.wish.answered_at or startup.wish.state == WishState.WITHDRAWN:
            del self.fields["answer"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("state") == StartState.RUNNING and "next_on" in cleaned and not cleaned["next_on"]:
            self.add_error("next_on", ValidationError("次の日を決めてください。"))
        return cleaned

    def arguments(self) -> dict[str, Any]:
        """What the action takes: a running one goes on, another one may have a day to look again."""
        data = self.cleaned_data
        goes_on = data["state"] == StartState.RUNNING
        return {
            "state": StartState(data["state"]),
            "words": data["words"],
            "following": self.following() if goes_on else None,
            "look_again_on": None if goes_on else data["next_on"],
            "answer": data.get("answer", ""),
            "seen": data["seen"],
        }


class NoteForm(Form):
    on = JapaneseDateField(label="日")
    text = forms.CharField(label="メモ", max_length=2000, widget=forms.Textarea(attrs={"rows": "5"}))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"on": timezone.localdate()})


class CorrectForm(Form):
    text = forms.CharField(label="正しい文", max_length=2000, widget=forms.Textarea(attrs={"rows": "5"}))
    reason = forms.CharField(label="直すわけ", max_length=200)

    def __init__(self, data: Any = None, *, note: StartupNote) -> None:
        super().__init__(data, initial={"text": note.text})


class CheckForm(Form):
    """What was found out about a permit, an insurance, or anything else that has to be cleared."""

    text = forms.CharField(label="確かめること", max_length=120)
    state = forms.ChoiceField(
        label="どうでしたか", choices=CheckState.choices, widget=Chips, initial=CheckState.DONE
    )
    note = forms.CharField(
        label="メモ", max_length=200, required=False, help_text="だれに聞いたか、番号、期限など。"
    )


class HintsForm(Form):
    """What the town reminds of; one line each."""

    texts = forms.CharField(
        label="確かめること",
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": "8"}),
        help_text="1行に一つ。まちによって違うので、保健所や市の窓口に聞いたとおりに書いてください。",
    )

    def clean_texts(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["texts"].splitlines() if line.strip()]
        if any(len(line) > LONGEST_HINT for line in lines):
            raise ValidationError(f"1行は{LONGEST_HINT}字までです。")
        return lines
