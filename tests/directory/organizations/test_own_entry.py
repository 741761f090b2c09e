"""An agency keeps its own entry fresh, and nobody else's."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from sengetsu.accounts.models import Agency, User
from sengetsu.directory.models import Organization
from sengetsu.directory.organizations.actions import keep_own_entry
from tests.people import SignIn


@pytest.fixture
def own(agency: Agency) -> Organization:
    return Organization.objects.create(name="自立訓練 つぼみ", agency=agency, phone="048-000-0001")


@pytest.mark.django_db
def test_the_agency_freshens_its_words_and_says_that_it_looked_today(
    partner_sato: User, own: Organization, sign_in: SignIn
) -> None:
    client, address = sign_in(partner_sato), reverse("organization_own", args=[own.pk])
    assert address in client.get(reverse("partner_home")).content.decode()
    form = client.get(address).context["form"]
    sent = {"description": "水曜の午前は静かです", "phone": "048-000-0002", "seen": form.initial["seen"]}
    assert client.post(address, {**sent, "name": "のっとり"}).status_code == 302
    own.refresh_from_db()
    assert (own.name, own.description, own.phone) == (
        "自立訓練 つぼみ",
        "水曜の午前は静かです",
        "048-000-0002",
    )
    assert own.assured_on == timezone.localdate()


@pytest.mark.django_db
def test_nobody_keeps_the_entry_of_another(partner_sato: User, aoki: User, sign_in: SignIn) -> None:
    other = Organization.objects.create(name="べつの診療所")
    for user in (partner_sato, aoki):
        assert sign_in(user).get(reverse("organization_own", args=[other.pk])).status_code == 404
        with pytest.raises(PermissionDenied):
            keep_own_entry(by=user, organization=other, facts={"description": "x"})


@pytest.mark.django_db
def test_neither_name_nor_owner_changes_hands(partner_sato: User, own: Organization) -> None:
    for facts in ({"name": "x"}, {"agency": None}, {"closed_on": timezone.localdate()}):
        with pytest.raises(PermissionDenied):
            keep_own_entry(by=partner_sato, organization=own, facts=facts)
