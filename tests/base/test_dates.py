"""Dates of both eras, as people write them."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sengetsu.base import dates
from sengetsu.base.dates import DateProblem, parse_birth, parse_date

ANY_DAY = st.dates(date(1873, 1, 1), date(2100, 12, 31))
TUESDAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    "typed",
    [
        "2026-11-24",
        "2026/11/24",
        "2026.11.24",
        "2026年11月24日",
        "西暦2026年11月24日",
        "20261124",
        "令和8年11月24日",
        "令和 8年 11月 24日",
        "R8.11.24",
        "r8/11/24",
        "R08-11-24",
        "R081124",
        "令8.11.24",
        "㋿8年11月24日",
        "２０２６－１１－２４",
        "令和八年十一月二十四日",
        "二〇二六年十一月二十四日",
        "令和8年11月24日（火）",
        "2026年11月24日火曜日",
        "  2026-11-24\u3000",
    ],
)
def test_a_day_is_read_in_every_spelling(typed: str) -> None:
    assert parse_date(typed) == TUESDAY


@given(ANY_DAY)
def test_every_day_comes_back_from_its_era(day: date) -> None:
    assert parse_date(dates.wareki(day)) == day
    assert parse_date(dates.wareki(day, weekday=True)) == day


@given(ANY_DAY)
def test_every_day_comes_back_from_the_western_calendar(day: date) -> None:
    assert parse_date(day.isoformat()) == day
    assert parse_date(dates.western(day, weekday=True)) == day
    assert parse_date(f"{day:%Y%m%d}") == day


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("平成31年5月1日", "令和元年5月1日のことですか"),
        ("令和元年4月30日", "平成31年4月30日のことですか"),
        ("昭和64年1月8日", "平成元年1月8日のことですか"),
        ("昭和101年1月1日", "令和8年1月1日のことですか"),
        ("令和0年1月1日", "「令和元年」"),
        ("明治5年1月1日", "旧暦"),
        ("2026-02-30", "2026年2月30日という日はありません"),
        ("令和8年2月29日", "令和8年2月29日という日はありません"),
        ("2026-13-01", "という日はありません"),
        ("0026-11-24", "1873年"),
        ("1872-12-31", "1873年"),
        ("令和8年11月24日（水）", "火曜日です"),
        ("26/11/24", "日付として読めません"),
        ("あした", "日付として読めません"),
        ("2026-11-24😀", "日付として読めません"),
        ("", "日付を書いてください"),
        ("9" * 5000, "日付として読めません"),
    ],
)
def test_an_impossible_day_is_refused_with_a_sentence_that_helps(typed: str, sentence: str) -> None:
    with pytest.raises(DateProblem, match=sentence):
        parse_date(typed)


@given(st.sampled_from("RHSTM"), st.integers(0, 99), st.integers(0, 13), st.integers(0, 32))
def test_whatever_era_date_is_read_is_a_day_of_that_era(letter: str, year: int, month: int, day: int) -> None:
    try:
        found = parse_date(f"{letter}{year}.{month}.{day}")
    except DateProblem:
        return
    era = next(era for era in dates.ERAS if era.letter == letter)
    assert era.first <= found <= (era.last or date.max)
    assert (found.month, found.day) == (month, day)


@given(st.text(max_size=30))
def test_no_text_is_worse_than_a_date_problem(typed: str) -> None:
    for read in (parse_date, parse_birth):
        with suppress(DateProblem):
            read(typed)


@pytest.mark.parametrize("typed", ["明治45年7月30日", "大正元年7月30日"])
def test_the_day_of_a_change_belongs_to_both_old_eras(typed: str) -> None:
    assert parse_date(typed) == date(1912, 7, 30)


def test_the_first_year_is_written_gannen() -> None:
    assert dates.wareki(date(2019, 5, 1)) == "令和元年5月1日"
    assert dates.wareki(date(1989, 1, 7)) == "昭和64年1月7日"
    assert dates.wareki(TUESDAY, weekday=True) == "令和8年11月24日（火）"


def test_the_fiscal_year_begins_in_april() -> None:
    assert dates.fiscal_year(date(2026, 3, 31)) == 2025
    assert dates.fiscal_year(date(2026, 4, 1)) == 2026


def test_who_was_born_on_the_29th_of_february_is_older_on_the_first_of_march() -> None:
    assert dates.age_on(date(2000, 2, 29), date(2026, 2, 28)) == 25
    assert dates.age_on(date(2000, 2, 29), date(2026, 3, 1)) == 26
