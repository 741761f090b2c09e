"""Every page of an app as somebody who may see it, at both sizes: what `test_pages_*.py` go through."""

from collections.abc import Iterator
from types import ModuleType

import pytest
from django.test import Client
from playwright.sync_api import Page

from tests import factories
from tests.access.addresses import all_addresses, path_of
from tests.access.rows import MODULES
from tests.access.table import ANYBODY, PEOPLE, Outcome, Row, Subject, Town
from tests.access.walk import people

from .conftest import DESK, PHONE, Axe, Enter, OpenPage

# Data scrolls inside its own box; the page itself never does sideways.
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def furnished_town() -> Town:
    """The town of the access table, with real commits: a browser sees it."""
    town = Town(people=people())
    for module in MODULES:
        if hasattr(module, "furnish"):
            module.furnish(town)
    return town


def rows_of(module: ModuleType) -> Iterator[tuple[Row, str]]:
    """The rows with a page, and the first person who may see it."""
    for row in getattr(module, "ROWS", []):
        may = [who for who in PEOPLE if row.profile.rule(who, Subject.OWN) is Outcome.OK]
        if "GET" in row.methods.split() and may:
            yield row, may[0]


def paths(module: ModuleType, town: Town) -> dict[str, list[str]]:
    """person -> paths that answer that person with a page (not a file, not a redirection, not a part)."""
    addresses = {address.name: address for address in all_addresses()}
    clients = {name: Client() for name in PEOPLE}
    for name, person in town.people.items():
        factories.open_session(clients[name], person)
    found: dict[str, list[str]] = {}
    for row, who in rows_of(module):
        path = path_of(row, addresses[row.name], town, Subject.OWN) + (f"?{row.query}" if row.query else "")
        answer = clients[who].get(path)
        is_page = answer.status_code == 200 and answer["Content-Type"].startswith("text/html")
        if is_page and b"<html" in answer.content[:600]:
            found.setdefault(who, []).append(path)
    return found


def look_at(page: Page, path: str, axe: Axe) -> Iterator[str]:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto(path)
    for size in (PHONE, DESK):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        try:
            axe(page)
        except pytest.fail.Exception as violations:
            yield f"{size['width']} px: {violations}"
        if page.evaluate(TOO_WIDE):
            yield f"{path} is wider than {size['width']} px"


def faults_of_pages(module: ModuleType, open_page: OpenPage, enter: Enter, axe: Axe) -> list[str]:
    town = furnished_town()
    faults = []
    for who, theirs in paths(module, town).items():
        page = open_page(PHONE)
        if who != ANYBODY:
            enter(page, town.people[who])
        faults += [fault for path in theirs for fault in look_at(page, path, axe)]
    return faults
