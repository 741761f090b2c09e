"""The board: published wishes beside regular empty slots, and which wish finds which."""

from datetime import date, time
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from sengetsu.accounts.models import User
from sengetsu.living_room.bookings.actions import DatePlan, apply
from sengetsu.living_room.bookings.choices import Door, Purpose
from sengetsu.living_room.bookings.models import Application
from sengetsu.living_room.bookings.series import Part
from sengetsu.living_room.spaces.choices import SpaceKind, Weekday
from sengetsu.living_room.spaces.models import Space, UsableHours, Venue
from sengetsu.living_room.startups.actions import publish_wish
from sengetsu.living_room.startups.choices import DayPart, WishKind
from sengetsu.living_room.startups.free_times import Slot, nth_of, slot_asked, slots_of
from sengetsu.living_room.startups.matches import matches_of, pairs_of, proposals
from sengetsu.living_room.startups.models import Wish
from sengetsu.living_room.startups.times import ALL, When
from tests.people import SignIn

from .conftest import wish_of

pytestmark = pytest.mark.django_db
WEDNESDAYS = [date(2026, 12, 2), date(2026, 12, 9), date(2026, 12, 16), date(2026, 12, 23)]
AFTERNOON = When(Weekday.WEDNESDAY, DayPart.AFTERNOON)


@pytest.fixture
def place(venue: Venue) -> Venue:
    """Lent every day from 9 to 21, with no date taken; holidays and the new year are closed."""
    Application.objects.all().delete()
    venue.usable_hours.all().delete()
    UsableHours.objects.bulk_create(
        UsableHours(venue=venue, weekday=weekday, opens=time(9), closes=time(21)) for weekday in Weekday
    )
    return venue


def space(venue: Venue, kind: SpaceKind) -> Space:
    return venue.spaces.get(kind=kind)


def taken(by: User, venue: Venue, where: Space, days: list[date], starts: time, ends: time) -> None:
    facts = {"title": "会", "purpose": Purpose.SALON, "contact_name": "青木"}
    plans = [DatePlan(day, (Part(where.pk, starts, ends),)) for day in days]
    apply(by=by, venue=venue, facts=facts, dates=plans, door=Door.COUNTER, approve=True)


def slot_of(venue: Venue, kind: SpaceKind, when: When) -> Slot | None:
    return slot_asked(venue, str(space(venue, kind).pk), when.code)


def test_an_empty_weekday_is_free_every_week_but_for_the_closed_days(place: Venue) -> None:
    slot = slot_of(place, SpaceKind.KITCHEN, AFTERNOON)
    assert slot is not None
    assert slot.is_every_week
    assert date(2026, 12, 30) not in slot.days  # the place rests over the new year
    assert slot.short == "毎週"
    assert slot.query == f"times=2-afternoon&space={slot.space.pk}&kitchen=1"


def test_a_kitchen_taken_every_first_wednesday_is_free_on_the_others(place: Venue, aoki: User) -> None:
    firsts = [date(2026, 12, 2), date(2027, 1, 6), date(2027, 2, 3)]
    taken(aoki, place, space(place, SpaceKind.KITCHEN), firsts, time(13), time(16))
    slot = slot_of(place, SpaceKind.KITCHEN, AFTERNOON)
    assert slot is not None
    assert not set(firsts) & set(slot.free)
    assert not slot.is_every_week
    assert slot.nths == [2, 3, 4]
    room = slot_of(place, SpaceKind.ROOM, AFTERNOON)
    assert room is not None
    assert room.is_every_week


def test_a_week_of_the_month_that_is_taken_once_is_no_rule(place: Venue, aoki: User) -> None:
    days = [date(2026, 12, 2), date(2027, 1, 6), date(2027, 2, 3), date(2027, 1, 13)]
    taken(aoki, place, space(place, SpaceKind.KITCHEN), days, time(13), time(16))
    slot = slot_of(place, SpaceKind.KITCHEN, AFTERNOON)
    assert slot is not None
    assert (slot.nths, slot.short) == ([3, 4], "第3・4")


def test_three_hours_in_a_row_are_enough_and_less_is_not(place: Venue, aoki: User) -> None:
    kitchen = space(place, SpaceKind.KITCHEN)
    taken(aoki, place, kitchen, WEDNESDAYS[:1], time(12), time(14))  # 14:00–17:00 is left
    taken(aoki, place, kitchen, WEDNESDAYS[1:2], time(13), time(15))  # one hour, and two
    slot = slot_of(place, SpaceKind.KITCHEN, AFTERNOON)
    assert slot is not None
    assert WEDNESDAYS[0] in slot.free
    assert WEDNESDAYS[1] not in slot.free


def test_where_less_is_lent_all_of_it_counts(place: Venue) -> None:
    place.usable_hours.all().delete()
    UsableHours.objects.create(venue=place, weekday=Weekday.WEDNESDAY, opens=time(10), closes=time(12))
    assert [slot.when for slot in slots_of(place)] == [When(Weekday.WEDNESDAY, DayPart.MORNING)] * 2


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("x", "2-afternoon"),
        ("999999", "2-afternoon"),
        ("９", "2-afternoon"),
        ("1", "8-noon"),
        ("1" * 99, "2-evening"),
    ],
)
def test_an_address_that_names_no_slot_is_only_a_form(
    client: Client, place: Venue, asked: str, code: str
) -> None:
    page: Any = client.get("/wishes/new/", {"space": asked, "times": code})
    assert page.status_code == 200
    assert page.context["slot"] is None


@given(st.dates(date(2026, 1, 1), date(2046, 12, 31)))
def test_the_nth_weekday_is_counted_from_the_first(day: date) -> None:
    earlier = [one for one in range(1, day.day + 1) if day.replace(day=one).weekday() == day.weekday()]
    assert nth_of(day) == len(earlier)


@given(st.sampled_from(ALL))
def test_every_time_is_found_again_by_its_code(when: When) -> None:
    assert When.of(when.code) == when


def test_the_board_shows_the_wording_and_nothing_else_of_the_wisher(
    client: Client, place: Venue, wish: Wish, aoki: User
) -> None:
    wish_of(place, "まだ出ていない願い", may_publish=True)
    publish_wish(by=aoki, wish=wish, wording="子ども食堂の仲間をさがしています")
    page = client.get("/wishes/").content.decode()
    assert "子ども食堂の仲間をさがしています" in page
    for hidden in ("西野", "nishino", "048-000-0005", "コラボしたい", "まだ出ていない", str(wish.public_id)):
        assert hidden not in page
    assert "times=2-afternoon" in page


@pytest.mark.parametrize("count", [1, 30])
def test_the_board_asks_the_same_number_of_queries(
    client: Client, place: Venue, aoki: User, count: int, django_assert_max_num_queries: Any
) -> None:
    for number in range(count):
        publish_wish(by=aoki, wish=wish_of(place, f"願い{number}", may_publish=True), wording="願い")
    with django_assert_max_num_queries(14):
        client.get("/wishes/")


# --- Which finds which ------------------------------------------------------------------------------------
def test_a_wish_is_shown_the_slots_at_its_times_in_the_space_that_it_needs(place: Venue, aoki: User) -> None:
    firsts = [date(2026, 12, 2), date(2027, 1, 6), date(2027, 2, 3)]
    taken(aoki, place, space(place, SpaceKind.KITCHEN), firsts, time(13), time(16))
    wish = wish_of(place, times=["2-afternoon", "3-evening"], needs_kitchen=True)
    assert [match.reason for match in matches_of(wish, slots_of(place))] == [
        "木曜日の夜は、シェアキッチンが毎週あいています",
        "水曜日の午後は、シェアキッチンが第2・第3・第4週にあいています",
    ]


def test_a_wish_without_times_is_told_why_nothing_is_proposed(place: Venue) -> None:
    proposal = proposals([wish_of(place)], slots_of(place), [])[0]
    assert (proposal.matches, proposal.why_not) == ([], "都合のよい曜日と時間を聞いていません。")


def test_two_wishes_with_time_at_the_same_time_find_each_other_and_helpers_come_first(place: Venue) -> None:
    wish = wish_of(place, times=["2-afternoon", "4-evening"])
    other = wish_of(place, "茶話会", times=["2-afternoon", "4-evening"])
    helper = wish_of(place, "手伝えます", kind=WishKind.HELP, times=["4-evening"])
    wish_of(place, "日曜の会", times=["6-morning"])
    pairs = pairs_of(wish, Wish.objects.all())
    assert [pair.other for pair in pairs] == [helper, other]
    assert pairs[0].reason == "手伝いたい人がいます。どちらも金曜日の夜が都合よし"


def test_staff_see_the_proposals_beside_the_wish(place: Venue, aoki: User, sign_in: SignIn) -> None:
    wish = wish_of(place, "夕ごはんの会", times=["4-evening"], needs_kitchen=True)
    client = sign_in(aoki)
    for page in ("/place/wishes/board/", f"/place/wishes/{wish.public_id}/"):
        assert "金曜日の夜は、シェアキッチンが毎週あいています" in client.get(page).content.decode()
