from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

ROWS = 50


def page_of(request: HttpRequest, rows: Any, *, size: int = ROWS) -> Page[Any]:
    """The page that `?page=` asks for; anything else asked for is the nearest page there is."""
    return Paginator(rows, size).get_page(request.GET.get("page"))
