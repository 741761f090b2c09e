"""What open data say of their publisher is written on a page, by those who keep the directory."""

import pytest
from django.test import Client
from django.urls import reverse

from sengetsu.accounts.models import User
from sengetsu.directory.towns.queries import town
from tests.people import SignIn

pytestmark = pytest.mark.django_db
FACTS = {
    "name": "まち市",
    "prefecture": "ある県",
    "licence": "CC BY 4.0",
    "licence_url": "https://licence.example.org/",
    "credit": "",
}


def test_a_keeper_writes_the_towns_name_and_code(aoki: User, sign_in: SignIn, client: Client) -> None:
    assert sign_in(aoki).post(reverse("town_edit"), {**FACTS, "code": "１１２３３０"}).status_code == 302
    assert (town().name, town().code) == ("まち市", "112330")
    assert client.get("/open-data/facilities.json").json()["licence"] == "CC BY 4.0"


@pytest.mark.parametrize("code", ["12345", "1234567", "abcdef", "11233０番"])
def test_a_code_that_is_none_is_refused_and_stays_in_its_field(
    aoki: User, sign_in: SignIn, code: str
) -> None:
    page = sign_in(aoki).post(reverse("town_edit"), {**FACTS, "code": code}).content.decode()
    assert "6けたの数字" in page
    assert code in page
    assert town().name == ""


def test_two_keepers_do_not_overwrite_each_other(aoki: User, mori: User, sign_in: SignIn) -> None:
    from sengetsu.base.seen import seen_now
    from sengetsu.directory.towns.forms import TownForm

    first = sign_in(aoki)
    first.post(reverse("town_edit"), {**FACTS, "code": ""})
    seen = seen_now(town(), TownForm.EDITS)
    sign_in(mori).post(reverse("town_edit"), {**FACTS, "name": "ほか市", "code": "", "seen": seen})
    page = first.post(reverse("town_edit"), {**FACTS, "name": "べつ市", "code": "", "seen": seen})
    assert page.status_code == 200
    assert town().name == "ほか市"
