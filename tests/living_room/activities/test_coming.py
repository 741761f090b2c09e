"""What the public is told of the next dates: only approved ones are promised, none vanishes in silence."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
import time_machine

from sengetsu.living_room.activities.choices import ActivityState
from sengetsu.living_room.activities.models import Activity
from sengetsu.living_room.activities.queries import Coming, coming
from sengetsu.living_room.bookings.choices import State, Step, Verdict
from sengetsu.living_room.bookings.models import Application, UndoStep
from sengetsu.living_room.demo import load_demo
from sengetsu.living_room.spaces.queries import opening_calendar, place

from .calendar import activity, application_for, date_of, kitchen_and_room

pytestmark = pytest.mark.django_db
TOKYO = ZoneInfo("Asia/Tokyo")
NOW = datetime(2026, 11, 24, 9, tzinfo=TOKYO)
SUNDAY, TUESDAY, NEXT_SUNDAY = date(2026, 12, 6), date(2026, 12, 15), date(2027, 1, 10)


def announced(of: Activity, now: datetime = NOW) -> list[Coming]:
    with time_machine.travel(now, tick=False):
        return coming(of.venue, opening_calendar(of.venue, []), now)


def in_demo(text: str, limit: int = 4) -> list[Coming]:
    now = datetime.fromisoformat(text).replace(tzinfo=TOKYO)
    with time_machine.travel(now, tick=False):
        load_demo()
        here = place()
        assert here is not None
        return coming(here.venue, here.calendar, now, limit)


@pytest.fixture
def cafeteria() -> Activity:
    return activity()


@pytest.fixture
def series(cafeteria: Activity) -> Application:
    """An approved series: one of its dates stands in the past."""
    made = application_for(cafeteria)
    date_of(made, date(2026, 11, 1), State.REPORTED)
    return made


def test_the_first_sunday_and_the_third_tuesday_come_in_order() -> None:
    found = [(one.starts.isoformat(" ", "minutes"), one.ends.hour) for one in in_demo("2026-11-24T09:00", 2)]
    assert found == [("2026-12-06 12:00+09:00", 15), ("2026-12-15 17:30+09:00", 19)]


def test_a_meal_that_is_going_on_is_still_shown() -> None:
    assert in_demo("2026-12-06T14:59")[0].starts.day == 6
    assert in_demo("2026-12-06T15:00")[0].starts.day == 15


@pytest.mark.parametrize(
    ("now", "day", "why"),
    [
        ("2026-05-01T09:00", date(2026, 5, 3), "憲法記念日"),
        ("2026-12-30T09:00", date(2027, 1, 3), "年末年始"),
    ],
)
def test_a_date_on_a_holiday_stays_in_the_list_with_its_doubt(now: str, day: date, why: str) -> None:
    first = in_demo(now)[0]
    assert (first.starts.date(), first.doubt) == (day, why)


def test_a_date_that_waits_for_approval_is_not_promised(cafeteria: Activity, series: Application) -> None:
    date_of(series, SUNDAY, State.WAITING)
    assert announced(cafeteria) == []


def test_a_holiday_of_a_series_that_nobody_approved_yet_is_not_announced(cafeteria: Activity) -> None:
    date_of(application_for(cafeteria), SUNDAY, State.WAITING, verdict=Verdict.HOLIDAY)
    assert announced(cafeteria) == []


@pytest.mark.parametrize("state", [State.CANCELLED, State.DECLINED, State.REFUSED])
def test_a_date_of_a_series_that_is_not_held_says_so(
    cafeteria: Activity, series: Application, state: State
) -> None:
    date_of(series, SUNDAY, state)
    date_of(series, TUESDAY)
    assert [(one.booking.day, one.is_off) for one in announced(cafeteria)] == [
        (SUNDAY, True),
        (TUESDAY, False),
    ]


def test_a_moved_date_stands_where_one_would_look_for_it_and_names_its_new_day(
    cafeteria: Activity, series: Application
) -> None:
    date_of(series, TUESDAY)
    date_of(series, NEXT_SUNDAY, rule_day=SUNDAY)
    first, second = announced(cafeteria)
    assert (first.starts.date(), first.moved_from) == (NEXT_SUNDAY, SUNDAY)
    assert (second.starts.date(), second.moved_from) == (TUESDAY, None)


def test_a_withdrawn_single_application_was_never_promised(cafeteria: Activity) -> None:
    date_of(application_for(cafeteria), SUNDAY, State.CANCELLED, in_series=False)
    assert announced(cafeteria) == []


def test_a_single_date_that_was_promised_and_called_off_says_so(cafeteria: Activity) -> None:
    booking = date_of(application_for(cafeteria), SUNDAY, State.CANCELLED, in_series=False)
    UndoStep.objects.create(booking=booking, step=Step.CANCEL, before={"state": "approved"})
    assert [one.is_off for one in announced(cafeteria)] == [True]


def test_visitors_are_told_when_the_meal_begins_not_the_cooking(
    cafeteria: Activity, series: Application
) -> None:
    kitchen_and_room(date_of(series, SUNDAY, starts=time(10)), cook_from=time(10), eat_from=time(12))
    assert announced(cafeteria)[0].starts.hour == 12


@pytest.mark.parametrize("state", [ActivityState.DRAFT, ActivityState.PAUSED, ActivityState.ENDED])
def test_only_what_is_going_on_is_announced(
    cafeteria: Activity, series: Application, state: ActivityState
) -> None:
    date_of(series, SUNDAY)
    cafeteria.state = state
    cafeteria.save()
    assert announced(cafeteria) == []


def test_thirty_dates_cost_as_many_questions_as_one(
    cafeteria: Activity, series: Application, django_assert_num_queries: object
) -> None:
    calendar = opening_calendar(cafeteria.venue, [])
    for day in range(1, 31):
        date_of(series, date(2026, 12, day))
        with django_assert_num_queries(2):  # type: ignore[operator]
            assert [one.starts.hour for one in coming(cafeteria.venue, calendar, NOW)]
