"""A cafeteria from the other side of the table: a seat without an account, and a thumb at the door."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from sengetsu.accounts.models import User
from sengetsu.living_room.activities.sign_up_models import SignUpTerms
from sengetsu.living_room.bookings.models import Booking
from sengetsu.living_room.usage.models import Report
from tests.living_room.activities.calendar import activity, application_for, date_of, group_of

from .conftest import PHONE, Axe, Enter, OpenPage

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def dinner(organizer_soda: User) -> Booking:
    """Next week, with two seats."""
    made = activity(group=group_of(organizer_soda), has_food=True)
    SignUpTerms.objects.create(activity=made, capacity=2)
    return date_of(application_for(made), timezone.localdate() + timedelta(days=7))


@pytest.fixture
def lunch(organizer_soda: User) -> Booking:
    """It has begun."""
    of = application_for(activity(group=group_of(organizer_soda)))
    return date_of(of, timezone.localdate() - timedelta(days=1))


def test_a_visitor_takes_a_seat_changes_and_gives_it_back(
    dinner: Booking, open_page: OpenPage, axe: Axe
) -> None:
    page = open_page(PHONE)
    page.goto("/activities/")
    axe(page)
    page.get_by_role("link", name="そらまめ食堂").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("そらまめ食堂")
    axe(page)
    page.get_by_role("link", name=re.compile("^申しこむ")).click()
    expect(page.get_by_label(re.compile("^大人"))).to_be_visible()
    axe(page)
    page.get_by_label(re.compile("^大人")).fill("2")
    page.get_by_role("button", name="申しこむ").click()
    expect(page.get_by_text("2人でお待ちしています。")).to_be_visible()
    axe(page)
    page.get_by_text("人数などを変える").click()
    page.get_by_label(re.compile("^大人")).fill("1")
    page.get_by_role("button", name="変える", exact=True).click()
    expect(page.get_by_text("1人でお待ちしています。")).to_be_visible()
    page.get_by_text("取りやめる", exact=True).first.click()
    page.get_by_role("button", name="取りやめる").click()
    expect(page.get_by_text("書いたことは消しました。")).to_be_visible()


def taps(page: Page, times: int) -> None:
    for _ in range(times):
        page.get_by_role("button", name=re.compile(r"小・中学生\s*を1人ふやす")).click()


@pytest.mark.parametrize("with_javascript", [True, False])
def test_five_quick_taps_count_five(
    lunch: Booking,
    open_page: OpenPage,
    enter: Enter,
    organizer_soda: User,
    axe: Axe,
    with_javascript: bool,
) -> None:
    page = open_page(PHONE) if with_javascript else open_page(PHONE, java_script_enabled=False)
    enter(page, organizer_soda)
    page.goto(f"/activities/dates/{lunch.public_id}/count/")
    if with_javascript:
        axe(page)
    page.get_by_label(re.compile("はじめて来た人")).check()
    taps(page, 5)
    expect(page.locator("#count-school")).to_have_text("5")
    page.get_by_role("button", name=re.compile(r"小・中学生\s*を1人へらす")).click()
    expect(page.locator("#count-school")).to_have_text("4")
    expect(page.locator("#total")).to_have_text("4")
    expect(page.get_by_label(re.compile("はじめて来た人"))).not_to_be_checked()
    counted = Report.objects.get(booking=lunch)
    assert (counted.school, counted.first_timers) == (4, 1)
