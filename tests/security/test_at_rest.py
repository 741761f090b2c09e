"""Who holds the database, the log or a browser's cookies holds no word of any case."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client

from sengetsu.accounts.models import User
from tests import factories
from tests.access.walk import people
from tests.postbox.test_plain_sight import cells, disguises, everything_in_the_tables, row_of_bytes

from .canaries import BIRDS, OWN, Bird, birds, silent_fields
from .houses import House


@pytest.fixture
def town(transactional_db: None) -> tuple[dict[str, User], dict[str, Bird]]:
    everybody = people()
    return everybody, birds(everybody)


def test_no_word_of_a_case_lies_open_in_any_table_or_in_the_file(
    town: tuple[dict[str, User], dict[str, Bird]],
) -> None:
    everybody, cases = town
    assert list(silent_fields()) == []
    client = Client()
    factories.open_session(client, everybody["aoki"])
    case = cases[OWN].whole.case
    step = {"next_step": f"{OWN}に手紙", "next_on": "2027-01-12", "next_person": everybody["aoki"].pk}
    client.get("/home/search/", {"q": OWN})
    client.get("/cases/export/")
    client.post(f"/cases/{case.public_id}/next-step/", {**step, "rhythm": "weekly", "once_key": "k"})
    client.post(f"/drafts/contact:{case.public_id}/", {"happened": f"{OWN}が笑った"})
    found = everything_in_the_tables()
    words = {spelling for bird in BIRDS for spelling in disguises(bird)}
    assert [word for word in words if word in found] == []


def test_a_table_that_kept_a_word_would_be_found(town: Any) -> None:
    """The search itself can fail."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE base_oncekey SET answer = %s", [OWN])
        cursor.execute("SELECT count(*) FROM base_oncekey")
        if not cursor.fetchone()[0]:
            cursor.execute("UPDATE accounts_team SET name = %s WHERE name = %s", [OWN, "織月"])
    assert any(word in everything_in_the_tables() for word in disguises(OWN))


def test_a_session_and_what_it_remembers_name_nobody(town: tuple[dict[str, User], dict[str, Bird]]) -> None:
    everybody, cases = town
    client = Client()
    factories.open_session(client, everybody["aoki"])
    for path in ("/home/", f"/cases/{cases[OWN].whole.case.public_id}/", f"/home/search/?q={OWN}"):
        client.get(path)
    kept = (
        b"".join(row_of_bytes(cell) for cell in cells("django_session")) + str(dict(client.session)).encode()
    )
    assert [bird for bird in BIRDS if bird.encode() in kept] == []


SPEAK = """
import sys, types
from django.http import Http404
from django.urls import include, path
from django.test import Client
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
NAME = "峰岸るり"
@login_not_required
def fault(request, **_):
    note = NAME
    try:
        raise KeyError(NAME)
    except KeyError as first:
        raise ValueError(f"cannot read {NAME}") from first
here = types.ModuleType("faulty")
here.urlpatterns = [path("fault/<str:name>/", fault), path("", include("sengetsu.config.urls"))]
for name in ("handler400", "handler403", "handler404", "handler500"):
    setattr(here, name, getattr(__import__("sengetsu.config.urls", fromlist=["x"]), name))
sys.modules["faulty"] = here
settings.ROOT_URLCONF = "faulty"
client = Client(raise_request_exception=False, HTTP_HOST="127.0.0.1", enforce_csrf_checks=True)
answers = [
    client.get(f"/fault/{NAME}/?q={NAME}"),
    client.post(f"/fault/{NAME}/", {"text": NAME}),
    client.get(f"/{NAME}/"),
    client.get("/", headers={"host": "xn--minegishi-ruri.example"}),
    client.post("/fault/a/", data=NAME * 400_000, content_type="application/x-www-form-urlencoded"),
]
print([answer.status_code for answer in answers])
print([NAME in answer.content.decode() for answer in answers])
"""


def test_a_fault_with_a_name_in_it_is_logged_without_the_name(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    house = House(tmp_path_factory.mktemp("house"))
    assert house.run("setup").returncode == 0
    answer = house.python(SPEAK)
    assert answer.returncode == 0, answer.stderr
    statuses, shown = answer.stdout.splitlines()
    assert statuses == "[500, 403, 404, 400, 403]"
    assert shown == str([False] * 5)
    assert "ValueError" in answer.stderr
    assert "ref=" in answer.stderr
    assert [word for word in ("峰岸", "minegishi", "\\u5cf0") if word in answer.stderr] == []
