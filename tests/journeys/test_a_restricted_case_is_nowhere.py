"""A restricted case stays invisible to a colleague: lists, today, search, counts, export, likely people."""

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from sengetsu.accounts.models import User
from sengetsu.link_work.cases import people
from sengetsu.link_work.cases.actions import restrict
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.people.choices import Relationship
from sengetsu.link_work.visits.actions import record_contact
from sengetsu.link_work.visits.choices import How

from .cases_of_the_journeys import a_case
from .conftest import DESK, Enter, OpenPage

pytestmark = pytest.mark.django_db(transaction=True)
NAME, NOTE = "佐伯", "灯台のそばのアパートへ移った"


@pytest.fixture
def saeki(aoki: User, hoshi: User) -> Case:
    case = a_case(aoki, f"{NAME}さん", days=0)
    people.add_new_person(
        by=aoki, case=case, place={"relationship": Relationship.SELF},
        family_name=NAME, given_name="みどり", family_kana="さえき", given_kana="みどり",
        phone="048-000-0099",
    )  # fmt: skip
    record_contact(by=aoki, case=case, at=timezone.now(), how=How.VISIT, happened=NOTE)
    return restrict(by=aoki, case=case, users=[hoshi])


def looks_everywhere(page: Page, case: Case) -> list[str]:
    """What every page that could name the case says."""
    said = []
    asked = [f"/home/search/?q={words}" for words in (NAME, "灯台", "さえき", "048-000-0099")]
    likely = ["/people/likely/?name=さえき", "/people/likely/?phone=048-000-0099"]
    pages = ["/home/", "/cases/?whose=all", "/cases/?whose=team", *asked, *likely, "/intake/"]
    for address in pages:
        page.goto(address)
        said.append(page.locator("body").inner_text())
    said.append(page.request.get("/cases/export/").text())
    return said


def names_in(said: list[str]) -> list[int]:
    """Which of the pages named the case, its person or its note beyond what was asked."""
    return [
        place
        for place, text in enumerate(said)
        if f"{NAME}さん" in text or "みどり" in text or NOTE[:8] in text
    ]


def test_a_restricted_case_is_nowhere_for_a_colleague(
    open_page: OpenPage, enter: Enter, saeki: Case, aoki: User, mori: User
) -> None:
    owner, colleague = open_page(DESK), open_page(DESK)
    enter(owner, aoki)
    enter(colleague, mori)
    assert len(names_in(looks_everywhere(owner, saeki))) >= 8
    assert names_in(looks_everywhere(colleague, saeki)) == []
    colleague.goto("/home/")
    expect(colleague.locator(".counts a[href='#due'] b")).to_have_text("0")

    address = reverse("case_page", args=[saeki.public_id])
    nowhere = reverse("case_page", args=["00000000-0000-4000-8000-000000000000"])
    hidden, missing = colleague.request.get(address), colleague.request.get(nowhere)
    assert (hidden.status, hidden.body()) == (missing.status, missing.body())
    assert hidden.status == 404
