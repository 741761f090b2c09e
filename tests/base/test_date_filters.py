"""Days and moments in templates."""

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from time_machine import travel

TUESDAY = date(2026, 11, 24)


def shown(template: str, value: object) -> str:
    return Template(template).render(Context({"it": value}))


@pytest.fixture(autouse=True)
def on_a_monday() -> object:
    with travel("2026-11-23T10:00:00+09:00", tick=False):
        yield


def test_a_day_is_shown_in_its_era() -> None:
    assert shown("{{ it|wareki }}", TUESDAY) == "令和8年11月24日（火）"


def test_a_day_of_this_year_goes_without_its_year() -> None:
    assert shown("{{ it|day }}", TUESDAY) == "11月24日（火）"
    assert shown("{{ it|day }}", date(2025, 4, 1)) == "令和7年4月1日（火）"


def test_a_moment_is_shown_in_local_time() -> None:
    assert shown("{{ it|moment }}", datetime(2026, 11, 23, 20, 5, tzinfo=UTC)) == "11月24日（火）05:05"
    assert shown("{{ it|wareki }}", datetime(2026, 11, 23, 20, 5, tzinfo=UTC)) == "令和8年11月24日（火）"


@pytest.mark.parametrize("name", ["wareki", "day", "moment"])
def test_nothing_is_shown_for_a_missing_date(name: str) -> None:
    assert shown(f"{{{{ it|{name} }}}}", None) == ""
