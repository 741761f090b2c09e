"""The demo town's wishes and start-ups: from the thought to the table, some late, some at rest."""

import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.living_room.groups.models import Group
from sengetsu.living_room.spaces.models import Venue

from .actions import answer_wish, make_wish, publish_wish
from .choices import CheckState, StartStep, WishDoor, WishState
from .models import Startup, StartupMove, Wish
from .queries import FACTS
from .startup_actions import (
    Next,
    begin_startup,
    check_hint,
    move_startup,
    note_startup,
    set_hints,
)

TOLD = Path(__file__).with_name("demo.toml")


def load_demo(venue: Venue, users: Mapping[str, User]) -> None:
    """Enter them once; a second run changes nothing."""
    if Wish.objects.exists() or Startup.objects.exists():
        return
    told = tomllib.loads(TOLD.read_text(encoding="utf-8"))
    aoki, mori = users["aoki"], users["mori"]
    set_hints(by=aoki, venue=venue, texts=told["hints"])
    for facts in told["wishes"]:
        _wish(venue, facts, by=mori)
    for number, facts in enumerate(told["startups"]):
        _startup(venue, facts, by=(aoki, mori)[number % 2], organizer=users.get("soda"))


def _wish(venue: Venue, told: dict[str, Any], *, by: User) -> Wish:
    door = WishDoor(told["door"])
    facts = {name: told[name] for name in FACTS if name in told}
    wish = make_wish(
        by=None if door == WishDoor.WEB else by,
        venue=venue,
        facts={**facts, "may_publish": "wording" in told},
        door=door,
    )
    if "next_in" in told or "state" in told:
        state = WishState(told.get("state", WishState.ANSWERED))
        answer_wish(by=by, wish=wish, text=told["answer"], state=state, next_on=_in(told, at_least=0))
    if "wording" in told:
        publish_wish(by=by, wish=wish, wording=told["wording"])
    if told.get("next_in", 0) < 0:  # what is late was promised in the past, which no action takes
        Wish.objects.filter(pk=wish.pk).update(next_on=_in(told))
    return wish


def _startup(venue: Venue, told: dict[str, Any], *, by: User, organizer: User | None) -> Startup:
    wish = _wish(venue, told["wish"], by=by) if "wish" in told else None
    facts = {name: told[name] for name in ("title", "idea", "companions")}
    following = Next(by, _in(told, at_least=0), told["next_step"])
    answer = told["wish"]["answer"] if wish else ""
    startup = begin_startup(by=by, venue=venue, facts=facts, following=following, wish=wish, answer=answer)
    for step, ago, words in told["path"][1:]:
        move_startup(
            by=by, startup=startup, step=StartStep(step), on=_ago(ago), words=words, following=following
        )
    StartupMove.objects.filter(startup=startup, step=StartStep.IDEA).update(on=_ago(told["path"][0][1]))
    for ago, text in told["notes"]:
        note_startup(by=by, startup=startup, on=_ago(ago), text=text)
    for text, state, note in told["checks"]:
        check_hint(by=by, startup=startup, text=text, state=CheckState(state), note=note)
    group = Group.objects.of(organizer).first() if organizer and told.get("organizer") else None
    Startup.objects.filter(pk=startup.pk).update(next_on=_in(told), group=group)
    return startup


def _ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def _in(told: Mapping[str, Any], *, at_least: int | None = None) -> date:
    days = told.get("next_in", 7)
    return timezone.localdate() + timedelta(days=days if at_least is None else max(days, at_least))
