"""Kill -9 in the middle of saving, 40 times under load: nothing acknowledged is lost, nothing is half."""

from collections import Counter
from random import Random

import pytest
from django.db import connection
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.audit.models import Entry
from sengetsu.audit.verification import verify
from sengetsu.base.models import OnceKey
from sengetsu.link_work.cases.actions import NextStep, open_case
from sengetsu.link_work.cases.choices import EventKind
from sengetsu.link_work.cases.models import Case, CaseEvent
from sengetsu.link_work.index.actions import pieces_of_text
from sengetsu.link_work.index.models import Owner, Token
from sengetsu.link_work.visits.models import Contact

from .writers import Writer, kill_many, write_once

KILLS, AT_ONCE = 40, 4


@pytest.fixture
def case(aoki: User) -> Case:
    assert aoki.team
    step = NextStep("訪問する", timezone.localdate(), aoki)
    return open_case(by=aoki, title="北川家", team=aoki.team, owner=aoki, next_step=step)


def key_of(words: str) -> str:
    return words.rsplit(maxsplit=1)[-1]


@pytest.fixture
def writers(aoki: User, case: Case) -> list[Writer]:
    """All that were killed. The dictionary is loaded before, so that no child has to do it."""
    pieces_of_text("散歩の話をした")
    dice = Random(2026)  # noqa: S311 -- when to kill is no secret
    return kill_many(
        kills=KILLS, at_once=AT_ONCE, dice=dice, write=lambda key: write_once(key, by=aoki, case=case)
    )


@pytest.mark.django_db(transaction=True)
def test_forty_kills_lose_nothing_that_was_acknowledged_and_leave_nothing_half(
    aoki: User, case: Case, writers: list[Writer]
) -> None:
    assert len(writers) == KILLS + AT_ONCE
    contacts = list(Contact.objects.order_by("pk"))
    there = Counter(key_of(one.happened) for one in contacts)
    acknowledged = {key for writer in writers for key in writer.acknowledged}

    assert len(acknowledged) > KILLS, "too little was written for the kills to mean anything"
    assert acknowledged <= set(there)
    # What was sent again after a kill, whether the first one had been saved or not, is there once.
    assert set(there.values()) == {1}
    # Only what a victim was at when it died may be there without having been acknowledged.
    assert set(there) - acknowledged <= {writer.tried for writer in writers}

    assert entries() == {str(one.pk) for one in contacts}
    assert Entry.objects.filter(thing="contact").count() == len(contacts)
    steps = CaseEvent.objects.filter(kind=EventKind.NEXT_STEP)
    assert sorted(key_of(one.words) for one in steps) == sorted(there)
    assert OnceKey.objects.count() == len(contacts)
    for contact in contacts:
        assert tokens(contact) == pieces_of_text(contact.happened, contact.companions)
    assert Token.objects.filter(owner_kind=Owner.CONTACT).exclude(
        owner_id__in=[one.pk for one in contacts]
    ).count() == 0  # fmt: skip
    case.refresh_from_db()
    assert key_of(case.next_step) == key_of(contacts[-1].happened)
    assert case.version == 2 * len(contacts)  # the contact's day and the next step: both, each time

    report = verify()
    assert report.fault is None
    assert report.checked == Entry.objects.count()
    assert is_sound()


def entries() -> set[str]:
    return set(Entry.objects.filter(thing="contact").values_list("thing_id", flat=True))


def tokens(contact: Contact) -> set[int]:
    rows = Token.objects.filter(owner_kind=Owner.CONTACT, owner_id=contact.pk)
    return set(rows.values_list("token", flat=True))


def is_sound() -> bool:
    """What the database itself says of its file; PostgreSQL checks its pages when it reads them."""
    if connection.vendor != "sqlite":
        return True
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        return bool(cursor.fetchone()[0] == "ok")


@pytest.mark.django_db(transaction=True)
def test_the_same_key_again_makes_no_second_row(aoki: User, case: Case) -> None:
    first = write_once("same", by=aoki, case=case)
    assert write_once("same", by=aoki, case=case) == first
    assert Contact.objects.count() == 1
    assert Entry.objects.filter(thing="contact").count() == 1
