"""The papers of a date: hygiene with versions, helpers who arrive, pictures only of who said yes."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from sengetsu.accounts.access import Refused
from sengetsu.accounts.models import User
from sengetsu.living_room.bookings.actions import approve, cancel
from sengetsu.living_room.bookings.models import Booking
from sengetsu.living_room.groups.models import Group
from sengetsu.living_room.sessions.actions import (
    add_helper,
    forget_helpers,
    keep_sheet,
    note_arrival,
    note_consent,
    withdraw_consent,
)
from sengetsu.living_room.sessions.choices import Giver, Medium
from sengetsu.living_room.sessions.forms import SheetForm
from sengetsu.living_room.sessions.models import Helper, HygieneSheet, PhotoConsent
from sengetsu.living_room.spaces.models import Space, Venue
from tests.living_room.bookings.conftest import (  # noqa: F401
    WEDNESDAY,
    booked,
    kaze,
    kitchen,
    november,
    room,
    soramame,
    span,
    venue,
)
from tests.people import SignIn


@pytest.fixture
def meal(venue: Venue, kitchen: Space, organizer_soda: User, soramame: Group, aoki: User) -> Booking:  # noqa: F811
    made = booked(venue, organizer_soda, (WEDNESDAY, (span(kitchen, 10, 14),)), of=soramame)
    approve(by=aoki, bookings=made.bookings.all())
    return made.bookings.get()


GOOD = {"hands_washed": True, "cooks_healthy": True, "menu": "豚汁", "fridge": "5", "freezer": "-18"}


def test_a_correction_keeps_what_was_written(meal: Booking, organizer_soda: User) -> None:
    keep_sheet(by=organizer_soda, booking=meal, facts={"menu": "豚汁"})
    keep_sheet(by=organizer_soda, booking=meal, facts={"menu": "けんちん汁"})
    assert [(sheet.version, sheet.menu) for sheet in HygieneSheet.objects.all()] == [
        (2, "けんちん汁"),
        (1, "豚汁"),
    ]


@pytest.mark.parametrize(
    ("said", "warnings"),
    [
        ({}, []),
        ({"fridge": "１０．５"}, ["冷蔵庫が10℃をこえています"]),
        ({"freezer": "マイナス１４"}, ["冷凍庫が−15℃より高くなっています"]),
        ({"freezer": "−18度"}, []),
        (
            {"core": "74.9℃", "core_seconds": "59"},
            ["中心の温度が75℃に届いていません", "中心の温度が1分続いていません"],
        ),
        ({"core": "75", "core_seconds": "60"}, []),
        ({"hands_washed": ""}, ["手洗いのしるしがありません"]),
    ],
)
def test_what_lies_outside_is_marked_and_never_refused(
    meal: Booking, organizer_soda: User, said: dict[str, str], warnings: list[str]
) -> None:
    form = SheetForm({**GOOD, **said}, last=None)
    assert form.is_valid(), form.errors
    assert keep_sheet(by=organizer_soda, booking=meal, facts=form.facts()).warnings == warnings


@pytest.mark.parametrize("nonsense", ["🍲", "あつい", "1000", "5,5", "--3"])
def test_a_temperature_that_is_none_is_told_beside_the_field(nonsense: str) -> None:
    form = SheetForm({**GOOD, "fridge": nonsense}, last=None)
    assert "fridge" in form.errors


def test_a_helper_arrives_and_a_wrong_tap_is_taken_back(meal: Booking, organizer_soda: User) -> None:
    helper = add_helper(by=organizer_soda, booking=meal, facts={"name": "はる"})
    assert note_arrival(by=organizer_soda, helper=helper).arrived_at
    assert note_arrival(by=organizer_soda, helper=helper).arrived_at is None


def test_helpers_are_forgotten_a_month_after_the_date(meal: Booking, organizer_soda: User) -> None:
    add_helper(by=organizer_soda, booking=meal, facts={"name": "はる"})
    with time_machine.travel(f"{WEDNESDAY + timedelta(30)} 12:00+09:00"):
        assert forget_helpers(by=None) == 0
    with time_machine.travel(f"{WEDNESDAY + timedelta(31)} 12:00+09:00"):
        assert forget_helpers(by=None) == 1
    assert not Helper.objects.exists()


def test_a_consent_is_for_each_medium_and_withdrawn_at_any_time(
    meal: Booking, organizer_soda: User, aoki: User
) -> None:
    consent = note_consent(
        by=organizer_soda, booking=meal, name="なつ", media=[Medium.WALL], given_by=Giver.GUARDIAN
    )
    assert consent.media_in_words == "この場所に貼る"
    cancel(by=aoki, bookings=[meal])
    with pytest.raises(Refused):
        note_consent(by=organizer_soda, booking=meal, name="ゆき", media=[], given_by=Giver.SELF)
    withdraw_consent(by=organizer_soda, consent=consent)
    assert PhotoConsent.objects.get().withdrawn_at


def test_another_groups_organizer_keeps_nothing_here(meal: Booking, kaze: Group) -> None:  # noqa: F811
    stranger = kaze.memberships.get().user
    with pytest.raises(Refused):
        keep_sheet(by=stranger, booking=meal, facts={})
    with pytest.raises(Refused):
        add_helper(by=stranger, booking=meal, facts={"name": "x"})


def test_the_page_shows_all_of_it(meal: Booking, organizer_soda: User, sign_in: SignIn) -> None:
    client: Client = sign_in(organizer_soda)
    address = f"/sessions/{meal.public_id}/"
    client.post(f"{address}hygiene/", {**GOOD, "fridge": "12"})
    client.post(f"{address}helpers/new/", {"name": "はる", "comes_at": "9時半", "task": "調理"})
    client.post(f"{address}photos/new/", {"name": "なつ", "shown_in": ["wall", "paper"], "given_by": "self"})
    page = client.get(address).content.decode()
    for words in ("冷蔵庫が10℃をこえています", "豚汁", "9:30", "調理", "この場所に貼る、広報紙・チラシ"):
        assert words in page
