"""Signing in as a person does it: a passkey in place of the password, and nothing behind the back button."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from sengetsu.accounts.choices import Role
from sengetsu.accounts.models import Team, User
from tests import factories
from tests.people import PASSWORD

from .conftest import DESK, PATIENCE, PHONE, Axe, Enter, OpenPage
from .watch import Watch

pytestmark = pytest.mark.django_db(transaction=True)
HOME = "わたしのアカウント"


@pytest.fixture
def named_browser(playwright_driver: Playwright, browser_options: dict[str, Any]) -> Iterator[Browser]:
    """A browser that knows this machine by name: a passkey belongs to a name, never to a bare address."""
    options = browser_options["args"]
    arguments = [
        f"{option}, EXCLUDE localhost" if option.startswith("--host-resolver-rules") else option
        for option in options
    ]
    started = playwright_driver.chromium.launch(**{**browser_options, "args": arguments})
    yield started
    started.close()


@pytest.fixture
def machine(named_browser: Browser, site: str) -> Iterator[Page]:
    """A desk with a fingerprint reader, at `http://localhost:<port>`."""
    by_name = site.replace("127.0.0.1", "localhost")
    watch = Watch(by_name)
    context = named_browser.new_context(viewport=DESK, base_url=by_name, locale="ja-JP")  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE)
    watch.over(context)
    page = context.new_page()
    reader = context.new_cdp_session(page)
    reader.send("WebAuthn.enable")
    reader.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    yield page
    context.close()
    assert watch.complaints == []


def sign_in(page: Page, name: str) -> None:
    page.goto("/accounts/login/?next=/accounts/")
    page.get_by_role("textbox", name="ユーザー名").fill(name)
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="サインイン", exact=True).click()


def newcomer(team: Team) -> User:
    user = factories.user("shinjin", "新月 まどか", Role.LINK_WORKER, team=team)
    user.authenticator_set.all().delete()
    return user


def test_a_passkey_is_set_up_and_then_opens_the_house_alone(
    machine: Page, axe: Axe, sengetsu_team: Team
) -> None:
    newcomer(sengetsu_team)
    sign_in(machine, "shinjin")
    expect(machine.get_by_role("heading", level=1)).to_have_text("二段階めの確認手段")
    axe(machine)
    machine.get_by_role("link", name="パスキーを登録する").click()
    machine.locator("input[name=password]").fill(PASSWORD)
    axe(machine)
    machine.get_by_role("button", name="確かめる").click()
    expect(machine.get_by_role("button", name="この端末を登録する")).to_be_visible()
    axe(machine)
    machine.get_by_role("button", name="この端末を登録する").click()
    expect(machine.get_by_role("heading", level=1)).to_have_text("予備のコード")
    axe(machine)
    machine.get_by_role("link", name="控えました").click()
    expect(machine.get_by_role("heading", level=1)).to_have_text(HOME)

    machine.get_by_role("main").get_by_role("button", name="サインアウト").click()
    machine.goto("/accounts/login/?next=/accounts/")
    machine.get_by_role("button", name="パスキーでサインイン").click()
    machine.wait_for_url(lambda url: "/accounts/login/" not in url)
    machine.goto("/accounts/")
    expect(machine.get_by_role("heading", level=1)).to_have_text(HOME)


def test_a_passkey_is_the_second_stage_after_the_password(
    machine: Page, axe: Axe, sengetsu_team: Team
) -> None:
    newcomer(sengetsu_team)
    sign_in(machine, "shinjin")
    machine.get_by_role("link", name="パスキーを登録する").click()
    machine.locator("input[name=password]").fill(PASSWORD)
    machine.get_by_role("button", name="確かめる").click()
    machine.get_by_label("パスワードなしのサインインにも使う").uncheck()
    machine.get_by_role("button", name="この端末を登録する").click()
    machine.get_by_role("link", name="控えました").click()
    machine.get_by_role("main").get_by_role("button", name="サインアウト").click()
    sign_in(machine, "shinjin")
    expect(machine.get_by_role("heading", level=1)).to_have_text("二段階めの確認")
    axe(machine)
    machine.get_by_role("button", name="パスキーを使う").click()
    expect(machine.get_by_role("heading", level=1)).to_have_text(HOME)


def test_where_no_passkey_works_the_page_says_so_calmly(page_phone: Page, axe: Axe) -> None:
    page_phone.goto("/accounts/login/")
    page_phone.get_by_role("button", name="パスキーでサインイン").click()
    expect(page_phone.get_by_text("パスキーを使えませんでした")).to_be_visible()
    axe(page_phone)


def test_after_signing_out_the_back_button_shows_nothing(
    page_desk: Page, enter: Enter, commissioner_hara: User
) -> None:
    enter(page_desk, commissioner_hara)
    page_desk.goto("/accounts/")
    expect(page_desk.get_by_role("main")).to_contain_text("西高尾")
    page_desk.get_by_role("main").get_by_role("button", name="サインアウト").click()
    page_desk.wait_for_url(lambda url: "/accounts/" not in url)
    page_desk.go_back()
    expect(page_desk.get_by_role("main")).not_to_contain_text("西高尾")
    expect(page_desk.get_by_role("heading", level=1)).to_have_text("サインイン")


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_the_page_for_too_many_tries_is_for_everybody(
    open_page: OpenPage, axe: Axe, commissioner_hara: User, size: dict[str, int]
) -> None:
    page = open_page(size)
    for _ in range(5):
        page.goto("/accounts/login/")
        page.get_by_role("textbox", name="ユーザー名").fill("hara")
        page.locator("input[name=password]").fill("chigau")
        page.get_by_role("button", name="サインイン", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("少しお待ちください")
    expect(page.get_by_label("ユーザー名")).to_have_value("hara")
    axe(page)
