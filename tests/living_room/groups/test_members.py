"""A link lets one more person act for a group: once, for seven days, with an account or by making one."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from sengetsu.accounts.access import Refused
from sengetsu.accounts.choices import Role
from sengetsu.accounts.invitations.actions import invite, redeem
from sengetsu.accounts.invitations.queries import LinkDead
from sengetsu.accounts.models import Invitation, Team, User
from sengetsu.audit.models import Entry
from sengetsu.living_room.groups import member_actions as members
from sengetsu.living_room.groups.choices import GroupState
from sengetsu.living_room.groups.models import Group
from tests.people import SignIn

from .neighbours import group_of

pytestmark = pytest.mark.django_db
WORDS = {"password1": "yoru-no-tsuki-ga-kirei", "password2": "yoru-no-tsuki-ga-kirei"}
NEW = {"display_name": "三日月 のぼる", "username": "mikazuki", **WORDS}


@pytest.fixture
def group(organizer_soda: User) -> Group:
    return group_of(organizer_soda)


@pytest.fixture
def token(group: Group, organizer_soda: User) -> str:
    return members.invite_member(by=organizer_soda, group=group)


def link(token: str) -> str:
    return f"/groups/join/{token}/"


def acts_for(group: Group) -> set[str]:
    return set(group.memberships.filter(ended_at=None).values_list("user__username", flat=True))


def test_who_has_no_account_makes_one_and_lands_on_the_groups_page(group: Group, token: str) -> None:
    client = Client()
    assert "そらまめの会" in client.get(link(token)).content.decode()
    page = client.post(link(token), NEW, follow=True)
    assert page.redirect_chain[-1][0] == "/groups/"
    assert "そらまめの会" in page.content.decode()
    assert acts_for(group) == {"soda", "mikazuki"}
    assert User.objects.get(username="mikazuki").has_role(Role.ORGANIZER)


def test_who_is_signed_in_joins_with_one_button(
    group: Group, token: str, commissioner_hara: User, sign_in: SignIn
) -> None:
    client = sign_in(commissioner_hara)
    assert "メンバーになる" in client.get(link(token)).content.decode()
    assert acts_for(group) == {"soda"}, "looking is not joining"
    client.post(link(token))
    assert acts_for(group) == {"soda", "hara"}
    assert User.objects.get(pk=commissioner_hara.pk).has_role(Role.ORGANIZER)


def test_the_accounts_own_page_leads_into_the_group_too(group: Group, token: str) -> None:
    Client().post(f"/accounts/invitations/{token}/", NEW)
    assert acts_for(group) == {"soda", "mikazuki"}


def test_joining_and_leaving_are_in_the_trail(
    group: Group, token: str, commissioner_hara: User, organizer_soda: User
) -> None:
    members.join(by=commissioner_hara, token=token)
    membership = group.memberships.get(user=commissioner_hara)
    members.end_membership(by=organizer_soda, membership=membership)
    entries = Entry.objects.filter(thing="membership", thing_id=str(membership.pk)).order_by("sequence")
    assert [(entry.action, entry.actor_id) for entry in entries] == [
        ("granted", str(commissioner_hara.pk)),
        ("revoked", str(organizer_soda.pk)),
    ]


def test_every_dead_link_gives_the_same_page_and_nobody_joins(
    group: Group, organizer_soda: User, commissioner_hara: User, sign_in: SignIn
) -> None:
    def make() -> str:
        return members.invite_member(by=organizer_soda, group=group)

    used, old, taken_back = make(), make(), make()
    members.join(by=User.objects.create_user("first"), token=used)
    waiting = Invitation.objects.filter(used_at=None).order_by("pk")
    waiting.filter(pk=waiting.first().pk).update(expires_at=datetime.now(UTC))  # type: ignore[union-attr]
    members.take_back_link(by=organizer_soda, link=group.invitations.get(invitation=waiting.last()))
    signed_in = sign_in(commissioner_hara)
    for dead in (used, old, taken_back, "forged"):
        for client, sent in ((Client(), NEW), (signed_in, {})):
            for answer in (client.get(link(dead)), client.post(link(dead), sent)):
                assert answer.status_code == 410
                assert "このリンクは使えません" in answer.content.decode()
    assert acts_for(group) == {"soda", "first"}
    assert not User.objects.filter(username="mikazuki").exists()


def test_a_link_lives_seven_days(group: Group, organizer_soda: User) -> None:
    with time_machine.travel(datetime(2026, 11, 24, tzinfo=UTC), tick=False) as clock:
        token = members.invite_member(by=organizer_soda, group=group)
        clock.shift(timedelta(days=7, seconds=-1))
        assert Client().get(link(token)).status_code == 200
        clock.shift(timedelta(seconds=1))
        assert Client().get(link(token)).status_code == 410


def test_of_two_who_use_it_one_joins(group: Group, token: str, commissioner_hara: User, aoki: User) -> None:
    members.join(by=commissioner_hara, token=token)
    with pytest.raises(LinkDead):
        members.join(by=aoki, token=token)
    assert acts_for(group) == {"soda", "hara"}


def test_a_member_who_opens_the_link_does_not_use_it_up(
    group: Group, token: str, organizer_soda: User, commissioner_hara: User, sign_in: SignIn
) -> None:
    assert sign_in(organizer_soda).post(link(token)).status_code == 302
    members.join(by=organizer_soda, token=token)
    members.join(by=commissioner_hara, token=token)
    assert acts_for(group) == {"soda", "hara"}


def test_a_link_into_a_closed_group_is_dead_and_makes_no_account(group: Group, token: str) -> None:
    Group.objects.update(state=GroupState.ENDED)
    assert Client().get(link(token)).status_code == 410
    assert Client().post(f"/accounts/invitations/{token}/", NEW).status_code == 410
    assert not User.objects.filter(username="mikazuki").exists()


def test_a_link_of_another_kind_leads_into_no_group(
    administrator_uno: User, sengetsu_team: Team, commissioner_hara: User, sign_in: SignIn
) -> None:
    for role, more in ((Role.ORGANIZER, {}), (Role.LINK_WORKER, {"team": sengetsu_team})):
        token = invite(by=administrator_uno, role=role, **more)  # type: ignore[arg-type]
        assert sign_in(commissioner_hara).post(link(token)).status_code == 410
    with pytest.raises(LinkDead):
        redeem(by=commissioner_hara, token=token)
    assert not User.objects.get(pk=commissioner_hara.pk).has_role(Role.LINK_WORKER)


def test_a_refused_account_form_says_why_and_leaves_the_link_alive(token: str) -> None:
    page = Client().post(link(token), NEW | {"username": "SODA"}).content.decode()
    assert "使われています" in page
    assert "三日月 のぼる" in page
    assert Client().get(link(token)).status_code == 200


def test_the_database_and_the_trail_do_not_know_the_link(group: Group, token: str) -> None:
    rows: list[Any] = [*Invitation.objects.values(), *group.invitations.values(), *Entry.objects.values()]
    assert rows
    assert token not in str(rows)


def test_the_link_is_shown_once_and_kept_by_no_browser(
    group: Group, organizer_soda: User, sign_in: SignIn
) -> None:
    client = sign_in(organizer_soda)
    answer = client.post(f"/groups/{group.public_id}/invite/")
    assert "/groups/join/" in answer.content.decode()
    assert answer["Cache-Control"] == "no-store, private"
    assert "/groups/join/" not in client.get(f"/groups/{group.public_id}/").content.decode()


def test_twenty_links_may_wait_at_once(group: Group, organizer_soda: User) -> None:
    for _ in range(20):
        members.invite_member(by=organizer_soda, group=group)
    with pytest.raises(Refused, match="多すぎます"):
        members.invite_member(by=organizer_soda, group=group)


def test_a_stranger_invites_nobody(group: Group, commissioner_hara: User, partner_sato: User) -> None:
    for stranger in (commissioner_hara, partner_sato):
        with pytest.raises(Refused):
            members.invite_member(by=stranger, group=group)


def test_staff_may_invite_into_a_group_that_has_nobody(aoki: User, commissioner_hara: User) -> None:
    group = group_of()
    members.join(by=commissioner_hara, token=members.invite_member(by=aoki, group=group))
    assert acts_for(group) == {"hara"}


def test_the_last_member_is_warned_and_may_leave(group: Group, organizer_soda: User, sign_in: SignIn) -> None:
    client = sign_in(organizer_soda)
    page = f"/groups/{group.public_id}/members/{group.memberships.get().pk}/end/"
    assert "最後のメンバーです" in client.get(page).content.decode()
    assert acts_for(group) == {"soda"}
    assert client.post(page, follow=True).status_code == 200
    assert acts_for(group) == set()
    assert client.get(f"/groups/{group.public_id}/").status_code == 404


def test_one_of_two_is_not_warned_of_being_the_last(
    group: Group, organizer_soda: User, commissioner_hara: User, token: str, sign_in: SignIn
) -> None:
    members.join(by=commissioner_hara, token=token)
    membership = group.memberships.get(user=commissioner_hara)
    page = f"/groups/{group.public_id}/members/{membership.pk}/end/"
    assert "最後のメンバーです" not in sign_in(organizer_soda).get(page).content.decode()


def test_who_left_comes_back_by_a_new_link(
    group: Group, organizer_soda: User, commissioner_hara: User
) -> None:
    for _ in range(2):
        members.join(by=commissioner_hara, token=members.invite_member(by=organizer_soda, group=group))
        members.end_membership(
            by=commissioner_hara, membership=group.memberships.get(user__username="hara", ended_at=None)
        )
    assert group.memberships.filter(user=commissioner_hara).count() == 2
    assert acts_for(group) == {"soda"}
