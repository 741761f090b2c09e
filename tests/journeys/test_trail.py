"""The auditor's pages in a real browser: found, filtered, verified, by everybody."""

import os
from collections.abc import Callable

import pytest
from django.db import transaction
from playwright.sync_api import Page, expect

from sengetsu.accounts.models import User
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action

from .conftest import Axe, Enter


@pytest.fixture
def looked_at(transactional_db: None, aoki: User, kitano: User) -> None:
    """A morning's traces."""
    with transaction.atomic():
        record(by=None, action=Action.RECEIVED, thing="letter", thing_id=3)
        record(by=aoki, action=Action.LISTED, thing="case_list", listed=[f"R8-{n:03}" for n in range(1, 24)])
        record(by=aoki, action=Action.OPENED, thing="case", case_id="R8-012")
        reason = "担当の森さんが休みで、家族から急ぎの電話があったため、前回の訪問の様子を確かめます。"
        record(by=kitano, action=Action.REASON_GIVEN, thing="case", case_id="R8-012", reason=reason)
        record(by=kitano, action=Action.PRINTED, thing="before_visit", case_id="R8-012")


@pytest.mark.parametrize("size", ["page_phone", "page_desk"])
def test_the_auditor_asks_verifies_and_prints(
    size: str,
    looked_at: None,
    auditor_kagami: User,
    enter: Enter,
    site: str,
    axe: Axe,
    request: pytest.FixtureRequest,
) -> None:
    page: Page = request.getfixturevalue(size)
    shoot = _shots(page, size)
    enter(page, auditor_kagami)
    page.goto(f"{site}/audit/")
    expect(page.get_by_role("heading", name="見た記録")).to_be_visible()
    expect(page.get_by_text("担当の森さんが休みで")).to_be_visible()
    axe(page)
    shoot("list")
    page.get_by_text("しぼりこむ").click()
    page.get_by_label("人の名前").fill("青木")
    page.get_by_role("button", name="この条件で見る").click()
    expect(page.get_by_text("担当の森さんが休みで")).to_have_count(0)
    axe(page)
    shoot("asked")
    page.get_by_text("しぼりこむ").click()
    page.get_by_label("いつまで").fill("令和1年1月1日")
    page.get_by_role("button", name="この条件で見る").click()
    expect(page.get_by_label("いつまで")).to_have_attribute("aria-invalid", "true")
    axe(page)
    shoot("wrong")
    page.goto(f"{site}/audit/?person=%E3%81%84%E3%81%AA%E3%81%84")
    expect(page.get_by_text("合う記録はありません")).to_be_visible()
    axe(page)
    shoot("empty")
    page.get_by_role("button", name="改ざんがないか確かめる").click()
    expect(page.get_by_text("すべて書いたときのままです")).to_be_visible()
    axe(page)
    shoot("report")


def _shots(page: Page, size: str) -> Callable[[str], None]:
    def shoot(name: str) -> None:
        if folder := os.environ.get("SHOTS"):
            page.screenshot(path=f"{folder}/{size}-{name}.png", full_page=True)

    return shoot
