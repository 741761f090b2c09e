"""The crisis sentence in the browser: the same words as on the server, and nothing leaves the page."""

import pytest
from playwright.sync_api import Page, expect

from tests.base.test_danger import sentences

FORM = """
<form><label>手紙<textarea id="a" data-danger></textarea></label><textarea id="b"></textarea></form>
<div id="danger-notice" role="status" hidden>いますぐ声を聞ける人がいます</div>
"""
LOAD = """async (html) => {
  document.body.innerHTML = html;
  const module = await import("/static/base/danger.js");
  await module.start();
}"""


@pytest.fixture
def letter(page_phone: Page, site: str) -> Page:
    """A page with a letter's textarea and the hidden notice."""
    page_phone.goto(f"{site}/healthz")
    page_phone.evaluate(LOAD, FORM)
    return page_phone


def test_the_browser_finds_what_the_server_finds(letter: Page) -> None:
    found = letter.evaluate(
        """async (all) => {
          const { dangers, prepare } = await import("/static/base/danger.js");
          const list = prepare(await (await fetch("/static/base/danger.json")).json());
          return all.map((sentence) => dangers(sentence, list));
        }""",
        [sentence for sentence, _ in sentences()],
    )
    assert [
        (sentence, set(names)) for (sentence, _), names in zip(sentences(), found, strict=True)
    ] == sentences()


def test_the_notice_appears_while_writing_and_sends_nothing(letter: Page) -> None:
    notice = letter.locator("#danger-notice")
    asked: list[str] = []
    letter.on("request", lambda request: asked.append(request.url))
    letter.locator("#b").fill("もう死にたい")
    letter.locator("#a").fill("母の介護で疲れました。")
    letter.locator("#a").blur()
    expect(notice).to_be_hidden()
    letter.locator("#a").press_sequentially("もう消えたい")
    expect(notice).to_be_visible()
    letter.locator("#a").fill("")
    letter.locator("#a").blur()
    expect(notice).to_be_visible()
    assert asked == []
    assert letter.evaluate("localStorage.length + sessionStorage.length") == 0
