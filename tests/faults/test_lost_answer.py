"""The answer is lost on the way: whoever sends the same form again gets the first answer, and one row."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from sengetsu.accounts.models import User
from sengetsu.audit.models import Entry
from sengetsu.audit.verification import verify
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.visits.models import Contact
from tests import factories

from .servers import Browser, environment_of, server
from .visits import case_of, filled_in

SECONDS = 20


@pytest.fixture
def case(aoki: User) -> Case:
    return case_of(aoki)


def database_url() -> str:
    """The test's own database, for another process."""
    facts = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{facts['NAME']}"
    return f"postgres://{facts['USER']}@{facts['HOST']}:{facts['PORT']}/{facts['NAME']}"


@pytest.fixture
def browser(transactional_db: None, aoki: User, case: Case) -> Iterator[Browser]:
    """aoki's, talking to a real server on the test's database."""
    client = Client(SERVER_NAME="127.0.0.1")
    factories.open_session(client, aoki)
    cookies = {name: morsel.value for name, morsel in client.cookies.items()}
    environment = environment_of(Path(settings.DATA), database=database_url(), keys=Path(settings.KEYS))
    connection.close()
    with server(environment) as running:
        yield Browser(running.port, cookies)


def until_saved(number: int) -> None:
    last = time.monotonic() + SECONDS
    while Contact.objects.count() < number:
        assert time.monotonic() < last, "what was sent did not arrive"
        time.sleep(0.02)


@pytest.mark.django_db(transaction=True)
def test_a_form_sent_again_after_a_lost_answer_makes_one_row(browser: Browser, case: Case) -> None:
    address = f"/cases/{case.public_id}/contacts/new/"
    for number in range(1, 9):
        status, page = browser.get(address)
        assert status == 200
        body = filled_in(page, happened=f"{number}回めの散歩")
        with browser.send(address, body):
            if number % 2:  # else the second sending runs into the first one, or the first was lost itself
                until_saved(number)
        assert browser.post(address, body)[0] == 302
        until_saved(number)
    told = sorted(one.happened for one in Contact.objects.all())
    assert told == [f"{number}回めの散歩" for number in range(1, 9)]
    assert Entry.objects.filter(thing="contact").count() == 8
    assert verify().fault is None
