"""The product on a disk that a test can fill: while a file `full` lies in the data directory, SQLite may not
make its file larger (`PRAGMA max_page_count`), and says itself that the disk is full."""

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.db import connection

from sengetsu.config.wsgi import application as product

LARGEST = 1_073_741_823  # pages; SQLite's own default is 4,294,967,294 or this, by version


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    with connection.cursor() as cursor:
        # Less than there are is taken as what there are.
        cursor.execute(f"PRAGMA max_page_count = {1 if (settings.DATA / 'full').exists() else LARGEST}")
    return product(environ, start_response)
