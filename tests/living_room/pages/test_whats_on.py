"""What is on, as the front page tells it: today, this week, and the next date of everything else."""

from datetime import date

import pytest
import time_machine
from django.utils import timezone

from sengetsu.living_room.bookings.choices import State
from sengetsu.living_room.pages.whats_on import WhatsOn, whats_on
from sengetsu.living_room.spaces.models import Venue

from .dates import activity, application, bare_town, booking

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)


@pytest.fixture
def venue(db: None) -> Venue:
    return bare_town()


def now_on(venue: Venue, at: str = "2026-11-25 10:00+09:00") -> WhatsOn:
    with time_machine.travel(at, tick=False):
        return whats_on(venue, timezone.now())


def test_today_this_week_and_after_that(venue: Venue) -> None:
    for day in (25, 26, 30):
        booking(application(venue, f"{day}日の会"), date(2026, 11, day))
    booking(application(venue, "12月の会"), date(2026, 12, 6))
    on = now_on(venue)
    names = [
        [str(entry.event.name) for entry in part if entry.event] for part in (on.today, on.week, on.later)
    ]
    assert names == [["25日の会"], ["26日の会", "30日の会"], ["12月の会"]]


def test_what_is_over_today_is_gone(venue: Venue) -> None:
    booking(application(venue), TODAY, "08:00", "09:45")
    assert now_on(venue).today == []


def test_of_what_comes_every_week_later_dates_are_not_repeated(venue: Venue) -> None:
    weekly = application(venue, "勉強部屋")
    for day in (date(2026, 11, 26), date(2026, 12, 3), date(2026, 12, 10)):
        booking(weekly, day, rule_day=day)
    on = now_on(venue)
    assert (len(on.week), on.later) == (1, [])


def test_both_rhythms_of_an_activity_have_their_next_date(venue: Venue) -> None:
    soramame = application(venue)
    for number, day in enumerate((date(2026, 12, 6), date(2026, 12, 15))):
        booking(soramame, day, rule_day=day, rule_number=number)
    assert [entry.day.day for entry in now_on(venue).later] == [6, 15]


def test_a_date_that_is_off_stands_before_the_next_one_that_is_held(venue: Venue) -> None:
    series = application(venue)
    booking(series, date(2026, 12, 6), rule_day=date(2026, 12, 6), state=State.REFUSED)
    booking(series, date(2027, 1, 10), rule_day=date(2027, 1, 10))
    assert [(entry.kind.value, entry.day.month) for entry in now_on(venue).later] == [
        ("off", 12),
        ("open", 1),
    ]


def test_private_dates_and_requests_are_not_on(venue: Venue) -> None:
    booking(application(venue, is_public=False), TODAY)
    booking(application(venue), TODAY, "16:00", "17:00", state=State.WAITING)
    assert now_on(venue) == WhatsOn()


def test_an_activity_is_introduced_where_it_stands_for_the_first_time(venue: Venue) -> None:
    soramame = application(venue)
    activity(soramame, description={"ja": "年代を問わず、どなたでも。"})
    for number, day in enumerate((date(2026, 12, 6), date(2026, 12, 15))):
        booking(soramame, day, rule_day=day, rule_number=number)
    said = [str(entry.event.about) for entry in now_on(venue).later if entry.event]
    assert said == ["年代を問わず、どなたでも。", ""]


def test_a_busy_place_does_not_make_the_page_heavy(venue: Venue) -> None:
    for number in range(60):
        day = date(2026, 11, 26) if number < 30 else date(2026, 12, 20)
        booking(application(venue, f"会{number}"), day)
    on = now_on(venue)
    assert (len(on.week), len(on.later)) == (9, 5)
