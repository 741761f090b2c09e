"""When the place is open: the founding hours, holidays, the turn of the year, and special days."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import jpholiday
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sengetsu.living_room.demo import load_demo
from sengetsu.living_room.spaces import queries
from sengetsu.living_room.spaces.models import SpecialDay
from sengetsu.living_room.spaces.opening import OpeningCalendar, Season

TOKYO = ZoneInfo("Asia/Tokyo")
HOURS = {weekday: [(time(8, 30), time(17, 15))] for weekday in range(5)}
SENGETSU = OpeningCalendar(weekly=HOURS, seasons=[Season((12, 29), (1, 3), "年末年始")])

days = st.dates(date(2020, 1, 1), date(2040, 12, 31))
moments = st.builds(lambda day, at: datetime.combine(day, at, TOKYO), days, st.times())


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=TOKYO)


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2026-11-24T08:29:59", False),
        ("2026-11-24T08:30", True),
        ("2026-11-24T17:14:59", True),
        ("2026-11-24T17:15", False),  # closing time is closed
        ("2026-11-22T12:00", False),  # Sunday
        ("2026-11-23T12:00", False),  # 勤労感謝の日
        ("2026-05-06T12:00", False),  # 振替休日: 憲法記念日 was a Sunday
        ("2026-09-22T12:00", False),  # 国民の休日 between two holidays
        ("2026-12-28T12:00", True),
        ("2026-12-29T12:00", False),
        ("2026-12-31T12:00", False),
        ("2027-01-01T12:00", False),
        ("2027-01-04T12:00", True),
    ],
)
def test_the_founding_hours(moment: str, is_open: bool) -> None:
    assert (SENGETSU.open_until(at(moment)) is not None) is is_open


def test_a_moment_in_another_zone_is_the_same_moment() -> None:
    assert SENGETSU.open_until(at("2026-11-24T09:00").astimezone(ZoneInfo("UTC"))) == time(17, 15)


def test_a_day_that_staff_opened_wins_over_a_holiday() -> None:
    day = date(2026, 11, 23)
    opened = OpeningCalendar(weekly=HOURS, special={day: [(time(10), time(12))]})
    assert opened.open_until(at("2026-11-23T11:00")) == time(12)
    assert opened.closed_because(day) == ""


def test_a_day_that_staff_closed_says_why() -> None:
    day = date(2026, 11, 24)
    closed = OpeningCalendar(weekly=HOURS, special={day: []}, special_reasons={day: "大掃除"})
    assert closed.spans(day) == []
    assert closed.closed_because(day) == "大掃除"


def test_after_the_last_day_of_the_year_it_opens_on_the_fourth() -> None:
    assert SENGETSU.next_opening(at("2026-12-28T18:00")) == at("2027-01-04T08:30")


def test_a_place_that_never_opens_has_no_next_opening() -> None:
    assert OpeningCalendar().next_opening(at("2026-11-24T08:00")) is None


@given(days)
def test_it_is_never_open_on_a_weekend_a_holiday_or_at_the_turn_of_the_year(day: date) -> None:
    rests = day.weekday() > 4 or jpholiday.is_holiday(day) or (day.month, day.day) in {(12, 30), (1, 2)}
    if rests:
        assert SENGETSU.spans(day) == []


@given(moments)
def test_when_open_it_is_a_weekday_between_the_hours(moment: datetime) -> None:
    if SENGETSU.open_until(moment):
        assert moment.weekday() < 5
        assert time(8, 30) <= moment.time() < time(17, 15)


@given(moments)
def test_the_next_opening_is_open_and_nothing_before_it_opens(moment: datetime) -> None:
    following = SENGETSU.next_opening(moment)
    assert following is not None
    assert following > moment
    assert SENGETSU.open_until(following) is not None
    between = moment + timedelta(days=1)
    while between.date() < following.date():
        assert SENGETSU.spans(between.date()) == []
        between += timedelta(days=1)


@given(
    days, st.tuples(st.integers(1, 12), st.integers(1, 28)), st.tuples(st.integers(1, 12), st.integers(1, 28))
)
def test_a_season_and_its_complement_share_no_day_but_their_ends(
    day: date, first: tuple[int, int], last: tuple[int, int]
) -> None:
    if Season(first, last).holds(day) and Season(last, first).holds(day) and first != last:
        assert (day.month, day.day) in {first, last}


@pytest.mark.django_db
def test_the_demo_place_is_open_on_a_weekday_morning_and_not_at_night() -> None:
    load_demo()
    assert queries.is_open(at("2026-11-24T10:00"))
    assert not queries.is_open(at("2026-11-24T20:00"))
    assert not queries.is_open(at("2026-12-30T10:00"))


@pytest.mark.django_db
def test_a_special_day_in_the_database_counts() -> None:
    SpecialDay.objects.create(venue=load_demo(), day=date(2026, 11, 24), reason="大掃除")
    assert not queries.is_open(at("2026-11-24T10:00"))


@pytest.mark.django_db
def test_a_town_without_a_place_is_closed_and_does_not_fail() -> None:
    assert not queries.is_open(at("2026-11-24T10:00"))
