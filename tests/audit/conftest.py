"""A trail with a few entries, and a forger who owns the database but not the key."""

from collections.abc import Callable

import pytest
from django.db import connection, transaction

from sengetsu.accounts.models import User
from sengetsu.audit import triggers
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.audit.models import Entry

Forge = Callable[[str], None]


@pytest.fixture
def trail(aoki: User) -> list[Entry]:
    """Eight entries about one case, some with a reason."""
    with transaction.atomic():
        return [
            record(
                by=aoki,
                action=Action.OPENED,
                thing="case",
                thing_id=number,
                case_id="R8-012",
                listed=["R8-012", f"R8-{number:03}"],
                reason=f"担当者の休みのため（{number}日目）" if number % 2 else "",
                detail={"page": "desk"},
            )
            for number in range(1, 9)
        ]


@pytest.fixture
def forge(trail: list[Entry]) -> Forge:
    """Runs one statement as somebody with full power over the database would."""

    def run(statement: str) -> None:
        triggers.remove(connection)
        with connection.cursor() as cursor:
            cursor.execute(statement)

    return run
