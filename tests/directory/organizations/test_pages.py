import pytest
from django.urls import reverse

from sengetsu.accounts.models import Agency, User
from sengetsu.audit.models import Entry
from sengetsu.directory.models import Organization
from tests.directory import town
from tests.people import SignIn

pytestmark = pytest.mark.django_db


def test_a_manager_adds_an_organization_that_points_down_to_its_agency(
    ogawa: User, agency: Agency, sign_in: SignIn
) -> None:
    new = {
        "name": "社協",
        "kind": "council",
        "agency": str(agency.pk),
        "website": "https://shakyo.example.jp/",
    }
    answer = sign_in(ogawa).post(reverse("organization_new"), new)
    made = Organization.objects.get()
    assert answer["Location"] == reverse("organization_detail", args=[made.pk])
    assert made.agency == agency
    assert Entry.objects.filter(thing="organization", thing_id=str(made.pk), action="created").exists()


def test_the_page_of_an_organization_lists_what_it_offers(ogawa: User, sign_in: SignIn) -> None:
    office = town.organization("社協")
    town.service("貸付の相談", by=office)
    town.service("よその相談")
    page = sign_in(ogawa).get(reverse("organization_detail", args=[office.pk])).content.decode()
    assert "貸付の相談" in page
    assert "よその相談" not in page


@pytest.mark.parametrize("wrong", [{"name": ""}, {"kind": "rumour"}, {"website": "javascript:alert(1)"}])
def test_what_cannot_be_saved_comes_back(aoki: User, sign_in: SignIn, wrong: dict[str, str]) -> None:
    answer = sign_in(aoki).post(reverse("organization_new"), {"name": "社協", "kind": "council", **wrong})
    assert answer.status_code == 200
    assert "aria-invalid" in answer.content.decode()
    assert not Organization.objects.exists()
