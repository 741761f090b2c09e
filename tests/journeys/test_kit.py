"""The parts of which every page is made, in a real browser: seen, tapped, lost and found again."""

import re
from collections.abc import Iterator

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from sengetsu.accounts.models import User
from tests.base import kit_urls

from .conftest import DESK, PHONE, Axe, Enter, OpenPage, Size
from .watch import Watch

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.base.kit_urls")]

AT_THE_DOOR = re.compile(r"^http://[^/]+/$")


@pytest.fixture(autouse=True)
def no_drafts() -> Iterator[None]:
    kit_urls.drafts.clear()
    yield
    kit_urls.drafts.clear()


@pytest.fixture
def draft_fails(watch: Watch) -> Iterator[None]:
    """The saving of drafts fails on purpose here; what the browser says about it is no complaint."""
    yield
    watch.complaints[:] = [complaint for complaint in watch.complaints if "/t/draft/:" not in complaint]


@pytest.fixture
def sample(page_phone: Page, enter: Enter, aoki: User) -> Page:
    enter(page_phone, aoki)
    page_phone.goto("/t/sample/")
    return page_phone


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_every_part_is_accessible_with_errors_too(
    open_page: OpenPage, enter: Enter, aoki: User, axe: Axe, size: Size
) -> None:
    page = open_page(size)
    for address in ("/t/open-sample/", "/no/such/page", "/t/sample/"):
        if address == "/t/sample/":
            enter(page, aoki)
        page.goto(address)
        axe(page)
    page.get_by_role("button", name="記録する").click()
    expect(page.locator("[data-summary]")).to_be_focused()
    axe(page)


def test_a_phone_never_scrolls_sideways(sample: Page) -> None:
    assert sample.evaluate("document.documentElement.scrollWidth") == 390


def test_the_bar_at_the_foot_covers_nothing_that_has_the_focus(sample: Page) -> None:
    last = sample.get_by_role("button", name="終わりにする")
    last.focus()
    last.scroll_into_view_if_needed()
    foot, bar = last.bounding_box(), sample.locator(".under").bounding_box()
    assert foot
    assert bar
    assert foot["y"] + foot["height"] <= bar["y"]


def test_the_keyboard_reaches_the_main_text_first(sample: Page) -> None:
    sample.keyboard.press("Tab")
    skip = sample.get_by_role("link", name="本文へ進む")
    expect(skip).to_be_focused()
    skip.press("Enter")
    expect(sample.locator("#main")).to_be_focused()


def test_the_summary_of_errors_leads_to_the_field(sample: Page) -> None:
    sample.get_by_role("button", name="記録する").click()
    sample.get_by_role("link", name="呼び名：書いてください。").click()
    expect(sample.get_by_label("呼び名")).to_be_focused()


def test_what_is_typed_is_kept_on_the_server(sample: Page) -> None:
    sample.get_by_label("ようす").fill("戸が少し開いた")
    expect(sample.locator(".draft-state")).to_have_text(re.compile(r"下書きを保存しました \d+:\d\d"))
    assert kit_urls.drafts[-1]["story"] == "戸が少し開いた"


@pytest.mark.usefixtures("draft_fails")
def test_a_dead_network_is_said_and_mended(sample: Page) -> None:
    sample.route("**/t/draft/", lambda route: route.abort())
    sample.get_by_label("ようす").fill("手紙を受け取った")
    expect(sample.locator(".draft-state")).to_contain_text("保存できていません")
    assert kit_urls.drafts == []
    sample.unroute("**/t/draft/")
    expect(sample.locator(".draft-state")).to_contain_text("下書きを保存しました")
    assert kit_urls.drafts[-1]["story"] == "手紙を受け取った"


@pytest.mark.usefixtures("draft_fails")
def test_an_ended_session_keeps_the_words_until_one_is_back(sample: Page, enter: Enter, aoki: User) -> None:
    Session.objects.all().delete()
    sample.get_by_label("ようす").fill("玄関先で会えた")
    expect(sample.locator(".draft-state")).to_contain_text("もう一度サインインしてください")
    expect(sample.get_by_role("link", name="新しいタブでサインインする")).to_be_visible()
    enter(sample, aoki)
    expect(sample.locator(".draft-state")).to_contain_text("下書きを保存しました")
    assert kit_urls.drafts[-1]["story"] == "玄関先で会えた"


@pytest.mark.usefixtures("draft_fails")
def test_words_of_one_person_are_never_kept_as_anothers(sample: Page, enter: Enter, mori: User) -> None:
    sample.route("**/t/draft/", lambda route: route.fulfill(status=403))
    enter(sample, mori)
    sample.get_by_label("ようす").fill("話せた")
    expect(sample.locator(".draft-state")).to_contain_text("別の人がサインインしています")
    sample.unroute("**/t/draft/")
    sample.get_by_label("ようす").fill("話せた。つづき")
    sample.wait_for_function("document.querySelector('.draft-state').textContent.includes('別の人')")
    assert kit_urls.drafts == []


def test_the_calendar_button_writes_the_era(sample: Page) -> None:
    picker = sample.locator("input.picker")
    picker.evaluate("(field) => { field.value = '2026-11-24'; field.dispatchEvent(new Event('change')); }")
    expect(sample.get_by_label("会った日")).to_have_value("令和8年11月24日")


def test_leaving_quickly_signs_out_and_back_shows_nothing(sample: Page) -> None:
    sample.get_by_label("ようす").fill("ひみつの話")
    for _ in range(3):
        sample.keyboard.press("Escape")
    sample.wait_for_url(AT_THE_DOOR)
    assert kit_urls.drafts[-1]["story"] == "ひみつの話", "what was typed is saved on the way out"
    sample.go_back()
    sample.wait_for_load_state()
    expect(sample.get_by_text("ひみつの話")).to_have_count(0)
    expect(sample.get_by_text("北川家")).to_have_count(0)


def test_a_visitor_who_leaves_quickly_finds_nothing_behind_the_back_button(page_phone: Page) -> None:
    page_phone.goto("/t/open/")
    page_phone.goto("/t/open-sample/")
    page_phone.goto("/t/open-sample/?page=2")
    page_phone.get_by_role("link", name="すぐに離れる").click()
    page_phone.wait_for_url(AT_THE_DOOR)
    page_phone.go_back()
    page_phone.wait_for_url(AT_THE_DOOR)
    expect(page_phone.get_by_text("北川家")).to_have_count(0)


def test_a_page_works_without_scripts(open_page: OpenPage) -> None:
    page = open_page(PHONE, java_script_enabled=False)
    page.goto("/t/open-sample/")
    page.get_by_label("呼び名").fill("青い屋根の人")
    page.get_by_role("button", name="記録する").click()
    expect(page.locator("[data-summary]")).to_contain_text("会い方：選んでください。")
    expect(page.get_by_label("呼び名")).to_have_value("青い屋根の人")
