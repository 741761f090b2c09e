"""The people of the tests, by name: one who may, one who shares, one who must get nothing.

Each is a pytest fixture that gives a `User` with roles, a password and, where the role demands it, a second
factor. `sign_in(user)` gives a Django test client in which that person has signed in completely.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from sengetsu.accounts.models import Agency, Team, User

from . import factories

PASSWORD = factories.PASSWORD
SignIn = Callable[..., Client]


@pytest.fixture
def sengetsu_team(db: None) -> Team:
    """The link workers of 織月."""
    return factories.team("織月")


@pytest.fixture
def other_team(db: None) -> Team:
    return factories.team("東部地区チーム")


@pytest.fixture
def agency(db: None) -> Agency:
    return factories.agency("きたもと社会福祉協議会")


@pytest.fixture
def aoki(sengetsu_team: Team) -> User:
    """Link worker; owns the cases of the tests."""
    return factories.aoki(sengetsu_team)


@pytest.fixture
def mori(sengetsu_team: Team) -> User:
    """Link worker; aoki's colleague in the same team."""
    return factories.mori(sengetsu_team)


@pytest.fixture
def hoshi(sengetsu_team: Team) -> User:
    """Link worker of the same team; deputy in the restricted case of the tests."""
    return factories.hoshi(sengetsu_team)


@pytest.fixture
def kitano(other_team: Team) -> User:
    """Link worker of another team."""
    return factories.kitano(other_team)


@pytest.fixture
def ogawa(db: None) -> User:
    """Manager of the welfare section; belongs to no team."""
    return factories.ogawa()


@pytest.fixture
def partner_sato(agency: Agency) -> User:
    return factories.partner_sato(agency)


@pytest.fixture
def commissioner_hara(db: None) -> User:
    """Welfare commissioner: an informant with a district and a term."""
    return factories.commissioner_hara()


@pytest.fixture
def organizer_soda(db: None) -> User:
    return factories.organizer_soda()


@pytest.fixture
def auditor_kagami(db: None) -> User:
    return factories.auditor_kagami()


@pytest.fixture
def administrator_uno(db: None) -> User:
    return factories.administrator_uno()


@pytest.fixture
def sign_in(db: None) -> SignIn:
    """`sign_in(aoki)` is a client with her session; keyword arguments go to `django.test.Client`."""

    def client_of(user: User, **options: Any) -> Client:
        client = Client(**options)
        factories.open_session(client, user)
        return client

    return client_of
