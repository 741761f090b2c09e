"""A neighbour's idea becomes dates in the calendar: by a group for the whole year, by telephone, by nobody
with an account."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from sengetsu.accounts.models import User
from sengetsu.base.dates import wareki
from sengetsu.living_room import demo as living_room
from sengetsu.living_room.bookings.models import Booking
from sengetsu.living_room.groups.choices import GroupState
from sengetsu.living_room.groups.models import Group, Membership

from .conftest import DESK, PHONE, Axe, Enter, OpenPage

pytestmark = pytest.mark.django_db(transaction=True)
LANGUAGES = ("ja", "ja-easy", "en")


@pytest.fixture(autouse=True)
def town(db: None) -> None:
    living_room.load_demo()


@pytest.fixture
def hidamari(organizer_soda: User) -> Group:
    """A group of soda's beside the cafeteria."""
    made = Group.objects.create(
        name="ひだまりの会", state=GroupState.APPROVED, valid_until=timezone.localdate() + timedelta(500)
    )
    Membership.objects.create(group=made, user=organizer_soda)
    return made


def weekday_ahead(weekday: int, weeks: int = 2) -> date:
    """An ordinary weekday some weeks ahead."""
    today = timezone.localdate()
    return today + timedelta(days=(weekday - today.weekday()) % 7, weeks=weeks)


def choose(page: Page, label: str) -> None:
    page.get_by_label(label, exact=True).first.check(force=True)


def fill_when(page: Page, day: date, starts: str, ends: str) -> None:
    page.locator("[name=day]").fill(wareki(day))
    page.locator(".chip", has_text=re.compile("シェアスペース|Shared space")).first.click()
    page.locator("[name=starts]").fill(starts)
    page.locator("[name=ends]").fill(ends)


def test_a_group_asks_for_a_series_and_decides_on_every_date(
    open_page: OpenPage, enter: Enter, axe: Axe, organizer_soda: User, aoki: User, hidamari: Group
) -> None:
    page = open_page(PHONE)
    enter(page, organizer_soda)
    page.goto("/bookings/new/")
    axe(page)
    if page.locator("select[name=group]").count():
        page.select_option("[name=group]", label="ひだまりの会")
    page.locator("[name=title]").fill("ひだまりサロン")
    choose(page, "子育てサロン・集まり")
    first = weekday_ahead(3)
    fill_when(page, first, "10:00", "12:00")
    page.locator("[name=repeat]").check()
    page.select_option("[name=rule1_every]", "weekly:0")
    page.select_option("[name=rule1_weekday]", "3")
    page.locator("[name=until]").fill(wareki(first + timedelta(weeks=3)))
    page.get_by_role("button", name="申し込む", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("日を確かめる")
    axe(page)
    for undecided in page.locator("li.due").all():
        undecided.get_by_label("この日は休む").check(force=True)
    page.locator("li", has_text="使えます").first.get_by_label("別の日にする").check(force=True)
    page.locator("[name=m0]").fill(wareki(first + timedelta(days=1)))
    page.get_by_role("button", name="申し込む", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("ひだまりサロン")
    axe(page)
    moved = Booking.objects.get(rule_day=first)
    assert moved.day == first + timedelta(days=1)

    desk = open_page(DESK)
    enter(desk, aoki)
    desk.goto("/place/bookings/")
    axe(desk)
    desk.get_by_role("link", name="ひだまりサロン").first.click()
    desk.get_by_role("button", name="許可する", exact=True).click()
    expect(desk.get_by_text(re.compile("日を許可しました"))).to_be_visible()
    axe(desk)
    page.goto("/notices/")
    expect(page.get_by_text("「ひだまりサロン」の利用が許可されました").first).to_be_visible()


def test_a_telephone_request_takes_seven_answers(open_page: OpenPage, enter: Enter, aoki: User) -> None:
    page = open_page(DESK)
    enter(page, aoki)
    page.goto("/bookings/new/")
    page.locator("[name=contact_name]").fill("青葉自治会")
    page.locator("[name=title]").fill("役員会")
    choose(page, "地域の会議")
    fill_when(page, weekday_ahead(1), "13:00", "15:00")
    page.get_by_role("button", name="受ける", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("役員会")
    expect(page.locator(".pill.good").first).to_have_text("許可")


@pytest.mark.parametrize("language", LANGUAGES)
def test_somebody_without_an_account_asks_in_one_form(open_page: OpenPage, axe: Axe, language: str) -> None:
    page = open_page(PHONE)
    page.goto(f"/language/?language={language}&next=/spaces/apply/")
    axe(page)
    page.locator("[name=title]").fill("読書会")
    page.locator("[name=purpose][value=other]").check(force=True)
    fill_when(page, weekday_ahead(1), "13:00", "15:00")
    page.locator("[name=contact_name]").fill("本田")
    page.locator("main form button.main").click()
    expect(page.locator(".field.wrong").first).to_be_visible()  # neither telephone nor mail
    expect(page.locator("[name=title]")).to_have_value("読書会")
    axe(page)
    page.locator("[name=contact_phone]").fill("048-000-0009")
    page.locator("main form button.main").click()
    expect(page).to_have_url(re.compile("/spaces/requests/"))
    expect(page.get_by_text("読書会").first).to_be_visible()
    axe(page)
