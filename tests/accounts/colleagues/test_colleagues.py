"""An agency's lead lets colleagues in and out, of the own agency and of nothing else."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from sengetsu.accounts.actions import end_role
from sengetsu.accounts.choices import AgencyRole, Role
from sengetsu.accounts.invitations.actions import accept, invite
from sengetsu.accounts.models import Agency, Invitation, RoleGrant, User
from sengetsu.audit.models import Entry
from tests import factories
from tests.people import SignIn

pytestmark = pytest.mark.django_db
LIST, INVITE = "/accounts/agency/", "/accounts/agency/invite/"


def colleague(agency: Agency, role: AgencyRole = AgencyRole.STAFF, name: str = "noma") -> User:
    return factories.user(name, "野間 圭", Role.PARTNER, agency=agency, agency_role=role)


def grant_of(user: User) -> RoleGrant:
    return RoleGrant.objects.get(user=user)


def test_a_lead_invites_a_colleague_who_has_that_role_and_a_second_factor_to_set(
    partner_sato: User, agency: Agency, sign_in: SignIn, client: Client
) -> None:
    home = sign_in(partner_sato).get(reverse("partner_home")).content.decode()
    assert LIST in home
    sent = {"name_hint": "相談員の野間", "agency": agency.pk, "agency_role": "reader"}
    link = sign_in(partner_sato).post(INVITE, sent).content.decode()
    token = link.split("/invitations/", 1)[1].split("/", 1)[0]
    assert "相談員の野間" in sign_in(partner_sato).get(LIST).content.decode()
    user = accept(
        by=None, token=token, password="hoshizora-no-soudan-2026", username="noma", display_name="野間"
    )
    grant = grant_of(user)
    assert (grant.role, grant.agency, grant.agency_role) == (Role.PARTNER, agency, AgencyRole.READER)
    assert user.needs_second_factor
    assert "noma" in sign_in(partner_sato).get(LIST).content.decode()


def test_another_agency_cannot_be_chosen_nor_another_kind_of_role(
    partner_sato: User, agency: Agency, sign_in: SignIn
) -> None:
    other = factories.agency("となり町の相談所")
    page = sign_in(partner_sato).post(INVITE, {"agency": other.pk, "agency_role": "lead"})
    assert page.status_code == 200
    assert not Invitation.objects.exists()
    sign_in(partner_sato).post(INVITE, {"agency": agency.pk, "agency_role": "lead", "role": "administrator"})
    assert Invitation.objects.get().role == Role.PARTNER
    with pytest.raises(ValidationError, match="招待することはできません"):
        invite(by=partner_sato, role=Role.PARTNER, agency=other, agency_role=AgencyRole.LEAD)


@pytest.mark.parametrize("role", [AgencyRole.STAFF, AgencyRole.READER])
def test_for_staff_and_readers_the_pages_do_not_exist(
    role: AgencyRole, agency: Agency, sign_in: SignIn
) -> None:
    client = sign_in(colleague(agency, role))
    assert client.get(LIST).status_code == client.get(INVITE).status_code == 404
    assert LIST not in client.get(reverse("partner_home")).content.decode()


def test_who_is_taken_out_is_out_with_the_next_click(
    partner_sato: User, agency: Agency, sign_in: SignIn
) -> None:
    noma = colleague(agency)
    theirs = sign_in(noma)
    assert theirs.get(reverse("partner_home")).status_code == 200
    answer = sign_in(partner_sato).post(reverse("colleague_end", args=[grant_of(noma).pk]), follow=True)
    assert "外しました" in answer.content.decode()
    assert theirs.get(reverse("partner_home")).status_code == 302, "the session is closed"
    assert Entry.objects.filter(action="revoked", actor_id=str(partner_sato.pk)).exists()


def test_nobody_of_another_agency_and_not_oneself(partner_sato: User, sign_in: SignIn) -> None:
    other = colleague(factories.agency("となり町の相談所"))
    desk = sign_in(partner_sato)
    assert desk.post(reverse("colleague_end", args=[grant_of(other).pk])).status_code == 404
    with pytest.raises(ValidationError, match="終わらせることはできません"):
        end_role(by=partner_sato, grant=grant_of(other))
    own = desk.post(reverse("colleague_end", args=[grant_of(partner_sato).pk]), follow=True)
    assert "終わらせることはできません" in own.content.decode()
    assert RoleGrant.objects.filter(ended_at=None).count() == 2


def test_a_lead_whose_role_ended_leads_nobody(partner_sato: User, agency: Agency, sign_in: SignIn) -> None:
    RoleGrant.objects.filter(user=partner_sato).update(ends_on=date(2025, 12, 31))
    assert sign_in(partner_sato).get(LIST).status_code == 404


def test_a_link_is_taken_back_and_works_no_more(
    partner_sato: User, agency: Agency, sign_in: SignIn, client: Client
) -> None:
    token = invite(by=partner_sato, role=Role.PARTNER, agency=agency, name_hint="野間")
    page = reverse("invitation_accept", args=[token])
    assert client.get(page).status_code == 200
    sign_in(partner_sato).post(reverse("colleague_revoke", args=[Invitation.objects.get().pk]))
    assert client.get(page).status_code == 410
