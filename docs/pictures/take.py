"""Takes the pictures of the README and the manual again, from the demo town: `make pictures`.

A house of its own in a temporary directory, served on a free port of 127.0.0.1; nothing of it stays.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError

from playwright.sync_api import Browser, Page, sync_playwright
from small_png import shrink

HERE = Path(__file__).parent
SENGETSU = [sys.executable, "-c", "from sengetsu.config.cli import main; main()"]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = ("--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")
PHONE, DESK, TALL = (390, 844), (1120, 800), (1120, 1280)
WAIT = 30  # seconds for the server's first answer
HEAVIEST = 150_000  # bytes of a picture

Walk = Callable[[Page], None]


@dataclass(frozen=True)
class Picture:
    """`name`.png: what `who` (a person of the demo, or "" for anybody) sees after `walk`."""

    name: str
    who: str
    size: tuple[int, int]
    walk: Walk


def at(path: str) -> Walk:
    return lambda page: _go(page, path)


def link(*names: str) -> Walk:
    """From today, one link after the other."""

    def walk(page: Page) -> None:
        _go(page, "/home/")
        for name in names:
            page.get_by_role("link", name=name, exact=True).first.click()
            page.wait_for_load_state()

    return walk


def kitagawa(*names: str) -> Walk:
    """From the case of the demo's household; on today, its name also leads to its plan."""

    def walk(page: Page) -> None:
        _go(page, "/cases/")
        for name in ("北川家", *names):
            page.get_by_role("link", name=name, exact=True).first.click()
            page.wait_for_load_state()

    return walk


def record(page: Page) -> None:
    kitagawa()(page)
    page.locator("main").get_by_role("link", name="記録する", exact=True).click()
    page.wait_for_load_state()


def letter_of_the_apartment(page: Page) -> None:
    _go(page, "/intake/")
    page.get_by_role("link", name="知らせ：原よしえ").first.click()
    page.wait_for_load_state()


def referral(page: Page) -> None:
    kitagawa("必要なこと・つなぎ")(page)
    page.get_by_role("link", name="つなぎ：高齢者の総合相談").first.click()
    page.wait_for_load_state()


def answer(page: Page) -> None:
    """The page behind the QR code of a letter, opened by somebody who is not signed in."""
    link("つなぎ：家計改善の相談", "手紙を印刷する（QR）")(page)
    address = next(word for word in page.locator("article").inner_text().split() if "/answers/" in word)
    page.context.clear_cookies()
    page.goto(address)


def seen(page: Page) -> None:
    """Somebody of another team has given a reason and looked."""
    kitagawa()(page)
    browser = page.context.browser
    if browser is None:
        raise SystemExit("the browser has gone")
    other = browser.new_context()
    stranger = other.new_page()
    site = page.url.split("/cases/")[0]
    _enter(stranger, "kitano", site)
    stranger.goto(page.url)
    stranger.locator("textarea[name=reason]").fill("北部の集会所の集まりで、同じご家族の話が出たため。")
    stranger.get_by_role("button", name="理由を残してひらく").click()
    stranger.wait_for_load_state()
    other.close()
    page.get_by_role("link", name="記録を見た人", exact=True).first.click()
    page.wait_for_load_state()


def startup(page: Page) -> None:
    _go(page, "/place/startups/")
    page.get_by_role("link", name="金曜みんなの夕ごはん").first.click()
    page.wait_for_load_state()


def conference(page: Page) -> None:
    """The statutory conference about the house of which nobody knows the name."""
    _go(page, "/conferences/")
    page.get_by_role("link", name=re.compile("^支援会議")).first.click()
    page.wait_for_load_state()


def second_factor(page: Page) -> None:
    """An invitation by the administrator, accepted by a new link worker."""
    _go(page, "/accounts/people/invite/")
    page.locator("label", has_text="リンクワーカー").first.click()
    page.get_by_label("チーム").select_option(label="織月")
    page.get_by_role("button", name="リンクをつくる").click()
    address = page.locator("#link").input_value()
    page.context.clear_cookies()
    page.goto(address)
    page.get_by_label("お名前").fill("春野みのり")
    page.get_by_label("ユーザー名").fill("haruno")
    for field in page.locator("input[type=password]").all():
        field.fill("つきのひかり-まどべのいす-27")
    page.get_by_role("button", name="はじめる").click()
    page.wait_for_load_state()


def free_times(page: Page) -> None:
    _go(page, "/spaces/")
    page.emulate_media(reduced_motion="reduce")  # no smooth scrolling: the picture waits for nobody
    page.get_by_role("heading", name="空いている時間").first.evaluate("title => title.scrollIntoView()")


def sales(page: Page) -> None:
    """The second look at what was sold, with the steps of the fee."""
    _go(page, "/bookings/fees/")
    page.get_by_role("link", name="売上を報告する").first.click()
    page.get_by_label("売上の合計").fill("23,450")
    page.get_by_role("button", name="計算をたしかめる").click()
    page.wait_for_load_state()


PICTURES = (
    Picture("front", "", DESK, at("/")),
    Picture("letter-new", "", PHONE, at("/letters/new/")),
    Picture("today", "aoki", TALL, at("/home/")),
    Picture("today-phone", "aoki", PHONE, at("/home/")),
    Picture("case", "aoki", TALL, kitagawa()),
    Picture("before", "aoki", PHONE, kitagawa("訪問の前に")),
    Picture("record", "aoki", PHONE, record),
    Picture("letter", "aoki", DESK, letter_of_the_apartment),
    Picture("referral", "aoki", DESK, referral),
    Picture("answer", "aoki", PHONE, answer),
    Picture("second-factor", "uno", DESK, second_factor),
    Picture("seen", "aoki", DESK, seen),
    Picture("sales", "soda", PHONE, sales),
    Picture("fees", "aoki", DESK, at("/place/fees/")),
    Picture("startup", "aoki", DESK, startup),
    Picture("tips", "hara", PHONE, at("/tips/mine/")),
    Picture("spaces", "", PHONE, free_times),
    Picture("place", "aoki", DESK, at("/place/")),
    Picture("trail", "kagami", DESK, at("/audit/")),
    Picture("consents", "aoki", DESK, link("ケース", "北川家", "同意")),
    Picture("plan", "aoki", TALL, link("ケース", "北川家", "支援プラン", "多機関協働プラン（1回目）")),
    Picture("conference", "aoki", TALL, conference),
    Picture("genogram", "aoki", TALL, link("ケース", "北川家", "世帯")),
    Picture("group-own", "soda", PHONE, at("/groups/")),
    Picture("group-list", "aoki", DESK, at("/place/groups/?which=expiring")),
)


@contextmanager
def town() -> Iterator[str]:
    """The address of a fresh demo town; its server and its directory go when the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as data:
        around = {**os.environ, "SENGETSU_DATA": data, "SENGETSU_DEMO": "1", "PORT": str(port)}
        for name in ("DATABASE_URL", "SENGETSU_KEYS", "SENGETSU_URL", "SENGETSU_DEBUG"):
            around.pop(name, None)
        for command in ("setup", "demo"):
            subprocess.run([*SENGETSU, command], env=around, check=True)  # noqa: S603  # our own words
        server = subprocess.Popen([*SENGETSU, "serve"], env=around)  # noqa: S603
        try:
            _wait(f"http://127.0.0.1:{port}/healthz")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(WAIT)


def _wait(address: str) -> None:
    until = time.monotonic() + WAIT
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310  # our own server
                return
        except (URLError, ConnectionError):
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


def _enter(page: Page, who: str, site: str) -> None:
    page.goto(f"{site}/accounts/login/")
    page.locator(f"form[action*='/demo/{who}/'] button").click()
    page.wait_for_load_state()


def _go(page: Page, path: str) -> None:
    page.goto(path)
    page.wait_for_load_state()


def take(browser: Browser, site: str, picture: Picture) -> None:
    width, height = picture.size
    context = browser.new_context(
        base_url=site, viewport={"width": width, "height": height}, locale="ja-JP", timezone_id="Asia/Tokyo"
    )
    page = context.new_page()
    if picture.who:
        _enter(page, picture.who, site)
    picture.walk(page)
    small = shrink(page.screenshot(animations="disabled"))
    if len(small) > HEAVIEST:
        raise SystemExit(f"{picture.name}.png has {len(small)} bytes; {HEAVIEST} are allowed")
    (HERE / f"{picture.name}.png").write_bytes(small)
    context.close()
    sys.stdout.write(f"{picture.name}.png  {len(small) // 1000} kB\n")
    sys.stdout.flush()


def main() -> None:
    """All pictures, or those named on the command line."""
    wanted = set(sys.argv[1:])
    own = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    sandbox = [] if os.geteuid() else ["--no-sandbox"]  # Chromium's sandbox refuses root
    with town() as site, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=own, args=[*QUIET, *sandbox])
        for picture in PICTURES:
            if not wanted or picture.name in wanted:
                take(browser, site, picture)
        browser.close()


if __name__ == "__main__":
    main()
