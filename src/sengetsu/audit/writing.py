"""The transaction of an act that leaves a trace."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from .models import ChainHead


@contextmanager
def writing() -> Iterator[None]:
    """`transaction.atomic()` that takes the chain's lock before any other row.

    An act is often made of smaller acts, each with its entry: after the first entry the chain is held while
    further rows are asked for, and two people who touch the same need would wait for each other in a circle.
    Whoever asks for the chain first waits in one line. On SQLite an IMMEDIATE transaction is that line.
    """
    with transaction.atomic():
        if connection.features.has_select_for_update:
            ChainHead.objects.select_for_update().values_list("pk").first()
        yield
