"""An anonymous letter, and the reply that only its writer can read."""

import re

import pytest
from playwright.sync_api import Page, expect

from sengetsu.accounts.models import User
from sengetsu.living_room import demo as living_room

from .conftest import DESK, PHONE, Axe, Enter, OpenPage

pytestmark = pytest.mark.django_db(transaction=True)
STORY = "朝、起きられません。だれとも話さない日が続いています。"
REPLY = "書いてくださってありがとう。来週の水曜、織月でお茶を飲みませんか。"


def write_a_letter(page: Page, axe: Axe) -> tuple[str, str]:
    """Receipt and passphrase of a letter without a name."""
    page.goto("/letters/new/")
    axe(page)
    page.get_by_label(re.compile("^話したいこと")).fill(STORY)
    page.get_by_role("button", name=re.compile("封をして")).click()
    expect(page.get_by_text(re.compile("合言葉")).first).to_be_visible()
    axe(page)
    receipt = page.locator(".slip dd.num").inner_text().strip()
    passphrase = page.locator(".slip dd[lang=ja]").inner_text().strip()
    return receipt, passphrase


def reply_as_aoki(page: Page, axe: Axe) -> None:
    page.goto("/intake/")
    page.locator("main").get_by_role("link", name="ひらく").first.click()
    expect(page.get_by_text(STORY)).to_be_visible()
    page.get_by_role("link", name="返事だけする").first.click()
    expect(page.get_by_label(re.compile("^返事")).first).to_be_visible()
    axe(page)
    page.get_by_label(re.compile("^返事")).first.fill(REPLY)
    page.get_by_role("button", name="返事をする").click()
    expect(page.get_by_text(REPLY)).to_be_visible()


def read(page: Page, receipt: str, passphrase: str) -> None:
    page.goto("/letters/reply/")
    page.get_by_label(re.compile("^受付番号")).fill(receipt)
    page.get_by_label(re.compile("^合言葉")).fill(passphrase)
    page.get_by_role("button", name="返事を読む").click()


def test_an_anonymous_writer_reads_the_reply_with_the_passphrase(
    open_page: OpenPage, enter: Enter, axe: Axe, aoki: User
) -> None:
    living_room.load_demo()
    writer, worker, stranger = open_page(PHONE), open_page(DESK), open_page(PHONE)
    enter(worker, aoki)
    receipt, passphrase = write_a_letter(writer, axe)
    reply_as_aoki(worker, axe)

    read(stranger, receipt, "ちがう ことば を いれて みる")
    expect(stranger.locator("body")).not_to_contain_text(REPLY)

    read(writer, receipt, passphrase)
    expect(writer.get_by_text(REPLY)).to_be_visible()
    axe(writer)
