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

ROWS_PER_CLASS = 15


def batched(rows: list[Row], size: int) -> list[list[Row]]:
    return [rows[start : start + size] for start in range(0, len(rows), size)]


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


# Classes of a few rows each, so that workers share the walk.
for _module in MODULES:
    _app = _module.__name__.rpartition(".")[2]
    for _number, _rows in enumerate(batched(getattr(_module, "ROWS", []), ROWS_PER_CLASS), start=1):
        _name = f"TableOf_{_app}_{_number}"
        _tests = {f"test_{row.name.replace(':', '_')}": _test_of(row) for row in _rows}
        globals()[_name] = type(_name, (Table,), {**_tests, "__module__": __name__})


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
