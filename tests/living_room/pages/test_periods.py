"""How far and in which steps one may leaf through the calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sengetsu.living_room.pages.periods import (
    View,
    bounds_around,
    day_in_address,
    first_of_month,
    month_of,
    period_at,
    week_of,
)

TODAY = date(2026, 11, 25)
BOUNDS = bounds_around(TODAY, date(2027, 12, 25))
WITHIN = st.dates(BOUNDS.first, BOUNDS.last)


def test_one_may_look_two_years_back_and_as_far_ahead_as_one_may_apply() -> None:
    assert (BOUNDS.first, BOUNDS.last) == (date(2024, 11, 1), date(2027, 12, 31))


def test_a_month_is_shown_in_whole_weeks_from_monday() -> None:
    days = month_of(date(2026, 12, 6)).shown
    assert (days[0], days[-1], len(days) % 7) == (date(2026, 11, 30), date(2027, 1, 3), 0)


@given(WITHIN, st.sampled_from(View))
def test_the_next_period_follows_without_a_gap_and_leads_back(day: date, view: View) -> None:
    here = period_at(view, day, BOUNDS)
    assert here
    assert here.first <= day <= here.last
    if following := here.after(BOUNDS):
        assert following.first == here.last + timedelta(days=1)
        assert following.before(BOUNDS) == here


@pytest.mark.parametrize("view", View)
def test_leafing_ends_in_both_directions(view: View) -> None:
    for step in ("before", "after"):
        period, pages = period_at(view, TODAY, BOUNDS), 0
        while period:
            period, pages = getattr(period, step)(BOUNDS), pages + 1
        assert 10 < pages < 120


@given(st.dates(), st.sampled_from(View))
def test_every_day_that_is_written_has_an_answer(day: date, view: View) -> None:
    found = period_at(view, day, BOUNDS)
    assert (found is not None) == (found in (found,) and _reaches(view, day))


def _reaches(view: View, day: date) -> bool:
    if not date(2024, 1, 1) < day < date(2029, 1, 1):
        return False
    ends = {View.MONTH: month_of(day).last, View.WEEK: week_of(day).last, View.LIST: day + timedelta(27)}
    begins = {View.MONTH: month_of(day).first, View.WEEK: week_of(day).first, View.LIST: day}
    return begins[view] <= BOUNDS.last and ends[view] >= BOUNDS.first


@pytest.mark.parametrize(
    "text", ["", "2026-02-29", "2026-13-01", "20261207", "2026-W50-1", "２０２６-12-07", "0000-01-01", "x"]
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert day_in_address(text) is None


def test_a_day_is_written_in_one_way() -> None:
    assert day_in_address("2028-02-29") == date(2028, 2, 29)


@pytest.mark.parametrize(("year", "month"), [(2026, 0), (2026, 13), (0, 1), (10_000, 1), (10**30, 1)])
def test_what_is_no_month_is_none(year: int, month: int) -> None:
    assert first_of_month(year, month) is None
