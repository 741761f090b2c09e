"""A draft survives a killed browser, and never shows up under another case or for another person."""

import re

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Browser, Page, Playwright, expect

from sengetsu.accounts.models import User
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.visits.models import Contact

from .cases_of_the_journeys import a_case
from .conftest import PHONE, Enter, OpenPage

pytestmark = pytest.mark.django_db(transaction=True)
TYPED = "戸が少しあいて、「寒いですね」とひとこと。"


def write(page: Page, case: Case) -> None:
    page.goto(reverse("contact_new", args=[case.public_id]))
    page.get_by_label(re.compile("^あったこと")).fill(TYPED)
    expect(page.get_by_text(re.compile("下書きを保存しました"))).to_be_visible()


def what_is_written(page: Page, case: Case) -> str:
    page.goto(reverse("contact_new", args=[case.public_id]))
    return page.get_by_label(re.compile("^あったこと")).input_value()


def test_a_draft_survives_a_killed_browser(
    playwright_driver: Playwright, browser_options: dict[str, object], site: str,
    open_page: OpenPage, enter: Enter, aoki: User, mori: User,
) -> None:  # fmt: skip
    case, another = a_case(aoki, "北川家"), a_case(aoki, "松本家")
    doomed: Browser = playwright_driver.chromium.launch(**browser_options)  # type: ignore[arg-type]
    page = doomed.new_context(viewport=PHONE, base_url=site).new_page()  # type: ignore[arg-type]
    enter(page, aoki)
    write(page, case)
    doomed.close()  # no warning, no "unload": the phone fell into the river

    later, colleague = open_page(PHONE), open_page(PHONE)
    enter(later, aoki)
    enter(colleague, mori)
    assert what_is_written(later, another) == ""
    assert what_is_written(colleague, case) == ""
    assert what_is_written(later, case) == TYPED

    later.get_by_label("訪問", exact=True).first.check(force=True)
    later.get_by_label(re.compile("^次の一歩")).fill("また来る")
    later.locator("main").get_by_role("button", name="記録する", exact=True).click()
    expect(later.get_by_role("heading", level=1)).to_have_text("北川家")
    assert Contact.objects.get().happened == TYPED
    assert what_is_written(later, case) == ""


def test_a_draft_survives_an_ended_session(open_page: OpenPage, enter: Enter, aoki: User) -> None:
    case = a_case(aoki, "北川家")
    page = open_page(PHONE)
    enter(page, aoki)
    write(page, case)
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.locator("main").get_by_role("button", name="記録する", exact=True).click()
    expect(page.locator("body")).to_contain_text("サインイン")
    enter(page, aoki)
    assert what_is_written(page, case) == TYPED
