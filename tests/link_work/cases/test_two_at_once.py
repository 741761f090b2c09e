"""Two people edit one case: the second sees what the first one wrote, and loses nothing."""

import re

import pytest
from django.http import HttpResponse
from django.urls import reverse

from sengetsu.accounts.models import User
from sengetsu.link_work.cases.actions import NextStep, set_next_step, write_cautions
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.cases.people import add_new_person
from sengetsu.link_work.people.choices import Relationship
from sengetsu.link_work.people.models import Person
from tests.link_work.conftest import in_days
from tests.people import SignIn

pytestmark = pytest.mark.django_db


def seen(page: HttpResponse) -> str:
    found = re.search(r'name="seen" value="([^"]*)"', page.content.decode())
    assert found
    return found[1]


def test_the_second_sees_the_first_and_saves_once_more(
    kitagawa: Case, aoki: User, mori: User, sign_in: SignIn
) -> None:
    client, address = sign_in(mori), reverse("case_cautions", args=[kitagawa.public_id])
    typed = {"title": "北川家", "ng_card": "水曜は避ける", "seen": seen(client.get(address))}
    write_cautions(by=aoki, case=kitagawa, title="北川家", ng_card="犬を放さない", risks="", two_person=False)

    refused = client.post(address, typed)
    text = refused.content.decode()
    assert "ほかの人が書きかえました" in text
    assert "犬を放さない" in text
    assert "水曜は避ける" in text
    kitagawa.refresh_from_db()
    assert kitagawa.ng_card == "犬を放さない"

    client.post(address, {**typed, "ng_card": "犬を放さない。水曜は避ける", "seen": seen(refused)})
    kitagawa.refresh_from_db()
    assert kitagawa.ng_card == "犬を放さない。水曜は避ける"


def test_what_is_not_in_the_form_disturbs_nobody(
    kitagawa: Case, aoki: User, mori: User, sign_in: SignIn
) -> None:
    client, address = sign_in(mori), reverse("case_cautions", args=[kitagawa.public_id])
    saw = seen(client.get(address))
    step = NextStep(words="電話", on=in_days(1), person=aoki)
    set_next_step(by=aoki, case=kitagawa, next_step=step)
    client.post(address, {"title": "北川家", "ng_card": "水曜は避ける", "seen": saw})
    kitagawa.refresh_from_db()
    assert kitagawa.ng_card == "水曜は避ける"


@pytest.mark.parametrize("name", ["case_next_step", "case_urgency", "case_cautions", "case_state"])
def test_every_form_over_a_case_carries_what_was_seen(
    kitagawa: Case, aoki: User, sign_in: SignIn, name: str
) -> None:
    assert seen(sign_in(aoki).get(reverse(name, args=[kitagawa.public_id])))


def test_a_promise_that_somebody_renewed_is_not_overwritten(
    kitagawa: Case, aoki: User, mori: User, sign_in: SignIn
) -> None:
    client, address = sign_in(mori), reverse("case_next_step", args=[kitagawa.public_id])
    saw = seen(client.get(address))
    step = NextStep(words="受診に同行する", on=in_days(1), person=aoki)
    set_next_step(by=aoki, case=kitagawa, next_step=step)
    sent = {
        "next_step": "手紙",
        "next_on": in_days(5).isoformat(),
        "next_person": mori.pk,
        "rhythm": "weekly",
    }
    answer = client.post(address, {**sent, "seen": saw})
    assert "受診に同行する" in answer.content.decode()
    kitagawa.refresh_from_db()
    assert kitagawa.next_step == "受診に同行する"


def test_two_at_one_person_too(kitagawa: Case, aoki: User, mori: User, sign_in: SignIn) -> None:
    place = {"relationship": Relationship.SON}
    son = add_new_person(by=aoki, case=kitagawa, place=place, family_name="北川", given_name="誠").person
    address = reverse("person_edit", args=[kitagawa.public_id, son.public_id])
    client = sign_in(mori)
    saw = seen(client.get(address))
    sent = {
        "family_name": "北川",
        "given_name": "誠",
        "sex": "male",
        "relationship": "son",
        "is_client": "on",
    }
    sign_in(aoki).post(address, {**sent, "phone": "048-000-0001", "seen": saw})
    late = client.post(address, {**sent, "birth": "50歳くらい", "seen": saw})
    assert "048-000-0001" in late.content.decode()
    assert (Person.objects.get().phone, Person.objects.get().birth) == ("048-000-0001", "")
