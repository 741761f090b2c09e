"""What every answer carries, whatever it is; and that no form is taken from another site."""

from collections.abc import Iterator
from typing import ClassVar

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import settings
from django.core.cache import cache
from django.test import Client, TestCase

from sengetsu.accounts.adapter import MfaAdapter
from sengetsu.accounts.models import User
from tests import factories
from tests.access.addresses import all_addresses
from tests.access.rows import ROWS
from tests.access.walk import people

from .canaries import OWN, birds
from .houses import House
from .looking import Looking

# A link that is the key itself, and a taste of language: neither uses anybody's session.
NEEDS_NO_TOKEN = {"answer_write", "language_choose"}
TAKES_FORMS = {row.name for row in ROWS if "POST" in row.methods}


class EveryAnswer(TestCase):
    looking: ClassVar[Looking]

    @classmethod
    def setUpTestData(cls) -> None:
        everybody = people()
        cls.looking = Looking(everybody, birds(everybody))
        cls.aoki = everybody["aoki"]

    def paths(self) -> Iterator[tuple[str, str]]:
        for address in all_addresses():
            for path in self.looking.paths_of(address, self.looking.birds[OWN]):
                yield address.name, path

    def test_a_strict_policy_and_no_copies_on_each(self) -> None:
        client, odd = self.looking.clients["aoki"], []
        for name, path in [*self.paths(), ("nothing", "/nothing-here/")]:
            if name == "account_logout":
                continue
            for answer in (client.get(path), client.put(path)):
                got = {key.lower(): value for key, value in answer.headers.items()}
                policy = got.get("content-security-policy", "")
                fine = (
                    "default-src 'none'" in policy
                    and "unsafe" not in policy
                    and "frame-ancestors 'none'" in policy
                    and got.get("x-content-type-options") == "nosniff"
                    and got.get("x-frame-options") == "DENY"
                    and got.get("referrer-policy") in {"same-origin", "no-referrer"}
                    and "no-store" in got.get("cache-control", "")
                )
                if not fine:
                    odd.append(f"{name} {answer.status_code} {got}")
        assert odd == []

    def test_no_form_of_another_site_is_taken(self) -> None:
        strict = Client(enforce_csrf_checks=True)
        factories.open_session(strict, self.aoki)
        taken = [
            name
            for name, path in self.paths()
            if name in TAKES_FORMS - NEEDS_NO_TOKEN
            and strict.post(path, headers={"origin": "https://evil.example"}).status_code not in {403, 404}
        ]
        assert taken == []


def test_over_https_every_cookie_is_for_https_and_for_no_script(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    house = House(tmp_path_factory.mktemp("https"), {"SENGETSU_URL": "https://machi.example.jp"})
    asked = "from django.conf import settings as s\nprint([s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, "
    asked += "s.SESSION_COOKIE_HTTPONLY, s.CSRF_COOKIE_HTTPONLY, s.SECURE_HSTS_SECONDS > 0])"
    assert house.python(asked).stdout.strip() == str([True] * 5)


@pytest.mark.django_db
def test_signing_in_takes_a_new_session_so_that_none_can_be_laid_ready(commissioner_hara: User) -> None:
    client = Client()
    laid = client.session
    laid["planted"] = "yes"
    laid.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = laid.session_key
    client.post("/accounts/login/", {"login": "hara", "password": factories.PASSWORD})
    assert client.get("/accounts/").status_code == 200
    assert client.session.session_key != laid.session_key
    laid_ready = Client()
    laid_ready.cookies[settings.SESSION_COOKIE_NAME] = laid.session_key
    assert laid_ready.get("/accounts/").status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize(("wrong", "opened"), [(0, True), (12, False)])
def test_guessing_the_code_in_a_half_open_session_is_stopped(wrong: int, opened: bool, aoki: User) -> None:
    """A session with the password alone must prove the second factor; it cannot be guessed there."""
    cache.clear()
    client = Client()
    client.force_login(aoki, backend="allauth.account.auth_backends.AuthenticationBackend")
    for guess in range(wrong):
        client.post("/accounts/2fa/reauthenticate/", {"code": f"{guess:06}"})
    client.post("/accounts/2fa/reauthenticate/", {"code": code_now(aoki)})
    assert (client.get("/cases/").status_code == 200) is opened


def code_now(user: User) -> str:
    secret = MfaAdapter().decrypt(user.authenticator_set.get().data["secret"])
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))
