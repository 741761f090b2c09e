"""Who is looking, for people with a visibility of their own (`Person.only_own_cases`).

Whose details a viewer may not know is asked where a row leaves the database, not on each page: a list, a
search, a picture, an export or a page that is written next year is veiled as well. A command or a job looks
for nobody, so that it sees all. The rule itself belongs to the cases (`cases.queries.withheld_from`).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

VEILED = "非公開の方"
REFUSED = "この人のことを読み書きできるのは、この人を支えるケースを開ける人だけです。"

Withheld = Callable[[], frozenset[int]]

_viewer: ContextVar[Withheld | None] = ContextVar("viewer", default=None)


@contextmanager
def looking(withheld: Withheld) -> Iterator[None]:
    """Until the end of the block, those whose ids `withheld` gives are veiled. It is asked once, and only
    when somebody with an own visibility is read at all."""
    token = _viewer.set(cache(withheld))
    try:
        yield
    finally:
        _viewer.reset(token)


def withheld_now() -> frozenset[int]:
    """The ids of the people of whom nothing may be shown to whoever is looking."""
    withheld = _viewer.get()
    return withheld() if withheld else frozenset()
