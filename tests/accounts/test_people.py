"""The people of the tests are what their names say."""

import pytest
from django.test import Client

from sengetsu.accounts.choices import Role
from sengetsu.accounts.models import User
from tests.people import PASSWORD, SignIn

pytestmark = pytest.mark.django_db


def test_colleagues_share_a_team_and_kitano_is_of_another(aoki: User, mori: User, kitano: User) -> None:
    assert aoki.team_ids == mori.team_ids
    assert aoki.team_ids.isdisjoint(kitano.team_ids)


def test_each_person_has_the_one_role_of_the_name(
    ogawa: User,
    partner_sato: User,
    commissioner_hara: User,
    organizer_soda: User,
    auditor_kagami: User,
    administrator_uno: User,
) -> None:
    people = [ogawa, partner_sato, commissioner_hara, organizer_soda, auditor_kagami, administrator_uno]
    roles = [[grant.role for grant in person.grants_now] for person in people]
    assert roles == [
        [Role.MANAGER],
        [Role.PARTNER],
        [Role.INFORMANT],
        [Role.ORGANIZER],
        [Role.AUDITOR],
        [Role.ADMINISTRATOR],
    ]


def test_the_password_of_a_person_is_the_one_of_the_tests(aoki: User) -> None:
    assert aoki.check_password(PASSWORD)


def test_a_signed_in_client_is_that_person(aoki: User, sign_in: SignIn) -> None:
    client: Client = sign_in(aoki)
    assert client.session["_auth_user_id"] == str(aoki.pk)
