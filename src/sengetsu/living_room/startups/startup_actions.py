"""The only writer of start-ups: the path, the next day, the notes. A running one is never left alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.audit.writing import writing
from sengetsu.base.seen import refuse_if_changed
from sengetsu.living_room.spaces.models import Venue

from .access import require_lead, require_state_move, require_step_move
from .actions import settle
from .choices import CheckState, StartState, StartStep, WishState, needs_words
from .models import Startup, StartupCheck, StartupHint, StartupMove, StartupNote, Wish
from .tidings import tell_companion

FACTS = ("title", "idea", "companions", "group", "application", "activity")
PLACE = ("step", "state", "companion", "next_on")  # what somebody who moves a start-up has seen
# What becomes of the wish when its start-up does.
WISH_STATES: dict[StartState, WishState] = {
    StartState.RUNNING: WishState.STARTING,
    StartState.RESTING: WishState.AT_REST,
    StartState.REACHED: WishState.CAME_TRUE,
    StartState.ENDED: WishState.AT_REST,
}
PAST = "もう過ぎた日です。きょうか、これからの日にしてください。"
FUTURE = "これからの日です。そうなった日を書いてください。"


@dataclass(frozen=True)
class Next:
    """What comes next, on which day, and who goes along."""

    companion: User
    on: date
    step: str = ""


@writing()
def begin_startup(
    *,
    by: User,
    venue: Venue,
    facts: Mapping[str, Any],
    following: Next,
    wish: Wish | None = None,
    answer: str = "",
) -> Startup:
    """Begin to accompany something, with or without a wish. `facts`: any of `FACTS`, at least the title.

    `answer`: what the wisher reads of it. Raises `Refused` and `ValidationError` (also if the wish has a
    start-up already: of two who press at once, the second one reads that).
    """
    require_lead(by)
    _check_day(following.on)
    wish = _locked_wish(wish) if wish else None
    if wish and Startup.objects.filter(wish=wish).exists():
        raise ValidationError("この願いの立ち上げは、もうはじまっています。")
    startup = Startup.objects.create(
        venue=venue,
        wish=wish,
        companion=following.companion,
        next_on=following.on,
        next_step=following.step,
        **{name: facts[name] for name in FACTS if name in facts},
    )
    StartupMove.objects.create(startup=startup, step=StartStep.IDEA, on=timezone.localdate(), by=by)
    if wish:
        _settle_wish(wish, startup, answer, by=by)
    tell_companion(startup, by=by)
    record(by=by, action=Action.CREATED, thing="startup", thing_id=startup.pk)
    return startup


@writing()
def change_startup(*, by: User, startup: Startup, facts: Mapping[str, Any], seen: str = "") -> Startup:
    """Other words, another group, an application that belongs to it. `seen`: see `base.seen`."""
    require_lead(by)
    startup = _locked(startup)
    refuse_if_changed(startup, seen=seen, fields=FACTS)
    for name in FACTS:
        if name in facts:
            setattr(startup, name, facts[name])
    startup.save()
    record(by=by, action=Action.CHANGED, thing="startup", thing_id=startup.pk)
    return startup


@writing()
def move_startup(
    *,
    by: User,
    startup: Startup,
    step: StartStep,
    on: date,
    words: str = "",
    following: Next,
    seen: str = "",
) -> StartupMove:
    """Reach a step. One on needs no words; to skip or to go back does. `seen`: see `base.seen`."""
    require_lead(by)
    _check_day(following.on)
    if on > timezone.localdate():
        raise ValidationError({"on": FUTURE})
    startup = _locked(startup)
    refuse_if_changed(startup, seen=seen, fields=PLACE)
    require_step_move(startup, step)
    if needs_words(StartStep(startup.step), step) and not words.strip():
        raise ValidationError({"words": "段階をとばすとき、もどるときは、わけをひとこと書いてください。"})
    startup.step = step
    _plan(startup, following, by=by)
    move = StartupMove.objects.create(startup=startup, step=step, on=on, words=words, by=by)
    record(by=by, action=Action.STATE_CHANGED, thing="startup", thing_id=startup.pk, detail={"step": step})
    return move


@writing()
def plan_startup(*, by: User, startup: Startup, following: Next, seen: str = "") -> Startup:
    """Who goes along, what is next and when. `seen`: see `base.seen`."""
    require_lead(by)
    _check_day(following.on)
    startup = _locked(startup)
    refuse_if_changed(startup, seen=seen, fields=PLACE)
    _plan(startup, following, by=by)
    record(by=by, action=Action.CHANGED, thing="startup_plan", thing_id=startup.pk)
    return startup


@writing()
def settle_startup(
    *,
    by: User,
    startup: Startup,
    state: StartState,
    words: str,
    following: Next | None = None,
    look_again_on: date | None = None,
    answer: str = "",
    seen: str = "",
) -> Startup:
    """Let it rest, end it, say that it stands on its own, or go on with it. `words` stay as a note.

    To go on needs `following`. One that rests may have a day to look again, which comes into sight too.
    `answer`: what the wisher reads, if it began as a wish.
    """
    require_lead(by)
    _check_day(following.on if following else look_again_on, "next_on")
    startup = _locked(startup)
    refuse_if_changed(startup, seen=seen, fields=PLACE)
    require_state_move(startup, state)
    if not words.strip():
        raise ValidationError({"words": "どうしてそうなったか、ひとこと書いてください。"})
    startup.state = state
    startup.ended_at = timezone.now() if state in {StartState.REACHED, StartState.ENDED} else None
    if following:
        _plan(startup, following, by=by)
    elif state == StartState.RUNNING:
        raise ValidationError({"next_on": "次の日を決めてください。"})
    else:
        startup.next_on = look_again_on if state == StartState.RESTING else None
        startup.next_step = ""
        startup.save()
    note = f"{StartState(state).label}：{words}"
    StartupNote.objects.create(startup=startup, on=timezone.localdate(), text=note, by=by)
    if startup.wish_id and startup.wish and startup.wish.state != WishState.WITHDRAWN:
        _settle_wish(_locked_wish(startup.wish), startup, answer, by=by)
    record(by=by, action=Action.STATE_CHANGED, thing="startup", thing_id=startup.pk, detail={"state": state})
    return startup


@writing()
def note_startup(*, by: User, startup: Startup, on: date, text: str) -> StartupNote:
    """Write down what happened. Read by staff only."""
    require_lead(by)
    if on > timezone.localdate():
        raise ValidationError({"on": "これからの日です。あった日を書いてください。"})
    note = StartupNote.objects.create(startup=startup, on=on, text=text, by=by)
    record(by=by, action=Action.CREATED, thing="startup_note", thing_id=note.pk)
    return note


@writing()
def correct_note(*, by: User, note: StartupNote, text: str, reason: str) -> StartupNote:
    """A new note in the place of the old one, which stays readable. Of two at once, the first one counts."""
    require_lead(by)
    if not reason.strip():
        raise ValidationError({"reason": "直したわけを書いてください。"})
    _locked(note.startup)
    if StartupNote.objects.filter(corrects=note).exists():
        raise ValidationError("このメモは、もう直されています。新しいほうを直してください。")
    new = StartupNote.objects.create(
        startup=note.startup, on=note.on, text=text, by=by, corrects=note, reason=reason
    )
    record(by=by, action=Action.CORRECTED, thing="startup_note", thing_id=new.pk)
    return new


@writing()
def check_hint(*, by: User, startup: Startup, text: str, state: CheckState, note: str = "") -> StartupCheck:
    """What people found out about a permit or an insurance. The last word counts."""
    require_lead(by)
    startup = _locked(startup)
    found = {"state": state, "note": note, "on": timezone.localdate(), "by": by}
    check, _ = StartupCheck.objects.update_or_create(startup=startup, text=text, defaults=found)
    record(by=by, action=Action.CHANGED, thing="startup_check", thing_id=check.pk, detail={"state": state})
    return check


@writing()
def set_hints(*, by: User, venue: Venue, texts: list[str]) -> None:
    """What the town reminds of, in this order. What start-ups have ticked already keeps its words."""
    require_lead(by)
    StartupHint.objects.filter(venue=venue).delete()
    lines = dict.fromkeys(text.strip() for text in texts if text.strip())
    StartupHint.objects.bulk_create(
        StartupHint(venue=venue, text=text, position=position) for position, text in enumerate(lines)
    )
    record(by=by, action=Action.CHANGED, thing="startup_hints", thing_id=venue.pk)


def _locked(startup: Startup) -> Startup:
    return Startup.objects.select_for_update(of=("self",)).get(pk=startup.pk)


def _locked_wish(wish: Wish) -> Wish:
    return Wish.objects.select_for_update(of=("self",)).select_related("person").get(pk=wish.pk)


def _check_day(day: date | None, field: str = "next_on") -> None:
    if day and day < timezone.localdate():
        raise ValidationError({field: PAST})


def _plan(startup: Startup, following: Next, *, by: User) -> None:
    """The next day; the wish behind it carries the same one."""
    before = startup.companion_id
    startup.companion, startup.next_on = following.companion, following.on
    startup.next_step = following.step
    startup.save()
    if startup.wish_id:
        behind = Wish.objects.filter(pk=startup.wish_id, state=WishState.STARTING)
        behind.update(person=following.companion, next_on=following.on)
    if before != following.companion.pk:
        tell_companion(startup, by=by)


def _settle_wish(wish: Wish, startup: Startup, answer: str, *, by: User) -> None:
    state = WISH_STATES[StartState(startup.state)]
    try:
        settle(
            by=by,
            wish=wish,
            text=answer,
            state=state,
            person=startup.companion,
            next_on=startup.next_on if state == WishState.STARTING else None,
        )
    except ValidationError as refusal:
        if "text" in getattr(refusal, "error_dict", {}):
            raise ValidationError(
                {"answer": "願いを書いた人への返事を、ひとこと書いてください。"}
            ) from refusal
        raise
