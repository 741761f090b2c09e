"""Times as a town writes them."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sengetsu.directory.schedules.models import Schedule
from sengetsu.directory.schedules.queries import at_the_weekend, in_the_evening, open_at
from sengetsu.directory.schedules.reading import rules_in


@pytest.mark.parametrize(
    ("text", "days", "hours"),
    [
        ("平日 8:30–17:15", ["MO,TU,WE,TH,FR"], ["8:30-17:15"]),
        ("月〜金 9:00-17:00", ["MO,TU,WE,TH,FR"], ["9:00-17:00"]),
        ("毎週金曜日 19:00–20:30", ["FR"], ["19:00-20:30"]),
        ("火・金", ["TU,FR"], [""]),
        ("月水金", ["MO,WE,FR"], [""]),
        ("第１・３火曜 13時〜16時", ["1TU,3TU"], ["13:00-16:00"]),
        ("第4土曜 10:00-12:00", ["4SA"], ["10:00-12:00"]),
        ("第1日曜日 12:00–15:00、第3火曜日 17:30–19:30", ["1SU", "3TU"], ["12:00-15:00", "17:30-19:30"]),
        ("毎日 午後1時〜4時半", ["MO,TU,WE,TH,FR,SA,SU"], ["13:00-16:30"]),
        ("24時間", ["MO,TU,WE,TH,FR,SA,SU"], ["0:00-23:59"]),
        ("相談して決めます", [], []),
        ("日時はお問い合わせください", [], []),
        ("", [], []),
    ],
)
def test_times_are_read_and_nothing_is_guessed(text: str, days: list[str], hours: list[str]) -> None:
    def clock(moment: time | None) -> str:
        return f"{moment.hour}:{moment:%M}" if moment else ""

    rules = rules_in(text)
    assert [rule.byday for rule in rules] == days
    assert [f"{clock(one.opens_at)}-{clock(one.closes_at)}".strip("-") for one in rules] == hours


@given(st.text(max_size=80))
def test_no_text_breaks_it_and_every_rule_can_be_stored(text: str) -> None:
    for rule in rules_in(text):
        assert rule.byday
        assert (rule.opens_at is None) == (rule.closes_at is None)
        assert rule.opens_at is None or (rule.closes_at and rule.opens_at < rule.closes_at)


def rule(text: str) -> list[Schedule]:
    return [
        Schedule(frequency=one.frequency, byday=one.byday, opens_at=one.opens_at, closes_at=one.closes_at)
        for one in rules_in(text)
    ]


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=ZoneInfo("Asia/Tokyo"))  # type: ignore[misc,arg-type]


def test_what_is_open_now_by_the_day_the_hour_and_the_nth_of_the_month() -> None:
    assert open_at(rule("平日 8:30–17:15"), at(2026, 11, 26, 9, 0))
    assert not open_at(rule("平日 8:30–17:15"), at(2026, 11, 26, 17, 15))
    assert not open_at(rule("平日 8:30–17:15"), at(2026, 11, 28, 9, 0))
    assert open_at(rule("第1日曜 12:00–15:00"), at(2026, 12, 6, 13, 0))
    assert not open_at(rule("第1日曜 12:00–15:00"), at(2026, 12, 13, 13, 0))
    assert open_at(rule("最終金曜 12:00–15:00") or rule("第最終金曜 12:00–15:00"), at(2026, 11, 27, 13, 0))


def test_evenings_and_weekends() -> None:
    assert in_the_evening(rule("毎週水曜 17:00–19:00"))
    assert not in_the_evening(rule("平日 8:30–17:15"))
    assert at_the_weekend(rule("第1日曜 12:00–15:00"))
    assert not at_the_weekend(rule("平日 8:30–17:15"))
