"""A search sees through spellings and respects access; every look, search, print and export is recorded."""

import csv
import io

import pytest
from django.urls import reverse
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.audit.choices import Action
from sengetsu.audit.models import Entry
from sengetsu.link_work.cases.actions import give_reason
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.cases.people import add_new_person
from sengetsu.link_work.people.choices import Relationship
from sengetsu.link_work.visits.actions import record_contact
from sengetsu.link_work.visits.choices import How
from tests.link_work.conftest import opened
from tests.people import SignIn

pytestmark = pytest.mark.django_db
NOTE = "引きこもりの長男。こども食堂のちらしを渡した。ごみ屋敷ではない。"


@pytest.fixture
def noted(kitagawa: Case, aoki: User) -> Case:
    record_contact(by=aoki, case=kitagawa, at=timezone.now(), how=How.VISIT, happened=NOTE)
    return kitagawa


def found(client: object, text: str) -> str:
    return str(client.get(reverse("home_search"), {"q": text}).content.decode())  # type: ignore[attr-defined]


SPELLINGS = [
    "ひきこもり",
    "引き籠もり",
    "閉じこもり",
    "子供食堂",
    "子ども食堂",
    "ゴミ屋敷",
    "長男　ちらし",
    "北川",
]


@pytest.mark.parametrize("text", SPELLINGS)
def test_every_spelling_finds_the_note(noted: Case, mori: User, sign_in: SignIn, text: str) -> None:
    assert reverse("case_page", args=[noted.public_id]) in found(sign_in(mori), text)


def test_a_number_finds_its_case_and_nonsense_nothing(noted: Case, mori: User, sign_in: SignIn) -> None:
    client = sign_in(mori)
    assert "北川家" in found(client, noted.number)
    for text in ("火星", "🌙", "%", "'; DROP TABLE", "あ" * 500):
        assert "見つかりませんでした" in found(client, text)


@pytest.mark.parametrize(("who", "reads"), {"mori": True, "kitano": False, "ogawa": False}.items())
def test_snippets_are_for_who_may_read(
    kitagawa: Case, aoki: User, sign_in: SignIn, request: pytest.FixtureRequest, who: str, reads: bool
) -> None:
    """Everybody finds the case by a name; only who may read it sees the note in which the name stands."""
    place = {"relationship": Relationship.SON}
    add_new_person(by=aoki, case=kitagawa, place=place, family_name="北川", given_name="誠")
    record_contact(
        by=aoki, case=kitagawa, at=timezone.now(), how=How.VISIT, happened="北川さんにちらしを渡した"
    )
    text = found(sign_in(request.getfixturevalue(who)), "北川")
    assert reverse("case_page", args=[kitagawa.public_id]) in text
    assert ("ちらしを渡した" in text) == reads


# --- The trail --------------------------------------------------------------------------------------------

LOOKS = [
    ("case_page", Action.OPENED),
    ("case_course", Action.OPENED),
    ("case_before", Action.OPENED),
    ("household_page", Action.OPENED),
    ("case_trail", Action.OPENED),
    ("contact_new", Action.OPENED),
    ("tie_list", Action.OPENED),
    ("case_print", Action.PRINTED),
]


@pytest.mark.parametrize(("name", "action"), LOOKS)
def test_every_look_leaves_its_entry(
    noted: Case, mori: User, sign_in: SignIn, name: str, action: Action
) -> None:
    before = Entry.objects.count()
    sign_in(mori).get(reverse(name, args=[noted.public_id]))
    (entry,) = Entry.objects.order_by("sequence")[before:]
    assert (entry.action, entry.case_id, entry.actor_id) == (action, noted.number, str(mori.pk))


LISTS = [
    ("case_list", {"whose": "team"}, Action.LISTED),
    ("home_search", {"q": "北川"}, Action.SEARCHED),
    ("case_export", {}, Action.EXPORTED),
]


@pytest.mark.parametrize(("name", "asked", "action"), LISTS)
def test_every_list_names_its_cases_in_one_entry(
    noted: Case, mori: User, sign_in: SignIn, name: str, asked: dict[str, str], action: Action
) -> None:
    sign_in(mori).get(reverse(name), asked)
    entry = Entry.objects.order_by("-sequence")[0]
    assert (entry.action, entry.listed) == (action, [noted.number])


def test_today_names_its_cases(aoki: User, sign_in: SignIn) -> None:
    late, due = opened(aoki, "おくれた家", days=-2), opened(aoki, "きょうの家", days=0)
    sign_in(aoki).get(reverse("home_today"))
    assert set(Entry.objects.order_by("-sequence")[0].listed) == {late.number, due.number}


def test_a_search_that_finds_nothing_is_a_look_too(mori: User, sign_in: SignIn) -> None:
    found(sign_in(mori), "火星")
    entry = Entry.objects.order_by("-sequence")[0]
    assert (entry.action, entry.listed) == (Action.SEARCHED, [])
    assert "火星" not in str(entry.__dict__)


def test_a_page_that_is_not_shown_leaves_no_entry(saeki: Case, mori: User, sign_in: SignIn) -> None:
    client = sign_in(mori)
    before = Entry.objects.count()
    client.get(reverse("case_page", args=[saeki.public_id]))
    assert Entry.objects.count() == before


def test_the_team_sees_who_looked_and_why(noted: Case, kitano: User, mori: User, sign_in: SignIn) -> None:
    give_reason(by=kitano, case=noted, reason="家族から相談があった")
    sign_in(kitano).get(reverse("case_page", args=[noted.public_id]))
    text = sign_in(mori).get(reverse("case_trail", args=[noted.public_id])).content.decode()
    assert "北野 葵" in text
    head = sign_in(mori).get(reverse("case_page", args=[noted.public_id])).content.decode()
    assert "きのうから1人が見ました" in head


# --- The export -------------------------------------------------------------------------------------------


def rows(client: object) -> list[list[str]]:
    content = client.get(reverse("case_export")).content  # type: ignore[attr-defined]
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_the_export_is_the_teams_list_for_a_spreadsheet(
    noted: Case, higashi: Case, mori: User, sign_in: SignIn
) -> None:
    headings, *cases = rows(sign_in(mori))
    assert headings[:3] == ["番号", "呼び名", "段階"]
    assert [case[1] for case in cases] == ["北川家"]
    assert NOTE not in str(cases)


@pytest.mark.parametrize("title", ["=1+1", "+81", "-1", "@SUM(A1)", "\t=1", "＝１"])
def test_no_formula_runs(aoki: User, sign_in: SignIn, title: str) -> None:
    opened(aoki, title)
    cell = rows(sign_in(aoki))[1][1]
    assert cell[0] not in "=+-@\t\r"
    assert title.strip() in cell


@pytest.mark.parametrize("who", ["ogawa", "partner_sato", "auditor_kagami", "administrator_uno"])
def test_others_have_no_export(
    noted: Case, sign_in: SignIn, request: pytest.FixtureRequest, who: str
) -> None:
    assert sign_in(request.getfixturevalue(who)).get(reverse("case_export")).status_code == 404
