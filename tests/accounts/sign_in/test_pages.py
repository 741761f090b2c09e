"""The pages of allauth are ours: Japanese, without loose ends, and only those that the town needs."""

import re

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, reverse

from sengetsu.accounts.models import User
from tests.people import PASSWORD, SignIn

pytestmark = pytest.mark.django_db
OWN = [
    "account_home",
    "account_change_password",
    "account_logout",
    "account_reauthenticate",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
]
# Words that a page may have in Latin letters.
KNOWN = {"Sengetsu", "QR", "PIN", "JavaScript", "aoki", "TOTP"}


def words_in_latin_letters(page: str) -> set[str]:
    body = re.sub(r"(?s)<(script|style|code)\b.*?</\1>|<!--.*?-->", " ", "<body" + page.split("<body", 1)[1])
    text = re.sub(r"(?s)<[^>]*>", " ", body)
    return set(re.findall(r"[A-Za-z]{2,}", text)) - KNOWN


def full_session(sign_in: SignIn, user: User) -> Client:
    cache.clear()
    client = sign_in(user)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("name", OWN)
def test_every_page_is_japanese_and_has_no_inline_script(
    sign_in: SignIn, aoki: User, name: str, language: str
) -> None:
    RecoveryCodes.activate(aoki)
    answer = full_session(sign_in, aoki).get(reverse(name), headers={"accept-language": language})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert words_in_latin_letters(page) == set()
    assert 'id="main"' in page  # our shell
    assert "placeholder" not in page
    assert "style=" not in page
    assert re.findall(r"<script(?![^>]*(?:src=|type=\"application/json\"))[^>]*>", page) == []


def test_the_sign_in_page_is_japanese_too() -> None:
    page = Client().get("/accounts/login/").content.decode()
    assert words_in_latin_letters(page) == set()


def test_wrong_entries_are_answered_in_japanese(sign_in: SignIn, aoki: User) -> None:
    client = full_session(sign_in, aoki)
    change = {"oldpassword": "chigau", "password1": "a", "password2": "b"}
    page = client.post(
        "/accounts/password/change/", change, headers={"accept-language": "ja"}
    ).content.decode()
    assert "いまのパスワードがちがいます" in page
    assert words_in_latin_letters(page) == set()


def test_a_new_password_keeps_this_device_and_closes_the_others(sign_in: SignIn, aoki: User) -> None:
    here, there = full_session(sign_in, aoki), sign_in(aoki)
    new = "shin-getsu-no-yoru-2026"
    answer = here.post(
        "/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )
    assert answer["Location"] == "/accounts/"
    assert here.get("/accounts/").status_code == 200
    assert there.get("/accounts/").status_code == 302
    assert aoki.open_sessions.filter(ended_at=None).count() == 1


@pytest.mark.parametrize(
    "name",
    ["account_signup", "account_email", "account_reset_password", "account_set_password", "account_inactive"],
)
def test_what_the_town_does_not_need_is_not_there(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_signing_in_leads_to_a_safe_next_page_only(commissioner_hara: User) -> None:
    given = {"login": "hara", "password": PASSWORD}
    assert Client().post("/accounts/login/", given | {"next": "/accounts/"})["Location"] == "/accounts/"
    answer = Client().post("/accounts/login/", given | {"next": "https://example.jp/"})
    assert answer["Location"] == "/home/"
