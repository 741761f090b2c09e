"""Pages of a list, as HSDS wants them."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import QuerySet

PER_PAGE = 50
MOST_PER_PAGE = 200
MOST_PAGE = 100_000


def page_of(
    entries: "QuerySet[Any] | Sequence[Any]",
    *,
    page: int,
    per_page: int,
    written: Callable[[Any], dict[str, Any]],
) -> dict[str, Any]:
    """A page beyond the last is empty, not an error. Two queries for a QuerySet."""
    total = entries.count() if isinstance(entries, QuerySet) else len(entries)
    pages = -(-total // per_page)
    contents = [written(one) for one in entries[(page - 1) * per_page : page * per_page]]
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": page,
        "size": len(contents),
        "first_page": page == 1,
        "last_page": page >= pages,
        "empty": not contents,
        "contents": contents,
    }
