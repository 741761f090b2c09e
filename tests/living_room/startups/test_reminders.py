"""A promised day is told once, to whoever is in charge; figures count and name nobody."""

from dataclasses import asdict
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.living_room.notices.models import Notice
from sengetsu.living_room.spaces.models import Venue
from sengetsu.living_room.startups.actions import answer_wish, withdraw_wish
from sengetsu.living_room.startups.choices import StartState, StartStep, WishState
from sengetsu.living_room.startups.demo import load_demo
from sengetsu.living_room.startups.figures import figures
from sengetsu.living_room.startups.models import Startup, Wish
from sengetsu.living_room.startups.reminders import remind
from sengetsu.living_room.startups.startup_actions import Next, plan_startup, settle_startup

from .conftest import LATER, SOON, TODAY, wish_of

pytestmark = pytest.mark.django_db
THEN = datetime.fromisoformat("2026-12-02T00:05+09:00")


def test_the_companion_is_told_on_the_day_and_once(startup: Startup, aoki: User, mori: User) -> None:
    before = datetime.fromisoformat("2026-12-01T23:55+09:00")
    assert [remind(by=None, now=now) for now in (before, THEN, THEN)] == [0, 1, 0]
    notice = Notice.objects.get(key__startswith="startup-due:")
    assert (notice.user, timezone.localtime(notice.due_at).hour) == (aoki, 8)
    assert "体操" not in notice.subject + notice.text


def test_another_day_is_another_reminder(startup: Startup, aoki: User, mori: User) -> None:
    remind(by=None, now=THEN)
    plan_startup(by=aoki, startup=startup, following=Next(mori, LATER))
    assert remind(by=None, now=THEN + timedelta(days=7)) == 1
    assert Notice.objects.filter(key__startswith="startup-due:", user=mori).count() == 1


def test_a_wish_that_nobody_answered_is_told_to_all_link_workers(wish: Wish, aoki: User, mori: User) -> None:
    assert remind(by=None, now=THEN) == 2
    answer_wish(by=aoki, wish=wish, text="会いましょう", state=WishState.ANSWERED, next_on=LATER)
    assert remind(by=None, now=THEN + timedelta(days=7)) == 1


def test_a_worker_that_stood_still_for_a_month_tells_no_old_news(startup: Startup) -> None:
    assert remind(by=None, now=THEN + timedelta(days=30)) == 0


def test_who_withdraws_is_forgotten_in_the_outbox_too(wish: Wish, aoki: User) -> None:
    answer_wish(by=aoki, wish=wish, text="どうぞ", state=WishState.ANSWERED, next_on=SOON)
    assert Notice.objects.filter(address="nishino@example.jp").exists()
    withdraw_wish(by=None, wish=wish)
    assert not Notice.objects.filter(address="nishino@example.jp").exists()


def test_figures_count_and_say_nothing_of_anybody(
    venue: Venue, wish: Wish, startup: Startup, aoki: User
) -> None:
    answer_wish(by=aoki, wish=wish, text="どうぞ", state=WishState.CAME_TRUE)
    wish_of(venue, "ほかの願い")
    Startup.objects.update(step=StartStep.REGULAR)
    settle_startup(by=aoki, startup=startup, state=StartState.REACHED, words="続いている")
    found = figures(venue, TODAY, TODAY)
    assert (found.wishes, found.answered_in_time, found.startups, found.reached) == (2, 1, 1, 1)
    assert found.by_state == {**dict.fromkeys(WishState.values, 0), "new": 1, "came_true": 1}
    assert found.moves == {**dict.fromkeys(StartStep.values, 0), "idea": 1}
    assert figures(venue, SOON, LATER).wishes == 0
    assert not any(word in str(asdict(found)) for word in ("西野", "コラボ", "体操"))


def test_the_demo_is_entered_once(venue: Venue, aoki: User, mori: User) -> None:
    users = {"aoki": aoki, "mori": mori}
    for _ in range(2):
        load_demo(venue, users)
    assert (Wish.objects.count(), Startup.objects.count()) == (5, 3)
    assert Wish.objects.published().count() == 2
