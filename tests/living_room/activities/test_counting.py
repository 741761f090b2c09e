"""One tap per person: at the door of a cafeteria, and for whoever just comes by."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from sengetsu.accounts.access import Refused
from sengetsu.accounts.models import User
from sengetsu.living_room.activities.counting import days_of_month
from sengetsu.living_room.activities.drop_in_actions import count_drop_in
from sengetsu.living_room.activities.drop_in_models import DropIn
from sengetsu.living_room.activities.figures import figures
from sengetsu.living_room.bookings.choices import State
from sengetsu.living_room.bookings.models import Booking
from sengetsu.living_room.usage.models import Report
from tests.people import SignIn

from .calendar import activity, application_for, date_of, group_of, venue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_one_o_clock")]
SUNDAY = date(2026, 12, 6)
HTMX = {"HX-Request": "true"}


@pytest.fixture
def at_one_o_clock() -> Any:
    with time_machine.travel(datetime(2026, 12, 6, 13, tzinfo=ZoneInfo("Asia/Tokyo")), tick=False) as now:
        yield now


@pytest.fixture
def dinner(organizer_soda: User) -> Booking:
    return date_of(application_for(activity(group=group_of(organizer_soda), has_food=True)), SUNDAY)


def tap(client: Client, path: str, headers: dict[str, str] | None = None, **button: str) -> str:
    return client.post(path, button, headers=headers or {}).content.decode()


def door(of: Booking) -> str:
    return reverse("visit_count", args=[of.public_id])


def test_each_tap_counts_one_person_in_the_row_of_the_report(
    dinner: Booking, organizer_soda: User, sign_in: SignIn
) -> None:
    soda = sign_in(organizer_soda)
    for button in ({"more": "school"}, {"more": "school"}, {"more": "senior"}, {"less": "school"}):
        tap(soda, door(dinner), **button)
    counted = Report.objects.get(booking=dinner)
    assert (counted.school, counted.senior, counted.people, counted.sent_at) == (1, 1, 2, None)


def test_whoever_is_here_for_the_first_time_is_counted_as_such_too(
    dinner: Booking, organizer_soda: User, sign_in: SignIn
) -> None:
    soda = sign_in(organizer_soda)
    tap(soda, door(dinner), more="adult", first="1")
    tap(soda, door(dinner), more="adult")
    assert (Report.objects.get().adult, Report.objects.get().first_timers) == (2, 1)
    tap(soda, door(dinner), less="first_timers")
    assert Report.objects.get().first_timers == 0


def test_with_javascript_only_the_numbers_come_back(
    dinner: Booking, organizer_soda: User, sign_in: SignIn
) -> None:
    part = tap(sign_in(organizer_soda), door(dinner), HTMX, more="youth", first="1")
    assert '<b id="count-youth" hx-swap-oob="true">1</b>' in part
    assert "checked" not in part, "the next person is not new again"
    assert "<html" not in part


def test_without_javascript_the_page_is_loaded_again(
    dinner: Booking, organizer_soda: User, sign_in: SignIn
) -> None:
    answer = sign_in(organizer_soda).post(door(dinner), {"more": "youth"})
    assert answer["Location"] == f"{door(dinner)}#counters"


@pytest.mark.parametrize("button", [{"more": "id"}, {"less": "sent_at"}, {"more": ""}, {}])
def test_a_forged_button_counts_nothing(
    dinner: Booking, organizer_soda: User, sign_in: SignIn, button: dict[str, str]
) -> None:
    tap(sign_in(organizer_soda), door(dinner), **button)
    assert not Report.objects.exists()


def test_nobody_is_fewer_than_none(dinner: Booking, organizer_soda: User, sign_in: SignIn) -> None:
    tap(sign_in(organizer_soda), door(dinner), less="adult")
    assert Report.objects.get().adult == 0


@pytest.mark.parametrize("what", [{"day": date(2026, 12, 7)}, {"state": State.CANCELLED}])
def test_a_date_that_has_not_begun_or_is_off_is_not_counted(
    dinner: Booking, organizer_soda: User, sign_in: SignIn, what: dict[str, Any]
) -> None:
    Booking.objects.update(**what)
    soda = sign_in(organizer_soda)
    tap(soda, door(dinner), more="adult")
    assert not Report.objects.exists()
    assert 'name="more"' not in soda.get(door(dinner)).content.decode()
    assert soda.post(door(dinner), {"more": "adult"}, headers=HTMX)["HX-Refresh"] == "true"


def test_staff_count_who_comes_by_and_see_the_month(aoki: User, sign_in: SignIn) -> None:
    venue()
    staff, path = sign_in(aoki), reverse("drop_in")
    for button in ({"more": "senior"}, {"more": "senior"}, {"more": "preschool"}, {"less": "senior"}):
        tap(staff, path, **button)
    tap(staff, f"{path}?day=2026-12-01", more="adult")
    assert days_of_month(venue(), SUNDAY) == [(SUNDAY, 2), (date(2026, 12, 1), 1)]
    assert "12月1日（火）" in staff.get(path).content.decode()


@pytest.mark.parametrize("day", ["2026-12-07", "2026-11-01", "yesterday", "2026-02-30"])
def test_a_day_that_cannot_be_counted_is_today(aoki: User, sign_in: SignIn, day: str) -> None:
    venue()
    tap(sign_in(aoki), f"{reverse('drop_in')}?day={day}", more="adult")
    assert DropIn.objects.get().day == SUNDAY


@pytest.mark.parametrize("day", [date(2026, 12, 7), date(2026, 11, 1)])
def test_the_act_itself_refuses_another_day_and_another_person(
    aoki: User, organizer_soda: User, day: date
) -> None:
    with pytest.raises(Refused):
        count_drop_in(by=aoki, venue=venue(), day=day, band="adult")
    with pytest.raises(Refused):
        count_drop_in(by=organizer_soda, venue=venue(), day=SUNDAY, band="adult")
    with pytest.raises(Refused):
        count_drop_in(by=aoki, venue=venue(), day=SUNDAY, band="first_timers")


def test_the_figures_count_what_took_place_and_name_nobody(dinner: Booking, aoki: User) -> None:
    study = date_of(application_for(activity("学習室")), SUNDAY)
    lone = date_of(application_for(activity("だれも来ない会")), date(2026, 11, 30))
    for booking, counts in (
        (dinner, {"school": 8, "adult": 3, "first_timers": 2}),
        (study, {"school": 4}),
        (lone, {"school": 100}),
    ):
        Report.objects.create(booking=booking, **counts)
    count_drop_in(by=aoki, venue=venue(), day=SUNDAY, band="senior", step=2)
    found = figures(venue(), date(2026, 12, 1), date(2026, 12, 31))
    assert (found.dates, found.people, found.meals, found.first_timers, found.drop_ins) == (2, 15, 11, 2, 2)
    assert (found.by_band["school"], found.drop_ins_by_band["senior"]) == (12, 2)


def test_a_month_without_anything_is_all_zero() -> None:
    found = figures(venue(), date(2026, 1, 1), date(2026, 1, 31))
    assert (found.dates, found.people, found.meals, found.drop_ins) == (0, 0, 0, 0)
