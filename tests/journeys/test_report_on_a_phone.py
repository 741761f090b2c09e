"""An organizer counts, ticks the closing list and reports, on a phone, with and without scripts."""

from datetime import time, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from sengetsu.accounts.models import User
from sengetsu.living_room.bookings.choices import Door, Purpose, State, Verdict
from sengetsu.living_room.bookings.models import Application, Booking
from sengetsu.living_room.demo import load_demo
from sengetsu.living_room.groups.models import Group, Membership
from sengetsu.living_room.usage.models import Closing, Report

from .conftest import PHONE, Axe, Enter, OpenPage

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def yesterday(organizer_soda: User) -> Booking:
    group = Group.objects.create(name="ほたるの会")
    Membership.objects.create(group=group, user=organizer_soda)
    application = Application.objects.create(
        venue=load_demo(), group=group, title="ほたる", purpose=Purpose.STUDY, door=Door.ACCOUNT
    )
    return Booking.objects.create(
        application=application,
        day=timezone.localdate() - timedelta(days=1),
        starts=time(18),
        ends=time(20),
        state=State.APPROVED,
        verdict=Verdict.OUT_OF_HOURS,
    )


def tap(page: Page, name: str, times: int, label: str, reads: str) -> None:
    for _ in range(times):
        page.get_by_role("button", name=name, exact=True).click()
        page.wait_for_load_state()
    expect(page.get_by_label(label, exact=True)).to_have_value(reads)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_from_the_list_of_bookings_to_a_report(
    scripts: bool, yesterday: Booking, organizer_soda: User, open_page: OpenPage, enter: Enter, axe: Axe
) -> None:
    page = open_page(PHONE, java_script_enabled=scripts)
    enter(page, organizer_soda)
    page.goto(f"/bookings/dates/{yesterday.public_id}/closing/")
    page.get_by_label("窓をしめた", exact=True).check(force=True)
    page.get_by_role("button", name="これで帰ります").click()
    expect(page.get_by_role("heading", name="利用報告")).to_be_visible()
    assert Closing.objects.get().ticked == ["窓をしめた"]

    page.goto("/bookings/")
    page.get_by_role("link", name="報告する").first.click()
    page.get_by_label("したこと", exact=False).fill("宿題と、おにぎり🍙")
    tap(page, "小・中学生を1人ふやす", 3, "小・中学生", "3")
    tap(page, "小・中学生を1人へらす", 1, "小・中学生", "2")
    page.get_by_label("65歳以上", exact=True).fill("４")
    tap(page, "はじめての人を1人ふやす", 1, "はじめての人", "1")
    expect(page.get_by_label("65歳以上", exact=True)).to_have_value("4")
    if scripts:
        axe(page)
    page.get_by_role("button", name="報告する", exact=True).last.click()
    expect(page.get_by_text("報告を受け取りました")).to_be_visible()
    report = Report.objects.get()
    assert (report.school, report.senior, report.first_timers) == (2, 4, 1)
    assert report.content == "宿題と、おにぎり🍙"
    yesterday.refresh_from_db()
    assert yesterday.state == State.REPORTED
