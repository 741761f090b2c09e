"""A confidential place shows its address on no page, to nobody, in no form."""

import pytest
from django.test import Client
from django.urls import reverse

from sengetsu.accounts.models import User
from sengetsu.directory.models import Place, Service
from tests.directory import town
from tests.people import SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelter(aoki: User, sign_in: SignIn) -> Service:
    """A house that was in the directory with its address until it was made confidential in the form."""
    asagao = town.organization("あさがお")
    house = town.place("あさがおの家", of=asagao, street=town.HIDDEN_STREET)
    entry = town.service("一時保護", by=asagao, place=house, category="emergency")
    sent = {"name": "あさがおの家", "confidential": "on", "street": town.HIDDEN_STREET}
    sign_in(aoki).post(reverse("place_edit", args=[house.pk]), sent)
    house.refresh_from_db()
    assert house.confidential
    return entry


def pages_of(entry: Service) -> list[str]:
    return [
        reverse("directory_home") + "?q=一時保護",
        reverse("directory_home") + "?q=月影町",
        reverse("directory_home") + "?category=emergency",
        reverse("service_detail", args=[entry.pk]),
        reverse("service_card", args=[entry.pk]),
        reverse("organization_detail", args=[entry.organization_id]),
    ]


def test_no_page_shows_the_address_to_anybody(client: Client, shelter: Service) -> None:
    for page in pages_of(shelter):
        assert "9-8-7" not in client.get(page).content.decode(), page


def test_no_page_shows_the_address_to_a_link_worker(aoki: User, sign_in: SignIn, shelter: Service) -> None:
    edit = reverse("place_edit", args=[shelter.place_id])
    for page in [*pages_of(shelter), edit]:
        assert "9-8-7" not in sign_in(aoki).get(page).content.decode(), page


def test_a_search_for_the_address_finds_nothing(client: Client, shelter: Service) -> None:
    found = client.get(reverse("directory_home"), {"q": "月影町"}).context["page"]
    assert list(found) == []


def test_the_pages_say_why_there_is_no_address(client: Client, shelter: Service) -> None:
    page = client.get(reverse("service_detail", args=[shelter.pk]))
    assert "安全のため、場所は公開していません。" in page.content.decode()


def test_an_open_place_does_show_its_address(client: Client) -> None:
    hall = town.place("福祉会館", street="さくら通り1-3-8")
    entry = town.service("家計の相談", place=hall)
    for name in ("service_detail", "service_card"):
        assert "さくら通り1-3-8" in client.get(reverse(name, args=[entry.pk])).content.decode()
    assert client.get(reverse("directory_home"), {"q": "さくら通り"}).context["page"].paginator.count == 1


def test_a_postal_code_that_is_none_comes_back_with_its_sentence(aoki: User, sign_in: SignIn) -> None:
    office = town.organization()
    page = sign_in(aoki).post(reverse("place_new", args=[office.pk]), {"name": "家", "postal_code": "12"})
    assert page.status_code == 200
    assert "郵便番号は7けたの数字です" in page.content.decode()
    assert not Place.objects.exists()
