"""Two people at the same moment, each with a connection: one does it, the other reads why not."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from sengetsu.accounts.models import User
from sengetsu.base.once import once
from sengetsu.living_room.spaces.models import Venue
from sengetsu.living_room.startups.actions import make_wish
from sengetsu.living_room.startups.choices import WishDoor
from sengetsu.living_room.startups.models import Startup, Wish
from sengetsu.living_room.startups.startup_actions import Next, begin_startup, correct_note, note_startup

from .conftest import SOON, TODAY

pytestmark = pytest.mark.django_db(transaction=True)


def both(first: Callable[[], object], second: Callable[[], object]) -> list[str]:
    """What each of the two said: nothing, or a sentence."""

    def run(act: Callable[[], object]) -> str:
        try:
            act()
        except ValidationError as refusal:
            return refusal.messages[0]
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(max_workers=2) as pool:
        return sorted(pool.map(run, [first, second]))


def test_two_who_begin_the_same_wish(wish: Wish, aoki: User, mori: User) -> None:
    def begin(by: User) -> Callable[[], object]:
        facts, next_ = {"title": "夕ごはんの会"}, Next(by, SOON)
        return lambda: begin_startup(
            by=by, venue=wish.venue, facts=facts, following=next_, wish=wish, answer="はじめましょう"
        )

    said = both(begin(aoki), begin(mori))
    assert said == ["", "この願いの立ち上げは、もうはじまっています。"]
    assert Startup.objects.count() == 1
    assert wish.words.count() == 1


def test_two_who_correct_the_same_note(startup: Startup, aoki: User, mori: User) -> None:
    note = note_startup(by=aoki, startup=startup, on=TODAY, text="話を聞いた")
    said = both(
        lambda: correct_note(by=aoki, note=note, text="電話で聞いた", reason="くわしく"),
        lambda: correct_note(by=mori, note=note, text="会って聞いた", reason="くわしく"),
    )
    assert said == ["", "このメモは、もう直されています。新しいほうを直してください。"]


def test_the_same_form_sent_twice_at_the_same_moment_is_one_wish(venue: Venue) -> None:
    def send() -> object:
        facts = {"text": "朝市をしたい"}
        return once(
            key="the-same-page",
            by=None,
            act=lambda: str(make_wish(by=None, venue=venue, facts=facts, door=WishDoor.WEB).public_id),
        )

    assert both(send, send) == ["", ""]
    assert Wish.objects.count() == 1
