"""The public pages in the visitor's language: one tap on the switch, and nobody is shut out by it."""

import re

import pytest
from playwright.sync_api import Page, expect

from sengetsu.living_room.demo import load_demo

from .conftest import DESK, PHONE, Axe

pytestmark = pytest.mark.django_db(transaction=True)
PATHS = ("/", "/about/", "/accessibility/", "/privacy/", "/calendar/", "/calendar/week/", "/calendar/list/")
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.mark.parametrize("language", ["やさしい日本語", "English"])
def test_a_visitor_switches_once_and_reads_on(page_phone: Page, axe: Axe, language: str) -> None:
    load_demo()
    page_phone.goto("/")
    page_phone.get_by_role("link", name=language, exact=True).click()
    for path in PATHS:
        page_phone.goto(path)
        expect(page_phone.get_by_role("link", name=language, exact=True)).to_have_attribute(
            "aria-current", "true"
        )
        for size in (PHONE, DESK):
            page_phone.set_viewport_size(size)  # type: ignore[arg-type]
            axe(page_phone)
            assert not page_phone.evaluate(TOO_WIDE), path


def test_the_switch_leads_back_to_the_same_page(page_phone: Page) -> None:
    load_demo()
    page_phone.goto("/privacy/")
    page_phone.get_by_role("link", name="English", exact=True).click()
    expect(page_phone).to_have_url(re.compile(r"/privacy/$"))
    expect(page_phone.get_by_role("heading", level=1)).to_have_text("How we keep your secrets")
