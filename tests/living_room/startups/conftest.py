"""25 November 2026 at the place of the demo town, and wishes of named people."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine

from sengetsu.accounts.models import User
from sengetsu.living_room.demo import load_demo
from sengetsu.living_room.spaces.models import Venue
from sengetsu.living_room.startups.actions import make_wish
from sengetsu.living_room.startups.choices import WishDoor
from sengetsu.living_room.startups.models import Startup, Wish
from sengetsu.living_room.startups.startup_actions import Next, begin_startup

TODAY = date(2026, 11, 25)
SOON = date(2026, 12, 2)
LATER = date(2026, 12, 9)


@pytest.fixture(autouse=True)
def november() -> Iterator[None]:
    with time_machine.travel("2026-11-25 10:00+09:00", tick=False):
        yield


@pytest.fixture
def venue(db: None, november: None) -> Venue:
    venue = load_demo()
    Startup.objects.all().delete()  # the demo's own
    Wish.objects.all().delete()
    return venue


def wish_of(venue: Venue, text: str = "織月でもコラボしたい", **facts: Any) -> Wish:
    made = make_wish(by=None, venue=venue, facts={"text": text, **facts}, door=WishDoor.WEB)
    return Wish.objects.get(pk=made.pk)


@pytest.fixture
def wish(venue: Venue) -> Wish:
    """Somebody from a kids' cafeteria elsewhere, who may be shown on the board and reads e-mail."""
    facts = {"name": "西野", "email": "nishino@example.jp", "phone": "048-000-0005", "may_publish": True}
    return wish_of(venue, **facts)


@pytest.fixture
def startup(venue: Venue, aoki: User) -> Startup:
    facts = {"title": "朝の体操の会"}
    made = begin_startup(by=aoki, venue=venue, facts=facts, following=Next(aoki, SOON, "場所を見に来る"))
    return Startup.objects.get(pk=made.pk)
