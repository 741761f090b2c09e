"""Who can open the confidential wing shows two factors, or sets the second one up before all else."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client

from sengetsu.accounts.choices import Role
from sengetsu.accounts.models import Team, User
from sengetsu.accounts.sign_in.second_factor import RECORDS
from sengetsu.audit.models import Entry
from tests import factories
from tests.people import PASSWORD, SignIn

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def no_code_was_used_yet() -> None:
    cache.clear()


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def newcomer(team: Team) -> User:
    user = factories.user("shinjin", "新月 まどか", Role.LINK_WORKER, team=team)
    user.authenticator_set.all().delete()
    return user


def with_password(user: User) -> Client:
    client = Client()
    client.post(LOGIN, {"login": user.username, "password": PASSWORD})
    return client


def test_password_and_code_open_the_house(aoki: User) -> None:
    aoki.authenticator_set.all().delete()
    TOTP.activate(aoki, SECRET)
    client = with_password(aoki)
    assert client.get("/accounts/")["Location"].startswith(LOGIN)
    answer = client.post("/accounts/2fa/authenticate/", {"code": code_of(SECRET)})
    assert answer["Location"] == "/home/"
    assert client.get("/accounts/").status_code == 200
    entry = Entry.objects.get(action="signed_in")
    assert (entry.actor_id, entry.detail) == (str(aoki.pk), {"how": "password+totp"})


def test_one_code_opens_once(aoki: User) -> None:
    aoki.authenticator_set.all().delete()
    TOTP.activate(aoki, SECRET)
    clients = [with_password(aoki) for _ in range(2)]  # first: a code lives for half a minute only
    code = code_of(SECRET)
    answers = [client.post("/accounts/2fa/authenticate/", {"code": code}) for client in clients]
    assert [answer.status_code for answer in answers] == [302, 200]


def test_the_secret_is_sealed_in_the_database(aoki: User) -> None:
    aoki.authenticator_set.all().delete()
    TOTP.activate(aoki, SECRET)
    assert SECRET not in str(list(Authenticator.objects.values()))


@pytest.mark.parametrize("path", ["/accounts/", "/accounts/password/change/", "/accounts/people/"])
def test_without_a_second_factor_one_is_led_to_set_it_up(sengetsu_team: Team, path: str) -> None:
    client = with_password(newcomer(sengetsu_team))
    assert client.get(path)["Location"] == "/accounts/2fa/"
    answer = client.get(path, headers={"hx-request": "true"})
    assert (answer.status_code, answer.json()) == (401, {"sign_in": "/accounts/2fa/"})
    assert client.post("/accounts/logout/")["Location"] == "/"


@pytest.mark.django_db(transaction=True)
def test_setting_it_up_opens_the_house(sengetsu_team: Team) -> None:
    client = with_password(newcomer(sengetsu_team))
    activate = "/accounts/2fa/totp/activate/"
    again = client.get(activate)["Location"]
    assert again.startswith("/accounts/reauthenticate/")
    client.post(again, {"password": PASSWORD, "next": activate})
    secret = re.search(r"<code>([A-Z2-7]{32})</code>", client.get(activate).content.decode())
    assert secret
    answer = client.post(activate, {"code": code_of(secret[1])})
    assert answer["Location"] == "/accounts/2fa/codes/"
    assert "のこり10個" in client.get("/accounts/2fa/codes/").content.decode()
    assert client.get("/accounts/").status_code == 200
    assert Entry.objects.filter(action="second_factor_set").count() == 2  # the app, and the spare codes


def test_giving_up_the_last_one_leads_back_to_setting_one_up(sengetsu_team: Team) -> None:
    user = newcomer(sengetsu_team)
    TOTP.activate(user, SECRET)
    client = with_password(user)
    client.post("/accounts/2fa/authenticate/", {"code": code_of(SECRET)})
    off = "/accounts/2fa/totp/deactivate/"
    client.post(client.get(off)["Location"], {"password": PASSWORD, "next": off})
    assert client.post(off)["Location"] == "/accounts/2fa/"
    assert client.get("/accounts/")["Location"] == "/accounts/2fa/"


def test_a_session_without_the_proof_is_asked_for_it(sign_in: SignIn, aoki: User) -> None:
    client = sign_in(aoki)
    session = client.session
    session[RECORDS] = [{"method": "password", "at": time.time()}]
    session.save()
    assert client.get("/accounts/")["Location"] == "/accounts/2fa/reauthenticate/"
    assert client.get("/accounts/2fa/totp/deactivate/")["Location"] == "/accounts/2fa/reauthenticate/"
    assert client.get("/accounts/2fa/reauthenticate/").status_code == 200


def test_a_commissioner_needs_a_password_only(commissioner_hara: User) -> None:
    assert with_password(commissioner_hara).get("/accounts/").status_code == 200


def test_spare_codes_open_once(sengetsu_team: Team) -> None:
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    user = newcomer(sengetsu_team)
    TOTP.activate(user, SECRET)
    spare = RecoveryCodes.activate(user).get_unused_codes()[0]
    answers = [with_password(user).post("/accounts/2fa/authenticate/", {"code": spare}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 200]


def test_an_ended_account_is_told_so_only_after_the_right_password(commissioner_hara: User) -> None:
    commissioner_hara.is_active = False
    commissioner_hara.save()
    client = Client()
    wrong = client.post(LOGIN, {"login": "hara", "password": "chigau"})
    assert "いまは使えません" not in wrong.content.decode()
    right = client.post(LOGIN, {"login": "hara", "password": PASSWORD}, follow=True)
    assert "いまは使えません" in right.content.decode()
    assert not right.wsgi_request.user.is_authenticated
