"""A full disk is a clean page that gives back what was typed, and needs no restart.

On a real server and a file of SQLite, which says itself that nothing more fits.
"""

import json
import sqlite3
from pathlib import Path
from uuid import uuid4

from .servers import Browser, environment_of, run, server
from .visits import filled_in

STORY = "ドアごしに、将棋の話をした。"
LONG = STORY * 280  # about 4,000 characters
AT_MOST = 60  # forms that fit into the pages that are there


def contacts_in(data: Path) -> int:
    with sqlite3.connect(data / "sengetsu.sqlite3") as file:
        return int(file.execute("SELECT COUNT(*) FROM link_work_contact").fetchone()[0])


def missing(page: str, *words: str) -> list[str]:
    """Which of the words are not on the page; shorter to read in a failed test than the page."""
    return [word for word in words if word not in page]


def fill_the_disk(browser: Browser, address: str, page: str) -> tuple[str, int]:
    """Send forms until one is refused: the page of the refusal, and how many were saved before."""
    for saved in range(AT_MOST):
        status, answer = browser.post(address, filled_in(page, happened=LONG, key=str(uuid4())))
        if status != 302:
            assert status == 503
            return answer, saved
    raise AssertionError("the disk never became full")


def test_a_full_disk_gives_the_words_back_and_is_over_when_there_is_room(tmp_path: Path) -> None:
    (tmp_path / "static").mkdir()
    environment = environment_of(tmp_path)
    known = json.loads(run(environment, "tests.faults.house"))
    with server(environment, "tests.faults.crowded:application") as running:
        aoki = Browser(running.port, known["cookies"])
        address = f"/cases/{known['case']}/contacts/new/"
        status, page = aoki.get(address)
        assert status == 200

        (tmp_path / "full").touch()
        refused, saved = fill_the_disk(aoki, address, page)
        assert (
            missing(refused, STORY, 'name="once_key"', "いまは保存できません", "問い合わせのときの番号") == []
        )
        assert missing(refused, "Traceback", "OperationalError", "sqlite") == [
            "Traceback", "OperationalError", "sqlite",
        ]  # fmt: skip
        assert contacts_in(tmp_path) == saved
        # Who only looks meets the same calm: a page, or the word that the look could not be recorded.
        assert aoki.get("/healthz")[0] == 200
        assert aoki.get(address)[0] in {200, 503}

        (tmp_path / "full").unlink()
        assert running.is_running
        assert aoki.post(address, filled_in(refused, happened=LONG, by=1))[0] == 302
        assert contacts_in(tmp_path) == saved + 1
        assert missing(aoki.get(f"/cases/{known['case']}/")[1], STORY) == []
