"""What stands in the bar, by role."""

import pytest
from django.test import RequestFactory

from sengetsu.accounts.models import User
from sengetsu.config.navigation import navigation

pytestmark = pytest.mark.django_db


def places(user: User) -> set[str]:
    request = RequestFactory().get("/nowhere/")
    request.user = user
    found = navigation(request)["navigation"]
    return {str(item["label"]) for item in (*found["bar"], *found["under"])}


def test_a_link_worker_finds_letters_and_cases_in_one_tap(aoki: User) -> None:
    assert {"きょう", "手紙", "ケース", "資源", "さがす", "受け付ける"} <= places(aoki)


def test_a_commissioner_finds_what_she_may_tell_and_nothing_of_the_cases(commissioner_hara: User) -> None:
    assert {"きょう", "知らせる"} <= places(commissioner_hara)
    assert not {"手紙", "ケース", "さがす"} & places(commissioner_hara)


def test_an_administrator_manages_accounts_and_opens_no_case(administrator_uno: User) -> None:
    assert "アカウント" in places(administrator_uno)
    assert not {"手紙", "ケース", "さがす", "見た記録"} & places(administrator_uno)


def test_an_auditor_finds_the_trail(auditor_kagami: User) -> None:
    assert "見た記録" in places(auditor_kagami)
    assert "ケース" not in places(auditor_kagami)
