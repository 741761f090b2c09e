"""What a case of another team tells before a reason is given: what it is called. No side door tells more."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.link_work.cases.actions import NextStep, give_reason, open_case, restrict
from sengetsu.link_work.cases.models import Case, CaseMember
from sengetsu.link_work.cases.people import add_new_person, take_out
from sengetsu.link_work.people.choices import Relationship
from sengetsu.link_work.people.models import Person
from sengetsu.link_work.visits.actions import record_contact
from sengetsu.link_work.visits.choices import How
from tests.people import SignIn

pytestmark = pytest.mark.django_db
SELF = {"relationship": Relationship.SELF, "is_client": True}


def a_case(owner: User, title: str) -> Case:
    assert owner.team
    step = NextStep(words="手紙を届ける", on=timezone.localdate() + timedelta(days=2), person=owner)
    return open_case(by=owner, title=title, team=owner.team, owner=owner, next_step=step)


@pytest.fixture
def minegishi(kitano: User) -> Case:
    """A case of kitano's team."""
    case = a_case(kitano, "峰岸家")
    add_new_person(
        by=kitano, case=case, place=SELF, family_name="峰岸", given_name="るり", family_kana="みねぎし",
        phone="048-000-0177", address="灯台前の二階", note="弟に居場所を知らせない",
    )  # fmt: skip
    now = timezone.now()
    record_contact(by=kitano, case=case, at=now, how=How.VISIT, happened="夜逃げの相談をした")
    return case


@pytest.fixture
def minegishi_ruri(minegishi: Case) -> Person:
    return CaseMember.objects.get(case=minegishi).person


def test_words_of_its_notes_find_it_only_for_who_may_read_them(
    minegishi: Case, kitano: User, aoki: User, sign_in: SignIn
) -> None:
    address = f"/cases/{minegishi.public_id}/"
    assert address in sign_in(kitano).get("/home/search/", {"q": "夜逃げ"}).content.decode()
    assert address not in sign_in(aoki).get("/home/search/", {"q": "夜逃げ"}).content.decode()


@pytest.mark.parametrize("asked", ["峰岸", "みねぎし", "048-000-0177", "number"])
def test_a_name_a_number_and_a_telephone_find_it_for_all_so_that_nobody_is_taken_in_twice(
    asked: str, minegishi: Case, aoki: User, sign_in: SignIn
) -> None:
    page = sign_in(aoki).get("/home/search/", {"q": minegishi.number if asked == "number" else asked})
    assert f"/cases/{minegishi.public_id}/" in page.content.decode()
    assert "夜逃げ" not in page.content.decode()


def test_its_people_are_not_carried_off_into_ones_own_case_without_a_reason(
    minegishi: Case, minegishi_ruri: Person, aoki: User, sign_in: SignIn
) -> None:
    mine, client = a_case(aoki, "青い屋根の家"), sign_in(aoki)
    add = reverse("person_known", args=[mine.public_id, minegishi_ruri.public_id])
    for answer in (client.get(add), client.post(add, {"relationship": "self"})):
        assert answer.status_code == 302
        assert answer["Location"].startswith(reverse("case_reason", args=[minegishi.public_id]))
    assert not mine.members.exists()
    give_reason(by=aoki, case=minegishi, reason="同じ方かどうかを確かめる")
    assert client.post(add, {"relationship": "self"})["Location"] == reverse(
        "household_page", args=[mine.public_id]
    )
    assert mine.members.get().person == minegishi_ruri


def test_no_sentence_in_a_cookie_names_anybody(aoki: User, sign_in: SignIn) -> None:
    """What is said on the next page waits in a cookie, packed but not sealed."""
    first, second, client = a_case(aoki, "峰岸家"), a_case(aoki, "弟の家"), sign_in(aoki)
    person = add_new_person(by=aoki, case=first, place=SELF, family_name="峰岸").person
    add = reverse("person_known", args=[second.public_id, person.public_id])
    answer = client.post(add, {"relationship": "self"})
    said = [str(message) for message in get_messages(answer.wsgi_request)]
    assert said
    assert [sentence for sentence in said if "峰岸" in sentence] == []


def test_whoever_was_taken_out_of_a_restricted_case_stays_as_hidden_as_the_case(
    minegishi: Case, minegishi_ruri: Person, kitano: User, aoki: User, sign_in: SignIn, mori: User
) -> None:
    restrict(by=kitano, case=minegishi, users=[mori])
    take_out(by=kitano, case=minegishi, person=minegishi_ruri)
    mine, client = a_case(aoki, "青い屋根の家"), sign_in(aoki)
    assert "峰岸" not in client.get("/people/likely/", {"name": "峰岸"}).content.decode()
    add = reverse("person_known", args=[mine.public_id, minegishi_ruri.public_id])
    assert client.get(add).status_code == 404


def test_a_reason_given_before_it_was_restricted_opens_nothing_after(
    minegishi: Case, kitano: User, aoki: User, mori: User, sign_in: SignIn
) -> None:
    client, page = sign_in(aoki), reverse("case_page", args=[minegishi.public_id])
    give_reason(by=aoki, case=minegishi, reason="急ぎの電話があった")
    assert client.get(page).status_code == 200
    restrict(by=kitano, case=minegishi, users=[mori])
    assert client.get(page).status_code == 404
    assert client.get(reverse("case_reason", args=[minegishi.public_id])).status_code == 404


def test_the_reason_page_says_number_and_team_alone_and_leads_nowhere_else(
    minegishi: Case, aoki: User, sign_in: SignIn
) -> None:
    client, page = sign_in(aoki), reverse("case_reason", args=[minegishi.public_id])
    told = client.get(page).content.decode()
    assert minegishi.number in told
    assert "峰岸" not in told
    for evil in ("https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"):
        answer = client.post(f"{page}?next={evil}", {"reason": "急ぎの電話"})
        assert answer["Location"] == reverse("case_page", args=[minegishi.public_id])
