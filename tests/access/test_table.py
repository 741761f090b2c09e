"""Walks every address with every person, subject and method (see `table.py`)."""

from collections.abc import Callable
from typing import ClassVar

from django.conf import settings
from django.test import TestCase
from django.urls import resolve, reverse

from .addresses import all_addresses
from .rows import MODULES, ROWS
from .table import Row, Town
from .walk import Walk, people, refusals

ADDRESSES = {address.name: address for address in all_addresses()}


class Table(TestCase):
    """Everybody gets what the table says: one test per row, added below. The town is built once per class."""

    walk: ClassVar[Walk]

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        town = Town(people=people())
        for module in MODULES:
            if hasattr(module, "furnish"):
                module.furnish(town)
        cls.walk = Walk(town)


def _test_of(row: Row) -> Callable[[Table], None]:
    def test(self: Table) -> None:
        found = list(refusals(self.walk, row, ADDRESSES[row.name]))
        if found:
            self.fail("\n".join(found[:40]))

    return test


# One class per app, so that workers share the walk.
for _module in MODULES:
    _app = _module.__name__.rpartition(".")[2]
    _tests = {f"test_{row.name.replace(':', '_')}": _test_of(row) for row in getattr(_module, "ROWS", [])}
    globals()[f"TableOf_{_app}"] = type(f"TableOf_{_app}", (Table,), {**_tests, "__module__": __name__})


def test_every_address_has_a_name() -> None:
    assert [address.route for address in all_addresses() if not address.name.split(":")[-1]] == []


def test_every_address_has_a_row() -> None:
    assert sorted(set(ADDRESSES) - {row.name for row in ROWS}) == [], "add a Row in tests/access/<app>.py"


def test_every_row_has_an_address_and_only_one_row() -> None:
    names = [row.name for row in ROWS]
    assert sorted(set(names) - set(ADDRESSES)) == []
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_the_sign_in_page_is_the_one_that_the_walk_knows() -> None:
    assert resolve(reverse(settings.LOGIN_URL)).view_name == "account_login"
