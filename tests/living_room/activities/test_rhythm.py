"""Rules in words, in three languages."""

from datetime import date, time

import pytest
import time_machine
from django.utils import translation

from sengetsu.living_room.activities.queries import rhythm_of
from sengetsu.living_room.activities.rhythm import in_words
from sengetsu.living_room.bookings.choices import Phase
from sengetsu.living_room.bookings.series import LAST, Every, Part, Rule

from .calendar import activity, application_for

SUNDAY, TUESDAY = 6, 1


def rule(weekday: int, starts: str, ends: str, *, nth: int = 0, every: Every = Every.MONTHLY) -> Rule:
    cook = Part(1, time(8), time(9), Phase.COOK)
    meal = Part(2, time.fromisoformat(starts), time.fromisoformat(ends))
    return Rule(every, weekday, (cook, meal), nth)


SORAMAME = (rule(SUNDAY, "12:00", "15:00", nth=1), rule(TUESDAY, "17:30", "19:30", nth=3))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ja", "毎月 第1日曜日 12:00–15:00、第3火曜日 17:30–19:30"),
        ("en", "1st Sunday 12:00–15:00, 3rd Tuesday 17:30–19:30, every month"),
        (
            "ja-easy",
            "{毎月|まいつき} 1{番目|ばんめ}の {日曜日|にちようび} 12:00–15:00、"
            "3{番目|ばんめ}の {火曜日|かようび} 17:30–19:30",
        ),
    ],
)
def test_the_two_rules_of_the_cafeteria(language: str, said: str) -> None:
    with translation.override(language):
        assert in_words(SORAMAME) == said


def test_other_rhythms_are_told_apart() -> None:
    weekly = rule(TUESDAY, "10:00", "12:00", every=Every.WEEKLY)
    assert in_words([weekly]) == "毎週 火曜日 10:00–12:00"
    last = rule(SUNDAY, "9:00".zfill(5), "10:00", nth=LAST)
    assert in_words([last, weekly]) == "毎月 最後の日曜日 9:00–10:00、毎週 火曜日 10:00–12:00"


@pytest.mark.django_db
def test_only_what_is_booked_from_now_on_is_told_and_the_same_rule_once() -> None:
    cafeteria = activity()
    for rules, until in (
        ([SORAMAME[1]], date(2026, 3, 31)),
        ([SORAMAME[0]], date(2027, 3, 31)),
        ([SORAMAME[0]], date(2028, 3, 31)),
    ):
        application_for(cafeteria, rules=[one.as_json() for one in rules], until=until)
    with time_machine.travel("2026-11-24 10:00+09:00"):
        assert rhythm_of(cafeteria) == "毎月 第1日曜日 12:00–15:00"
