"""A real browser for the journeys.

`page_phone` and `page_desk` are fresh pages at 390 and 1280 px; `open_page(SIZE)` gives more of them, each
with cookies of its own (a second person, a second machine). `enter(page, aoki)` signs a person in.
`axe(page)` fails on any violation of WCAG 2.2 AA. Every page is watched: a request to another host, a script
error or a breach of the content security policy fails the test. `site` is the town's address.
"""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from sengetsu.accounts.models import User
from tests import factories

from .watch import Watch

Size = dict[str, int]
PHONE: Size = {"width": 390, "height": 844}
DESK: Size = {"width": 1280, "height": 800}

OpenPage = Callable[..., Page]
Enter = Callable[[Page, User], None]
Axe = Callable[[Page], None]

PATIENCE = 20_000  # milliseconds: how long a page may take on a busy machine before it counts as broken
SYSTEM_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
AXE_OPTIONS = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.journey)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """A journey that fails leaves a picture of each open page in `test-results/`."""
    report = yield
    if report.when == "call" and report.failed:  # type: ignore[attr-defined]
        name = re.sub(r"\W+", "-", item.name)
        for number, page in enumerate(getattr(item, "open_pages", [])):
            page.screenshot(path=f"test-results/{name}-{number}.png", full_page=True)
    return report


@pytest.fixture(scope="package")
def browser_options() -> dict[str, Any]:
    """How to start the machine's own Chromium; Playwright's own where there is none."""
    own = next((path for name in SYSTEM_BROWSERS if (path := shutil.which(name))), None)
    sandbox = [] if os.geteuid() else ["--no-sandbox"]  # Chromium's sandbox refuses root
    return {"executable_path": own, "args": [*QUIET, *sandbox]}


@pytest.fixture(scope="package")
def playwright_driver() -> Iterator[Playwright]:
    # Playwright's synchronous face keeps an event loop running in this thread, and Django would refuse the
    # database there; the tests themselves are synchronous, so nothing can interleave.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as driver:
        expect.set_options(timeout=PATIENCE)
        yield driver
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="package")
def browser(playwright_driver: Playwright, browser_options: dict[str, Any]) -> Iterator[Browser]:
    """One Chromium per worker."""
    started = playwright_driver.chromium.launch(**browser_options)
    yield started
    started.close()


@pytest.fixture
def site(live_server: Any) -> str:
    """Where the town is: `http://127.0.0.1:<port>`, without a slash at the end."""
    cache.clear()  # the rate limits of the journey before
    return str(live_server.url)


@pytest.fixture
def watch(site: str) -> Iterator[Watch]:
    """Looks over every page's shoulder; complains at the end of the journey."""
    watching = Watch(site)
    yield watching
    if watching.complaints:
        pytest.fail("\n".join(watching.complaints))


@pytest.fixture
def open_page(
    request: pytest.FixtureRequest, browser: Browser, site: str, watch: Watch
) -> Iterator[OpenPage]:
    """`open_page(PHONE)`: a page in a context of its own; `page.goto("/home/")` knows the town's address."""
    contexts: list[BrowserContext] = []
    request.node.open_pages = []

    def opened(size: Size = PHONE, **options: Any) -> Page:
        context = browser.new_context(
            viewport=size,
            base_url=site,
            locale="ja-JP",
            timezone_id="Asia/Tokyo",
            reduced_motion="reduce",
            **options,
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        watch.over(context)
        page = context.new_page()
        request.node.open_pages.append(page)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def page_phone(open_page: OpenPage) -> Page:
    return open_page(PHONE)


@pytest.fixture
def page_desk(open_page: OpenPage) -> Page:
    return open_page(DESK)


@pytest.fixture
def enter(site: str) -> Enter:
    """Signs a person in: the session that the sign-in pages would have opened, as a cookie of the page."""

    def signed_in(page: Page, person: User) -> None:
        client = Client()
        factories.open_session(client, person)
        name = settings.SESSION_COOKIE_NAME
        page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site}])

    return signed_in


@pytest.fixture
def axe() -> Axe:
    """Fails with one sentence per violation and element."""

    def without_violations(page: Page) -> None:
        page.evaluate(AXE)
        found = page.evaluate("options => axe.run(document, options)", AXE_OPTIONS)["violations"]
        sentences = [
            f"{page.url}: {violation['id']}: {node['target']}: {node['failureSummary']}"
            for violation in found
            for node in violation["nodes"]
        ]
        if sentences:
            pytest.fail("\n".join(sentences))

    return without_violations
