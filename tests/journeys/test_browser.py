"""The browser of the journeys notices what it is there to notice."""

import pytest
from playwright.sync_api import Page

from sengetsu.accounts.models import User

from .conftest import Axe, Enter
from .watch import Watch


def test_the_town_answers(page_phone: Page) -> None:
    answer = page_phone.goto("/healthz")
    assert answer
    assert answer.status == 200


def test_a_request_to_another_host_is_noticed(page_phone: Page, watch: Watch) -> None:
    page_phone.goto("/healthz")
    page_phone.evaluate("fetch('http://example.jp/').catch(() => null)")
    assert any("http://example.jp/" in complaint for complaint in watch.complaints)
    watch.complaints.clear()


def test_an_inline_style_is_noticed(page_phone: Page, watch: Watch) -> None:
    page_phone.goto("/language/")
    page_phone.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color:red\">!</p>')")
    page_phone.wait_for_function("document.querySelector('p[style]')")
    assert any("Content Security Policy" in complaint for complaint in watch.complaints)
    watch.complaints.clear()


def test_a_picture_without_words_is_noticed_by_axe(page_phone: Page, axe: Axe) -> None:
    page_phone.goto("/healthz")
    page_phone.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=\"data:,\">')")
    with pytest.raises(pytest.fail.Exception, match="image-alt"):
        axe(page_phone)


def test_a_person_who_enters_is_signed_in(page_phone: Page, enter: Enter, aoki: User, site: str) -> None:
    enter(page_phone, aoki)
    assert [cookie["name"] for cookie in page_phone.context.cookies()] == ["sessionid"]
