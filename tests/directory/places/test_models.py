import pytest
from django.db import IntegrityError, transaction

from sengetsu.directory.models import Place
from sengetsu.directory.places.models import ADDRESS_FIELDS
from tests.directory import town

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("field", ADDRESS_FIELDS)
def test_the_database_refuses_any_part_of_a_confidential_places_address(field: str) -> None:
    shelter = town.place("あさがおの家", confidential=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Place.objects.filter(pk=shelter.pk).update(**{field: "9-8-7"})


def test_the_database_refuses_to_hide_a_place_that_keeps_its_address() -> None:
    house = town.place("すてっぷの家", street=town.HIDDEN_STREET)
    with pytest.raises(IntegrityError), transaction.atomic():
        Place.objects.filter(pk=house.pk).update(confidential=True)


def test_a_confidential_place_has_no_address_even_in_memory() -> None:
    assert Place(name="家", street=town.HIDDEN_STREET, confidential=True).address == ""


def test_an_address_is_one_line_with_its_postal_code() -> None:
    hall = Place(postal_code="000-0000", prefecture="県", city="市", street="宮前2-1-6", building="2階")
    assert hall.address == "〒000-0000 県市宮前2-1-6 2階"
    assert Place(postal_code="000-0000").address == ""
