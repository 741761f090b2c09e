"""Rules and the dates that follow from them, against a count by hand over twenty years."""

import calendar
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sengetsu.living_room.bookings.series import (
    LAST,
    MOST_DATES,
    Every,
    Part,
    Rule,
    TooManyDates,
    fiscal_year_end,
    occurrences,
)

PARTS = (Part(1, time(12), time(15)),)
days = st.dates(date(2026, 1, 1), date(2046, 12, 31))
lengths = st.integers(0, 400)
nths = st.sampled_from([1, 2, 3, 4, 5, LAST])
weekdays = st.integers(0, 6)


def monthly(weekday: int, nth: int) -> Rule:
    return Rule(Every.MONTHLY, weekday, PARTS, nth)


def said(rules: list[Rule], first: date, until: date) -> list[date | None]:
    return [one.day for one in occurrences(rules, first, until)]


def test_soramames_two_rules_come_in_one_line() -> None:
    rules = [monthly(6, 1), monthly(1, 3)]
    found = said(rules, date(2026, 11, 25), date(2027, 1, 31))
    assert found == [date(2026, 12, 6), date(2026, 12, 15), date(2027, 1, 3), date(2027, 1, 19)]


def test_a_month_without_a_fifth_tuesday_is_told_and_not_made_the_last() -> None:
    found = occurrences([monthly(1, 5)], date(2026, 11, 1), date(2027, 1, 31))
    assert [(one.month, one.day) for one in found] == [
        (date(2026, 11, 1), None),
        (date(2026, 12, 1), date(2026, 12, 29)),
        (date(2027, 1, 1), None),
    ]


@given(days, lengths, weekdays, nths)
def test_every_month_has_its_nth_weekday_or_says_that_it_has_none(
    first: date, length: int, weekday: int, nth: int
) -> None:
    until = first + timedelta(days=length)
    by_hand: list[date] = []
    day = first
    while day <= until:
        place = (day.day - 1) // 7 + 1
        is_last = day.day + 7 > calendar.monthrange(day.year, day.month)[1]
        if day.weekday() == weekday and (is_last if nth == LAST else place == nth):
            by_hand.append(day)
        day += timedelta(days=1)
    found = occurrences([monthly(weekday, nth)], first, until)
    assert [one.day for one in found if one.day] == by_hand
    for one in found:
        if one.day is None:
            fifth = one.month + timedelta(days=(weekday - one.month.weekday()) % 7 + 28)
            assert nth == 5
            assert fifth.month != one.month.month


@given(days, lengths, weekdays, st.booleans())
def test_weeks_follow_each_other_by_seven_or_fourteen_days(
    first: date, length: int, weekday: int, every_other: bool
) -> None:
    rule = Rule(Every.BIWEEKLY if every_other else Every.WEEKLY, weekday, PARTS)
    until = first + timedelta(days=length)
    found = said([rule], first, until)
    begin = first + timedelta(days=(weekday - first.weekday()) % 7)
    step = timedelta(days=14 if every_other else 7)
    assert found == [begin + step * n for n in range(60) if begin + step * n <= until]


def test_a_series_of_ten_thousand_is_refused() -> None:
    with pytest.raises(TooManyDates):
        occurrences([Rule(Every.WEEKLY, 2, PARTS)], date(2026, 4, 1), date(2218, 3, 31))
    assert len(said([Rule(Every.WEEKLY, 2, PARTS)], date(2026, 4, 1), date(2029, 12, 31))) <= MOST_DATES


@given(days)
def test_the_fiscal_year_ends_on_the_next_31_march(day: date) -> None:
    end = fiscal_year_end(day)
    assert (end.month, end.day) == (3, 31)
    assert timedelta(0) <= end - day < timedelta(days=366)


@pytest.mark.parametrize(("every", "nth"), [(Every.WEEKLY, 1), (Every.MONTHLY, 0), (Every.MONTHLY, 6)])
def test_a_rule_that_means_nothing_cannot_be_made(every: Every, nth: int) -> None:
    with pytest.raises(ValueError, match="no such rule"):
        Rule(every, 0, PARTS, nth)


@given(weekdays, nths)
def test_a_rule_comes_back_from_json_as_it_was(weekday: int, nth: int) -> None:
    rule = monthly(weekday, nth)
    assert Rule.from_json(rule.as_json()) == rule
