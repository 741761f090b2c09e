"""A view fetches, calls once, renders; and stands behind the sign-in unless it says otherwise."""

import ast
from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse

from tests.access.addresses import Address, all_addresses
from tests.access.rows import ROWS
from tests.access.table import ANYBODY, Outcome, Row, Subject

from .source import Module, views

LONGEST_VIEW = 25  # lines
# "link_work/cases/views.py:case_open": why it may be longer. The list may only shrink.
LONGER: dict[str, str] = {}


def open_to_anybody(address: Address) -> bool:
    """Whether `LoginRequiredMiddleware` lets everybody through to this view."""
    return not getattr(address.view, "login_required", True)


def row_is_open(row: Row) -> bool:
    """Also a later step of an open page, which sends who has not taken the first one back to it."""
    derived = row.profile.name.startswith("public")
    return derived or row.profile.rule(ANYBODY, Subject.OWN) is not Outcome.SIGN_IN


def unlisted(addresses: Iterable[Address], rows: Iterable[Row]) -> list[str]:
    listed = {row.name for row in rows if row_is_open(row)}
    opened = (address.name for address in addresses if open_to_anybody(address))
    return sorted(name for name in opened if name not in listed)


def database_in(modules: Iterable[Module]) -> list[str]:
    """Views that go to the tables themselves instead of asking queries or actions."""
    tables = {"objects", "_default_manager", "_base_manager"}
    return [
        f"{module.name}:{node.lineno} .{node.attr}"
        for module in modules
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and node.attr in tables
    ]


def too_long(modules: Iterable[Module]) -> list[str]:
    return [
        f"{module.name}:{function.name}"
        for module in modules
        for function in module.functions()
        if (function.end_lineno or 0) - function.lineno + 1 > LONGEST_VIEW
    ]


def test_a_view_without_sign_in_is_one_that_the_table_opens_to_anybody() -> None:
    assert unlisted(all_addresses(), ROWS) == []


def test_no_view_goes_to_the_tables_itself() -> None:
    assert database_in(views()) == []


def test_views_are_short() -> None:
    assert [name for name in too_long(views()) if name not in LONGER] == []


def test_the_list_of_longer_views_only_shrinks() -> None:
    assert sorted(set(LONGER) - set(too_long(views()))) == []


def test_an_open_view_that_the_table_does_not_open_is_noticed() -> None:
    def planted(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    planted.login_required = False  # type: ignore[attr-defined]
    assert unlisted([Address("planted", "planted/", {}, planted)], ROWS) == ["planted"]


def test_a_view_that_goes_to_the_tables_is_noticed() -> None:
    assert database_in([Module("x/views.py", "def show(request):\n    return Case.objects.all()\n")])


def test_a_long_view_is_noticed() -> None:
    long = "def show(request):\n" + "    pass\n" * LONGEST_VIEW
    assert too_long([Module("x/views.py", long)]) == ["x/views.py:show"]
