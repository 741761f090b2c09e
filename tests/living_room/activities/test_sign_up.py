"""Signing up: nobody says a name, nobody is put above another, and no date is over its capacity."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from functools import partial
from threading import Barrier
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from sengetsu.accounts.access import Refused
from sengetsu.accounts.models import User
from sengetsu.living_room.activities.choices import ActivityState, Closes, SignUpState
from sengetsu.living_room.activities.models import Activity
from sengetsu.living_room.activities.offers import offer_of
from sengetsu.living_room.activities.reminders import remind
from sengetsu.living_room.activities.sign_up_actions import (
    cancel_sign_up,
    change_sign_up,
    forget_sign_ups,
    set_sign_up_terms,
    sign_up,
)
from sengetsu.living_room.activities.sign_up_models import SignUp, SignUpTerms
from sengetsu.living_room.bookings.choices import State
from sengetsu.living_room.bookings.models import Booking
from sengetsu.living_room.notices.models import Notice

from .calendar import activity, application_for, date_of, group_of

NOW = datetime(2026, 11, 24, 10, tzinfo=ZoneInfo("Asia/Tokyo"))
SUNDAY = date(2026, 12, 6)
IN, WAITING, CANCELLED = SignUpState.IN, SignUpState.WAITING, SignUpState.CANCELLED


@pytest.fixture(autouse=True)
def in_november() -> Iterator[None]:
    with at(NOW):
        yield


def at(moment: datetime) -> time_machine.travel:
    return time_machine.travel(moment, tick=False)


def december(day: int, hour: int = 4, minute: int = 0) -> datetime:
    return NOW.replace(month=12, day=day, hour=hour, minute=minute)


def dinner(capacity: int | None = None, **terms: Any) -> Booking:
    """A date of a cafeteria with so many seats."""
    made = date_of(application_for(activity(has_food=True)), SUNDAY)
    SignUpTerms.objects.create(activity=Activity.objects.latest("pk"), capacity=capacity, **terms)
    return made


def come(to: Booking, adults: int = 1, children: int = 0, *, token: str = "", **said: str) -> SignUp:
    token = token or f"token-{SignUp.objects.count()}"
    facts = {"adults": adults, "children": children, "name": "", "allergies": "", "contact": "", **said}
    return sign_up(by=None, booking=to, facts=facts, token_hash=token)


def leave(party: SignUp) -> None:
    cancel_sign_up(by=None, sign_up=party, token_hash=party.token_hash)


def states(of: Booking) -> list[str]:
    return list(of.sign_ups.order_by("pk").values_list("state", flat=True))


@pytest.mark.django_db
class TestSeats:
    def test_seats_are_for_people_not_for_parties_and_the_rest_wait(self) -> None:
        meal = dinner(capacity=4)
        for adults, children in ((1, 2), (2, 0), (1, 0)):
            come(meal, adults, children)
        assert states(meal) == [IN, WAITING, WAITING], "a small party does not overtake a large one"

    def test_who_waits_moves_up_in_order_when_somebody_leaves(self) -> None:
        meal = dinner(capacity=3)
        first, *_ = [come(meal, number) for number in (2, 1, 2, 1)]
        leave(first)
        assert states(meal) == [CANCELLED, IN, IN, WAITING]

    def test_a_large_party_at_the_head_of_the_queue_is_waited_for(self) -> None:
        meal = dinner(capacity=3)
        _, single, *_ = [come(meal, number) for number in (2, 1, 3, 1)]
        leave(single)
        assert states(meal) == [IN, CANCELLED, WAITING, WAITING]

    def test_as_many_as_come_where_there_is_no_capacity(self) -> None:
        meal = dinner()
        come(meal, 30)
        assert come(meal, 30).state == IN

    def test_a_party_that_can_never_fit_is_told_so(self) -> None:
        with pytest.raises(ValidationError, match="4人まで"):
            come(dinner(capacity=4), 5)

    def test_the_same_sending_twice_is_one_party(self) -> None:
        meal = dinner(capacity=4)
        assert come(meal, token="tap") == come(meal, token="tap")

    def test_a_party_that_grows_needs_seats_and_one_that_shrinks_gives_them(self) -> None:
        meal = dinner(capacity=3)
        party, alone = come(meal, 2), come(meal, 2)
        facts = {"adults": 3, "children": 0, "name": "", "allergies": "", "contact": ""}
        with pytest.raises(ValidationError, match="あと0人"):
            change_sign_up(by=None, sign_up=party, facts=facts, token_hash=party.token_hash)
        change_sign_up(by=None, sign_up=party, facts={**facts, "adults": 1}, token_hash=party.token_hash)
        alone.refresh_from_db()
        assert alone.state == IN

    def test_more_seats_go_to_those_who_wait_and_fewer_take_none_away(self, organizer_soda: User) -> None:
        meal = date_of(application_for(activity(group=group_of(organizer_soda))), SUNDAY)
        own = meal.application.activity_link.activity
        facts = {"is_on": True, "closes": Closes.AT_START}
        set_sign_up_terms(by=organizer_soda, activity=own, facts={**facts, "capacity": 2})
        for _ in range(3):
            come(meal)
        assert states(meal) == [IN, IN, WAITING]
        set_sign_up_terms(by=organizer_soda, activity=own, booking=meal, facts={**facts, "capacity": 3})
        assert states(meal) == [IN, IN, IN]
        set_sign_up_terms(by=organizer_soda, activity=own, booking=meal, facts={**facts, "capacity": 1})
        assert states(meal) == [IN, IN, IN]

    def test_nobody_cancels_or_changes_for_somebody_else(self, partner_sato: User) -> None:
        party = come(dinner())
        for by, token in ((None, ""), (None, "another"), (partner_sato, "")):
            with pytest.raises(Refused):
                cancel_sign_up(by=by, sign_up=party, token_hash=token)

    @pytest.mark.parametrize(
        ("state", "running", "terms", "why"),
        [
            (State.CANCELLED, ActivityState.RUNNING, {}, "お休み"),
            (State.WAITING, ActivityState.RUNNING, {}, "お休み"),
            (State.APPROVED, ActivityState.PAUSED, {}, "お休み"),
            (State.APPROVED, ActivityState.RUNNING, {"is_on": False}, "申しこみはいりません"),
            (State.APPROVED, ActivityState.RUNNING, {"closes": Closes.WEEK, "_on": 30}, "まででした"),
        ],
    )
    def test_a_date_that_takes_nobody_says_why(
        self, state: State, running: ActivityState, terms: dict[str, Any], why: str
    ) -> None:
        day = terms.pop("_on", None)
        meal = dinner(**terms)
        Booking.objects.update(state=state)
        Activity.objects.update(state=running)
        with at(NOW.replace(day=day) if day else NOW), pytest.raises(Refused) as refusal:
            come(meal)
        assert why in refusal.value.messages[0]

    def test_until_the_last_minute_and_not_after(self) -> None:
        meal = dinner(closes=Closes.DAY_BEFORE)
        with at(december(5, 23, 59)):
            party = come(meal)
        with at(december(6, 0)):
            with pytest.raises(Refused):
                come(meal)
            leave(party)  # giving seats back is welcome until it begins


@pytest.mark.django_db
class TestNews:
    def test_who_left_an_address_hears_of_a_seat_in_their_language(self) -> None:
        meal = dinner(capacity=1)
        first = come(meal)
        SignUp.objects.filter(pk=come(meal, contact="mina@example.jp").pk).update(language="en")
        leave(first)
        told = Notice.objects.get()
        assert told.address == "mina@example.jp"
        assert "Sunday, 6 December" in told.text
        assert "mina" not in told.text

    def test_a_date_that_is_called_off_or_moved_is_told_once_and_not_before_it_can_be_undone(self) -> None:
        off, moved = dinner(), dinner()
        for meal in (off, moved):
            come(meal, contact="mina@example.jp")
            come(meal, contact="048-000-0002")
            leave(come(meal, contact="gone@example.jp"))
        Booking.objects.filter(pk=off.pk).update(state=State.CANCELLED)
        Booking.objects.filter(pk=moved.pk).update(day=SUNDAY + timedelta(days=7))
        assert remind(by=None, now=NOW + timedelta(minutes=14)) == 0
        for _ in range(2):
            remind(by=None, now=NOW + timedelta(minutes=16))
        subjects = sorted(Notice.objects.values_list("subject", flat=True))
        assert [subject.split("：")[0] for subject in subjects] == [
            "お休みになりました",
            "日時が変わりました",
        ]
        assert "12月13日" in Notice.objects.get(subject__startswith="日時").text


@pytest.mark.django_db
class TestForgetting:
    def test_what_is_personal_is_ciphertext_and_gone_on_cancelling(self) -> None:
        party = come(dinner(), name="みな", allergies="そば", contact="mina@example.jp")
        with connection.cursor() as cursor:
            cursor.execute("select name, allergies, contact from living_room_signup")
            stored = "".join(cursor.fetchone())
        assert stored
        assert not any(words in stored for words in ("みな", "そば", "mina"))
        leave(party)
        party.refresh_from_db()
        assert (party.name, party.allergies, party.contact) == ("", "", "")

    def test_thirty_days_after_the_date_nobody_is_known_any_more(self) -> None:
        come(dinner(), name="みな")
        for day, left in ((date(2027, 1, 5), 1), (date(2027, 1, 6), 0)):
            with time_machine.travel(
                datetime(day.year, day.month, day.day, 4, tzinfo=NOW.tzinfo), tick=False
            ):
                forget_sign_ups(by=None)
            assert SignUp.objects.count() == left


@pytest.mark.django_db(transaction=True)
def test_two_who_want_the_last_seat_at_the_same_moment_get_one() -> None:
    """Threads with connections of their own, on either database; with the lock taken away it fails."""
    meals = [dinner(capacity=1) for _ in range(5)]
    for meal in meals:
        together(*[partial(come, meal, token=f"{meal.pk}-{who}") for who in range(4)])
    assert [sorted(states(meal)) for meal in meals] == [[IN, WAITING, WAITING, WAITING]] * 5


@pytest.mark.django_db(transaction=True)
def test_one_leaves_while_another_comes_and_the_queue_keeps_its_order() -> None:
    for _ in range(5):
        meal = dinner(capacity=2)
        first, *_others = [come(meal, token=f"{meal.pk}-{number}") for number in range(3)]
        together(partial(leave, first), partial(come, meal, token=f"{meal.pk}-late"))
        assert states(meal) == [CANCELLED, IN, IN, WAITING]


def together(*acts: Callable[[], object]) -> None:
    start = Barrier(len(acts))

    def run(act: Callable[[], object]) -> None:
        try:
            start.wait()
            act()
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=len(acts)) as pool:
        list(pool.map(run, acts))


class TestAnyOrder(TestCase):
    @settings(max_examples=25, deadline=None)
    @given(st.integers(1, 8), st.lists(st.tuples(st.booleans(), st.integers(1, 4)), max_size=14))
    def test_never_over_capacity_and_nobody_is_overtaken(
        self, capacity: int, acts: list[tuple[bool, int]]
    ) -> None:
        meal = dinner(capacity=capacity)
        for leaves, number in acts:
            there = list(meal.sign_ups.exclude(state=CANCELLED))
            if leaves and there:
                leave(there[number % len(there)])
            elif number <= capacity:
                come(meal, number)
            offer = offer_of(Booking.objects.get(pk=meal.pk))
            waiting = meal.sign_ups.waiting().first()
            assert offer.taken <= capacity
            assert waiting is None or offer.taken + waiting.people > capacity
            self.assert_in_order(meal)

    def assert_in_order(self, meal: Booking) -> None:
        rows = [row.state for row in meal.sign_ups.exclude(state=CANCELLED).order_by("pk")]
        assert rows == sorted(rows), "those who came first sit, those who came later wait"
