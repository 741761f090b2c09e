"""Likely duplicates across spellings, ages over the years, and addresses that stay protected."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from sengetsu.accounts.models import User
from sengetsu.link_work.cases import queries
from sengetsu.link_work.cases.actions import change_state, restrict
from sengetsu.link_work.cases.choices import State
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.cases.people import add_new_person, put_person
from sengetsu.link_work.people.actions import change_person
from sengetsu.link_work.people.choices import Relationship
from sengetsu.link_work.people.models import Person
from tests.link_work.conftest import opened
from tests.people import SignIn

pytestmark = pytest.mark.django_db
PLACE = {"relationship": Relationship.SELF}


@pytest.fixture
def takahashi(kitagawa: Case, aoki: User) -> Person:
    return add_new_person(
        by=aoki, case=kitagawa, place=PLACE, family_name="髙橋", given_name="幸子", family_kana="たかはし",
        given_kana="さちこ", other_names="斎藤 幸子", phone="048-000-0012", address="西高尾４丁目15番地",
    ).person  # fmt: skip


def likely(user: User, *, name: str = "", phone: str = "", address: str = "") -> list[str]:
    return [one.person.name for one in queries.likely_people(user, name=name, phone=phone, address=address)]


ASKED = [
    {"name": "高橋"},
    {"name": "髙橋　幸子"},
    {"name": "たかはし"},
    {"name": "タカハシ サチコ"},
    {"name": "ﾀｶﾊｼ"},
    {"name": "斎藤"},
    {"phone": "０４８（０００）００１２"},
    {"phone": "0480000012"},
    {"address": "西高尾4-15"},
]


@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_every_spelling_finds_her(takahashi: Person, mori: User, asked: dict[str, str]) -> None:
    assert likely(mori, **asked) == ["髙橋 幸子"]


@pytest.mark.parametrize(
    "asked",
    [{"name": "田中"}, {"phone": "048"}, {"phone": "048-000-0013"}, {"address": "本町1-1"}, {}],
    ids=str,
)
def test_others_do_not_find_her(takahashi: Person, mori: User, asked: dict[str, str]) -> None:
    assert likely(mori, **asked) == []


def test_closed_cases_count_too(takahashi: Person, kitagawa: Case, aoki: User, mori: User) -> None:
    change_state(by=aoki, case=kitagawa, to=State.CLOSED, words="引っ越した")
    assert likely(mori, name="高橋") == ["髙橋 幸子"]


def test_the_fragment_leads_to_the_known_person(takahashi: Person, mori: User, sign_in: SignIn) -> None:
    client, home = sign_in(mori), opened(mori, "松本家")
    asked = {"family_name": "高橋", "given_name": "", "into": str(home.public_id)}
    text = client.get(reverse("people_likely"), asked).content.decode()
    address = reverse("person_known", args=[home.public_id, takahashi.public_id])
    assert address in text
    said = client.post(address, {"relationship": "mother", "is_client": "on"}, follow=True)
    assert "加えました" in said.content.decode()
    assert takahashi.cases.count() == 2


@pytest.mark.parametrize(
    ("said", "ages"),
    [
        ("50歳くらい", (50, 55)),
        ("50代", (55, 60)),
        ("昭和47年5月3日", (54, 59)),
        ("S47.5.3", (54, 59)),
        ("1972/5/3", (54, 59)),
        ("昭和47年", (54, 59)),
        ("", (None, None)),
        ("わからない", (None, None)),
    ],
)
def test_an_age_grows_with_the_years(
    kitagawa: Case, aoki: User, said: str, ages: tuple[int | None, int | None]
) -> None:
    with time_machine.travel("2026-11-24 10:00 +0900"):
        add_new_person(by=aoki, case=kitagawa, place=PLACE, description="息子さん", birth=said)
    son = Person.objects.get()
    assert (son.age_on(date(2026, 11, 24)), son.age_on(date(2031, 11, 24))) == ages


def test_an_age_said_anew_counts_from_then(kitagawa: Case, aoki: User) -> None:
    with time_machine.travel("2026-11-24 10:00 +0900"):
        son = add_new_person(
            by=aoki, case=kitagawa, place=PLACE, description="息子", birth="50歳くらい"
        ).person
    with time_machine.travel("2030-11-24 10:00 +0900"):
        son = change_person(by=aoki, person=son, description="息子", birth="40歳くらい")
        assert son.age == 40


WRONG = ["昭和65年1月1日", "令和8年2月30日", "2099-01-01", "200歳", "明治1年1月1日"]


@pytest.mark.parametrize("birth", WRONG)
def test_an_impossible_birth_is_said_beside_its_field(
    kitagawa: Case, aoki: User, sign_in: SignIn, birth: str
) -> None:
    sent = {"description": "息子さん", "birth": birth, "relationship": "son"}
    answer = sign_in(aoki).post(reverse("person_new", args=[kitagawa.public_id]), sent)
    assert list(answer.context["form"].errors) == ["birth"]


def test_a_description_is_name_enough_and_nothing_at_all_is_not(
    kitagawa: Case, aoki: User, sign_in: SignIn
) -> None:
    client, address = sign_in(aoki), reverse("person_new", args=[kitagawa.public_id])
    assert list(client.post(address, {}).context["form"].errors) == ["description"]
    client.post(address, {"description": "四丁目の青い屋根の家の息子さん"})
    assert str(Person.objects.get()) == "四丁目の青い屋根の家の息子さん"


# --- Protected addresses (支援措置) -----------------------------------------------------------------------

HIDDEN_AT = "灯台通り1-2"
PAGES = ["case_page", "household_page", "case_before", "case_print", "case_course"]


@pytest.fixture
def hidden(saeki: Case, kitagawa: Case, aoki: User) -> Person:
    """みどり lives at a protected address; she is of a restricted case, and of an open one as a sister."""
    person = saeki.members.get().person
    put_person(by=aoki, case=kitagawa, person=person, relationship=Relationship.SISTER, lives_here=False)
    return person


def test_her_address_shows_in_the_restricted_case_alone(
    hidden: Person, saeki: Case, kitagawa: Case, aoki: User, sign_in: SignIn
) -> None:
    client = sign_in(aoki)
    for name in PAGES:
        assert HIDDEN_AT not in client.get(reverse(name, args=[kitagawa.public_id])).content.decode()
    assert HIDDEN_AT in client.get(reverse("household_page", args=[saeki.public_id])).content.decode()
    for name in ("case_print", "case_before"):
        assert HIDDEN_AT not in client.get(reverse(name, args=[saeki.public_id])).content.decode()


def test_her_address_is_no_hint_anywhere(hidden: Person, aoki: User, mori: User, sign_in: SignIn) -> None:
    assert likely(aoki, address=HIDDEN_AT) == []
    for who in (aoki, mori):
        client = sign_in(who)
        for name, asked in [
            ("people_likely", {"family_name": "佐伯"}),
            ("home_search", {"q": "佐伯"}),
            ("case_export", {}),
        ]:
            assert HIDDEN_AT not in client.get(reverse(name), asked).content.decode()


def test_editing_her_elsewhere_neither_shows_nor_loses_the_address(
    hidden: Person, kitagawa: Case, saeki: Case, mori: User, aoki: User, sign_in: SignIn
) -> None:
    address = reverse("person_edit", args=[kitagawa.public_id, hidden.public_id])
    client = sign_in(mori)
    page = client.get(address)
    assert HIDDEN_AT not in page.content.decode()
    sent = {"family_name": "佐伯", "given_name": "みどり", "phone": "048-000-0077", "relationship": "sister"}
    client.post(address, {**sent, "address": "よそ", "address_protected": ""})
    hidden.refresh_from_db()
    assert (hidden.address, hidden.address_protected, hidden.phone) == (HIDDEN_AT, True, "048-000-0077")
    at_home = reverse("person_edit", args=[saeki.public_id, hidden.public_id])
    assert HIDDEN_AT in sign_in(aoki).get(at_home).content.decode()


def test_an_address_that_becomes_protected_is_found_no_more(
    takahashi: Person, kitagawa: Case, aoki: User, hoshi: User
) -> None:
    assert likely(aoki, address="西高尾4-15") == ["髙橋 幸子"]
    restrict(by=aoki, case=kitagawa, users=[hoshi])
    change_person(by=aoki, person=takahashi, family_name="髙橋", address_protected=True)
    assert likely(aoki, address="西高尾4-15") == []
