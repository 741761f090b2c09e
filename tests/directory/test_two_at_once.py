"""Two people edit one entry: the second sees what the first one wrote, and loses nothing typed."""

from typing import Any

import pytest
from django.urls import reverse

from sengetsu.accounts.models import User
from sengetsu.directory.models import Organization, Place, Service
from sengetsu.directory.organizations.actions import save_organization
from sengetsu.directory.places.actions import change_place
from sengetsu.directory.services.actions import save_service
from tests.directory import town
from tests.people import SignIn

pytestmark = pytest.mark.django_db
Entry = Organization | Place | Service


def write_first(by: User, entry: Entry, facts: dict[str, Any]) -> None:
    match entry:
        case Organization():
            save_organization(by=by, organization=entry, facts=facts)
        case Place():
            change_place(by=by, place=entry, facts=facts)
        case Service():
            save_service(by=by, service=entry, facts=facts)


@pytest.mark.parametrize("kind", ["organization", "place", "service"])
def test_the_second_sees_the_first_and_saves_once_more(
    kind: str, aoki: User, mori: User, sign_in: SignIn
) -> None:
    entry: Entry = {"organization": town.organization, "place": town.place, "service": town.service}[kind](
        "ひだまり"
    )
    desk, address = sign_in(mori), reverse(f"{kind}_edit", args=[entry.pk])
    form = desk.get(address).context["form"]
    typed = {name: value for name in form.fields if (value := form[name].value()) not in (None, False)}
    write_first(aoki, entry, {"name": "ひだまりの家"})

    refused = desk.post(address, {**typed, "name_kana": "ひだまり", "name": "ひだまり（駅前）"})
    assert refused.status_code == 200
    assert "いまの「" in refused.content.decode()
    assert "ひだまりの家" in refused.content.decode()
    form = refused.context["form"]
    assert form["name"].value() == "ひだまり（駅前）"
    entry.refresh_from_db()
    assert entry.name == "ひだまりの家"

    again = {**typed, "name": "ひだまり（駅前）", "seen": form["seen"].value()}
    assert desk.post(address, again).status_code == 302
    entry.refresh_from_db()
    assert entry.name == "ひだまり（駅前）"
