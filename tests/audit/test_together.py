"""Many writers at once make one chain, in a real database file."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from sengetsu.audit import queries
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.audit.models import Entry

WRITERS, EACH = 4, 50


def write(writer: int) -> None:
    try:
        for number in range(EACH):
            with transaction.atomic():
                record(by=None, action=Action.OPENED, case_id=f"{writer}-{number}")
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_four_writers_at_once_make_one_unbroken_chain() -> None:
    with ThreadPoolExecutor(WRITERS) as pool:
        for done in [pool.submit(write, writer) for writer in range(WRITERS)]:
            done.result()
    report = queries.verify()
    assert (report.fault, report.checked) == (None, WRITERS * EACH)
    assert Entry.objects.values("case_id").distinct().count() == WRITERS * EACH
