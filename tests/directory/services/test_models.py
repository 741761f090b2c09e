from datetime import date

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from sengetsu.directory.models import Service
from tests.directory import town

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "broken",
    [
        {"name": ""},
        {"category": "gossip"},
        {"accepting": "perhaps"},
        {"minimum_age": 40, "maximum_age": 39},
        {"maximum_age": 131},
        {"minimum_age": 131},
    ],
)
def test_the_database_refuses_a_service_that_cannot_be(broken: dict[str, object]) -> None:
    entry = town.service("学習支援")
    with pytest.raises(IntegrityError), transaction.atomic():
        Service.objects.filter(pk=entry.pk).update(**broken)


def test_one_age_alone_and_equal_ages_are_fine() -> None:
    town.service("15歳の会", minimum_age=15, maximum_age=15)
    town.service("65歳からの会", minimum_age=65)


def test_an_organization_with_services_cannot_be_deleted() -> None:
    entry = town.service("学習支援")
    with pytest.raises(ProtectedError):
        entry.organization.delete()


def test_the_telephone_of_the_organization_stands_in_for_a_missing_one() -> None:
    office = town.organization("福祉課", phone="048-000-0001")
    assert town.service("窓口", by=office).phone_to_call == "048-000-0001"
    assert town.service("直通", by=office, phone="048-000-0002").phone_to_call == "048-000-0002"


@pytest.mark.parametrize(
    ("assured_on", "stale"), [(None, True), (date(2025, 11, 22), True), (date(2025, 11, 24), False)]
)
@time_machine.travel("2026-11-24 09:00 +0900", tick=False)
def test_an_entry_is_stale_after_a_year(assured_on: date | None, *, stale: bool) -> None:
    assert town.service("学習支援", assured_on=assured_on).is_stale is stale


def test_closed_services_are_not_open_to_new_people_but_full_ones_are() -> None:
    town.service("終わった会", accepting="closed")
    waiting = town.service("いっぱいの会", accepting="full")
    assert list(Service.objects.open_to_new()) == [waiting]
