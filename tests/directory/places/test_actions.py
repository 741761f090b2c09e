import pytest
from django.core.exceptions import PermissionDenied

from sengetsu.accounts.models import User
from sengetsu.audit.models import Entry
from sengetsu.directory.places.actions import add_place, change_place
from tests.directory import town

pytestmark = pytest.mark.django_db


def test_a_place_that_becomes_confidential_loses_its_address_everywhere(aoki: User) -> None:
    house = town.place("すてっぷの家", street=town.HIDDEN_STREET, postal_code="000-0000")
    change_place(by=aoki, facts={"confidential": True, "street": town.HIDDEN_STREET}, place=house)
    house.refresh_from_db()
    assert (house.street, house.postal_code, house.address) == ("", "", "")
    assert "月影町" not in house.search_text
    assert "月影町" not in repr(list(Entry.objects.values()))


def test_a_confidential_place_stays_without_address_whatever_is_sent(aoki: User) -> None:
    house = town.place("すてっぷの家", confidential=True)
    change_place(by=aoki, facts={"street": town.HIDDEN_STREET}, place=house)
    house.refresh_from_db()
    assert house.street == ""


def test_a_partner_writes_no_place(partner_sato: User) -> None:
    with pytest.raises(PermissionDenied):
        add_place(by=partner_sato, organization=town.organization(), facts={"name": "家"})
