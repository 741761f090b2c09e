import pytest
from django.core.exceptions import PermissionDenied

from sengetsu.accounts.models import User
from sengetsu.directory.models import Service
from sengetsu.directory.services.actions import assure_service, save_service
from tests.directory import town

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["partner_sato", "commissioner_hara", "organizer_soda", "auditor_kagami"])
def stranger(request: pytest.FixtureRequest) -> User:
    return request.getfixturevalue(request.param)


def test_only_keepers_write(stranger: User) -> None:
    entry = town.service("家計の相談")
    with pytest.raises(PermissionDenied):
        save_service(by=stranger, facts={"name": "ちがう名前"}, service=entry)
    with pytest.raises(PermissionDenied):
        assure_service(by=stranger, service=entry)
    assert Service.objects.get().name == "家計の相談"


def test_a_manager_writes_a_new_entry(ogawa: User) -> None:
    facts = {"name": "朝ごはんの会", "category": "food", "organization": town.organization()}
    assert save_service(by=ogawa, facts=facts).search_names == "朝ごはんの会"
