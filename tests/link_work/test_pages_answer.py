"""Every page of a case answers for its owner, with data in it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.link_work.cases.actions import NextStep, open_case
from sengetsu.link_work.cases.models import Case
from tests.people import SignIn


@pytest.fixture
def kitagawa(aoki: User) -> Case:
    step = NextStep(words="地域食堂の案内を渡す", on=timezone.localdate() + timedelta(days=3), person=aoki)
    assert aoki.team
    return open_case(by=aoki, title="北川家", team=aoki.team, owner=aoki, next_step=step)


PAGES = [
    "case_page", "case_course", "case_before", "case_print", "case_trail", "case_next_step", "case_urgency",
    "case_cautions", "case_state", "case_restrict", "case_handover", "contact_new", "need_list", "need_new",
    "consent_list", "consent_new", "household_page", "person_new", "tie_list",
]  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_the_owner_opens_each_page(name: str, kitagawa: Case, aoki: User, sign_in: SignIn) -> None:
    answer = sign_in(aoki).get(reverse(name, args=[kitagawa.public_id]))
    assert answer.status_code == 200
    assert "北川家" in answer.content.decode()


@pytest.mark.parametrize(
    "name", ["home_today", "home_search", "case_list", "case_new", "intake_list", "intake_new"]
)
def test_the_lists_answer(name: str, kitagawa: Case, aoki: User, sign_in: SignIn) -> None:
    assert sign_in(aoki).get(reverse(name)).status_code == 200


def test_a_search_finds_the_case(kitagawa: Case, aoki: User, sign_in: SignIn) -> None:
    answer = sign_in(aoki).get(reverse("home_search"), {"q": "地域食堂"})
    assert "北川家" in answer.content.decode()


def test_today_leads_to_the_list_of_referrals(kitagawa: Case, aoki: User, sign_in: SignIn) -> None:
    client = sign_in(aoki)
    assert reverse("referral_list") in client.get(reverse("home_today")).content.decode()
    assert client.get(reverse("referral_list")).status_code == 200
