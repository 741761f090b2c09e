"""An activity as search engines read it: its schedule and its next dates, and only what is public."""

from datetime import date, time
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from sengetsu.living_room.activities.linked_data import activity_data
from sengetsu.living_room.bookings.choices import Phase, State
from sengetsu.living_room.bookings.series import LAST, Every, Part, Rule
from sengetsu.living_room.spaces.models import Venue
from sengetsu.living_room.spaces.queries import place

from .dates import SECRETS, activity, application, bare_town, booking, kitchen, room
from .test_linked_data import data_in

pytestmark = pytest.mark.django_db
DEC, JAN, FEB = date(2026, 12, 6), date(2027, 1, 3), date(2027, 2, 7)


@pytest.fixture
def venue(db: None) -> Venue:
    return bare_town()


def of(venue: Venue, rule: Rule, *days: date, **states: State) -> dict[str, Any]:
    """The data of an activity with a series on these days; `d2=State.X` is the state of the second one."""
    series = application(venue, rules=[rule.as_json()])
    made = activity(series, is_free=True)
    for number, day in enumerate(days, 1):
        booking(series, day, rule_day=day, state=states.get(f"d{number}", State.APPROVED))
    here = place()
    assert here
    return activity_data(made, here, date(2026, 11, 25))


def first_sunday(venue: Venue, nth: int = 1) -> Rule:
    cook = Part(kitchen(venue).pk, time(9), time(12), Phase.COOK)
    return Rule(Every.MONTHLY, 6, (cook, Part(room(venue).pk, time(12), time(15))), nth)


def test_an_activity_has_the_schedule_of_its_series(venue: Venue) -> None:
    [schedule] = of(venue, first_sunday(venue), DEC, JAN, FEB, d2=State.REFUSED)["eventSchedule"]
    assert schedule == {
        "@type": "Schedule",
        "repeatFrequency": "P1M",
        "byDay": "https://schema.org/Sunday",
        "byMonthWeek": 1,
        "startDate": "2026-12-06",
        "endDate": "2027-02-07",
        "startTime": "12:00:00",
        "endTime": "15:00:00",
        "scheduleTimezone": "Asia/Tokyo",
        "exceptDate": ["2027-01-03"],
    }


def test_the_last_of_a_month_is_said_as_the_vocabulary_can(venue: Venue) -> None:
    [schedule] = of(venue, first_sunday(venue, LAST), date(2026, 12, 27))["eventSchedule"]
    assert schedule["byDay"] == "-1SU"
    assert "byMonthWeek" not in schedule


@pytest.mark.parametrize(("every", "frequency"), [(Every.WEEKLY, "P1W"), (Every.BIWEEKLY, "P2W")])
def test_weekly_and_every_other_week(venue: Venue, every: Every, frequency: str) -> None:
    rule = Rule(every, 6, (Part(room(venue).pk, time(12), time(15)),))
    [schedule] = of(venue, rule, DEC)["eventSchedule"]
    assert schedule["repeatFrequency"] == frequency


def test_an_activity_lists_its_next_dates_and_where_one_moved_from(venue: Venue) -> None:
    series = application(venue)
    made = activity(series)
    booking(series, date(2026, 11, 1), rule_day=date(2026, 11, 1))
    booking(series, date(2026, 12, 13), rule_day=DEC)
    booking(series, FEB, rule_day=FEB, state=State.WAITING)
    here = place()
    assert here
    found = activity_data(made, here, date(2026, 11, 25))
    [one] = found["subEvent"]
    assert (one["eventStatus"], one["previousStartDate"]) == (
        "https://schema.org/EventRescheduled",
        "2026-12-06",
    )
    assert found["startDate"] == one["startDate"] == "2026-12-13T12:00:00+09:00"
    assert found["location"]["address"]["addressCountry"] == "JP"


def test_a_series_that_is_not_public_is_not_told(venue: Venue) -> None:
    series = application(venue, is_public=False, rules=[first_sunday(venue).as_json()])
    made = activity(series)
    booking(series, DEC, rule_day=DEC)
    here = place()
    assert here
    found = activity_data(made, here, date(2026, 11, 25))
    assert not {"eventSchedule", "subEvent", "startDate"} & found.keys()


def test_the_page_of_an_activity_carries_it(client: Client, venue: Venue) -> None:
    series = application(venue, rules=[first_sunday(venue).as_json()])
    made = activity(series)
    booking(series, DEC, rule_day=DEC)
    html = client.get(reverse("activity_show", args=[made.public_id])).content.decode()
    found = data_in(html)
    assert (found["@type"], found["name"]) == ("Event", "そらまめ食堂")
    assert found["eventSchedule"]
    assert [word for word in SECRETS.values() if word in html] == []
