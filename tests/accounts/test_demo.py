"""The demo town: made-up people, a button each, and never in public."""

from datetime import date

import pytest
from django.core.checks import run_checks
from django.test import Client
from pytest_django.fixtures import Settings

from sengetsu.accounts.checks import demo_is_public
from sengetsu.accounts.choices import Role
from sengetsu.accounts.demo import PEOPLE, load_demo
from sengetsu.accounts.models import Agency, RoleGrant, Team, User

pytestmark = pytest.mark.django_db


def test_a_second_run_changes_nothing() -> None:
    first = load_demo()
    assert load_demo() == first
    assert User.objects.count() == len(PEOPLE) == RoleGrant.objects.count()
    assert (Team.objects.count(), Agency.objects.count()) == (2, 1)


def test_the_people_are_who_the_journeys_expect() -> None:
    people = load_demo()
    assert {name: grant.role for name, user in people.items() for grant in user.grants.all()} == {
        "aoki": Role.LINK_WORKER,
        "mori": Role.LINK_WORKER,
        "kitano": Role.LINK_WORKER,
        "ogawa": Role.MANAGER,
        "sato": Role.PARTNER,
        "hara": Role.INFORMANT,
        "soda": Role.ORGANIZER,
        "kagami": Role.AUDITOR,
        "uno": Role.ADMINISTRATOR,
    }
    term = people["hara"].grants.get()
    assert (term.district, term.starts_on, term.ends_on) == (
        "西高尾",
        date(2025, 12, 1),
        date(2028, 11, 30),
    )
    assert not any(user.has_usable_password() for user in people.values())


def test_one_button_opens_the_house_in_the_demo(settings: Settings) -> None:
    settings.DEMO = True
    load_demo()
    page = Client().get("/accounts/login/").content.decode()
    assert page.count("/accounts/demo/") == len(PEOPLE)
    client = Client()
    assert client.post("/accounts/demo/aoki/")["Location"] == "/home/"
    assert client.get("/accounts/").status_code == 200
    assert Client().get("/accounts/demo/aoki/").status_code == 405


def test_outside_the_demo_nothing_of_it_exists(settings: Settings) -> None:
    load_demo()
    client = Client()
    assert "/demo/" not in client.get("/accounts/login/").content.decode()
    answer, nothing = client.post("/accounts/demo/aoki/"), client.post("/accounts/demo/dare/")
    assert answer.status_code == nothing.status_code == 404


def test_a_demo_session_counts_only_while_the_demo_runs(settings: Settings) -> None:
    settings.DEMO = True
    load_demo()
    client = Client()
    client.post("/accounts/demo/aoki/")
    settings.DEMO = False
    assert client.get("/accounts/")["Location"] == "/accounts/2fa/"


def test_a_real_person_has_no_button(settings: Settings, commissioner_hara: User) -> None:
    settings.DEMO = True
    assert Client().post("/accounts/demo/hara/").status_code == 404


@pytest.mark.parametrize(
    ("debug", "hosts", "demo", "people", "public"),
    [
        (False, ["machi.example.jp"], True, False, True),
        (False, ["machi.example.jp"], False, True, True),
        (False, ["localhost", "127.0.0.1", "[::1]"], True, True, False),
        (False, ["*"], False, True, True),
        (True, ["machi.example.jp"], True, True, False),
        (False, ["machi.example.jp"], False, False, False),
    ],
)
def test_the_demo_never_meets_the_public(
    settings: Settings, debug: bool, hosts: list[str], demo: bool, people: bool, public: bool
) -> None:
    settings.DEBUG, settings.ALLOWED_HOSTS, settings.DEMO = debug, hosts, demo
    if people:
        load_demo()
    assert demo_is_public() is public
    found = [fault.id for fault in run_checks(include_deployment_checks=True)]
    assert ("accounts.E001" in found) is public
