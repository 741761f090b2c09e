"""The next dates of そらまめ食堂: 1st Sunday and 3rd Tuesday, never skipped silently."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sengetsu.living_room.activities.models import Rhythm
from sengetsu.living_room.activities.queries import Coming, coming, dates
from sengetsu.living_room.demo import load_demo
from sengetsu.living_room.spaces.queries import place

TOKYO = ZoneInfo("Asia/Tokyo")


def after(text: str, limit: int = 4) -> list[Coming]:
    load_demo()
    here = place()
    assert here is not None
    return coming(here.venue, here.calendar, datetime.fromisoformat(text).replace(tzinfo=TOKYO), limit)


@pytest.mark.django_db
def test_the_first_sunday_and_the_third_tuesday_come_in_order() -> None:
    found = [(date.starts.isoformat(" ", "minutes"), date.ends.hour) for date in after("2026-11-24T09:00", 2)]
    assert found == [("2026-12-06 12:00+09:00", 15), ("2026-12-15 17:30+09:00", 19)]


@pytest.mark.django_db
def test_a_meal_that_is_going_on_is_still_shown() -> None:
    assert after("2026-12-06T14:59")[0].starts.day == 6
    assert after("2026-12-06T15:00")[0].starts.day == 15


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("now", "day", "why"),
    [
        ("2026-05-01T09:00", date(2026, 5, 3), "憲法記念日"),
        ("2026-12-30T09:00", date(2027, 1, 3), "年末年始"),
    ],
)
def test_a_date_on_a_holiday_stays_in_the_list_with_its_doubt(now: str, day: date, why: str) -> None:
    first = after(now)[0]
    assert (first.starts.date(), first.doubt) == (day, why)


def test_a_month_without_a_fifth_sunday_has_none() -> None:
    fifth = Rhythm(nth=5, weekday=6, starts=time(9), ends=time(10))
    assert list(dates(fifth, date(2026, 11, 1), date(2026, 12, 31))) == [date(2026, 11, 29)]


@given(st.dates(date(2024, 1, 1), date(2035, 1, 1)), st.integers(1, 5), st.integers(0, 6))
def test_every_date_is_the_nth_weekday_of_its_month(first: date, nth: int, weekday: int) -> None:
    rhythm = Rhythm(nth=nth, weekday=weekday, starts=time(9), ends=time(10))
    for day in dates(rhythm, first, date(first.year, 12, 31)):
        assert day >= first
        assert (day.weekday(), (day.day - 1) // 7 + 1) == (weekday, nth)
