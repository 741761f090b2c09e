"""The administrator manages people; who leaves is out the same minute."""

import re
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client

from sengetsu.accounts import actions
from sengetsu.accounts.access import Refused
from sengetsu.accounts.choices import Role
from sengetsu.accounts.models import Invitation, RoleGrant, Team, User
from sengetsu.accounts.people import queries
from sengetsu.audit.models import Entry
from tests import factories
from tests.people import PASSWORD, SignIn

pytestmark = pytest.mark.django_db
LIST = "/accounts/people/"


def test_leaving_closes_everything_the_same_minute(
    sign_in: SignIn, administrator_uno: User, aoki: User
) -> None:
    at_work, at_home = sign_in(aoki), sign_in(aoki)
    desk = sign_in(administrator_uno)
    assert desk.post(f"{LIST}{aoki.pk}/end/")["Location"] == f"{LIST}{aoki.pk}/"
    assert [client.get("/accounts/").status_code for client in (at_work, at_home)] == [302, 302]
    assert Client().post("/accounts/login/", {"login": "aoki", "password": PASSWORD})["Location"] == (
        "/accounts/login/"
    )
    aoki = User.objects.get(pk=aoki.pk)
    assert (aoki.is_active, aoki.grants_now) == (False, [])
    assert Entry.objects.filter(action="revoked", thing_id=str(aoki.pk)).count() == 1
    assert "離任" in desk.get(f"{LIST}{aoki.pk}/").content.decode()


def test_a_role_that_is_ended_counts_no_more_today(
    sign_in: SignIn, administrator_uno: User, aoki: User
) -> None:
    client = sign_in(aoki)
    actions.give_role(by=administrator_uno, user=aoki, role=Role.ORGANIZER)
    assert client.get("/accounts/").status_code == 200  # one role more closes nothing
    actions.end_role(by=administrator_uno, grant=aoki.grants.get(role=Role.LINK_WORKER))
    assert client.get("/accounts/").status_code == 302
    assert [grant.role for grant in User.objects.get(pk=aoki.pk).grants_now] == [Role.ORGANIZER]


def test_a_role_given_and_ended_on_one_day_is_a_valid_row(
    administrator_uno: User, organizer_soda: User
) -> None:
    grant = actions.give_role(by=administrator_uno, user=organizer_soda, role=Role.MANAGER)
    actions.end_role(by=administrator_uno, grant=grant)
    actions.end_role(by=administrator_uno, grant=grant)
    assert Entry.objects.filter(action="revoked").count() == 1


def test_the_last_administrator_stays(administrator_uno: User) -> None:
    grant = administrator_uno.grants.get()
    for act in (
        lambda: actions.end_role(by=administrator_uno, grant=grant),
        lambda: actions.end_account(by=administrator_uno, user=administrator_uno),
        lambda: actions.change_term(
            by=administrator_uno, grant=grant, starts_on=date(2026, 4, 1), ends_on=date(2026, 12, 31)
        ),
    ):
        with pytest.raises(Refused, match="最後のシステム管理者"):
            act()
    actions.give_role(by=administrator_uno, user=factories.organizer_soda(), role=Role.ADMINISTRATOR)
    actions.end_account(by=administrator_uno, user=administrator_uno)
    assert not User.objects.get(pk=administrator_uno.pk).is_active


def test_an_administrator_whose_term_is_over_is_no_successor(administrator_uno: User) -> None:
    actions.give_role(
        by=administrator_uno,
        user=factories.organizer_soda(),
        role=Role.ADMINISTRATOR,
        starts_on=date(2020, 4, 1),
        ends_on=date(2021, 3, 31),
    )
    with pytest.raises(Refused):
        actions.end_account(by=administrator_uno, user=administrator_uno)


def test_the_refusal_is_a_sentence_on_the_page(sign_in: SignIn, administrator_uno: User) -> None:
    answer = sign_in(administrator_uno).post(f"{LIST}{administrator_uno.pk}/end/", follow=True)
    assert "最後のシステム管理者です" in answer.content.decode()


def test_an_administrator_invites_and_sees_the_link_once(
    sign_in: SignIn, administrator_uno: User, sengetsu_team: Team
) -> None:
    desk = sign_in(administrator_uno)
    key = re.search(r'name="once_key" value="([^"]+)"', desk.get(f"{LIST}invite/").content.decode())
    assert key
    given = {
        "name_hint": "新しい人",
        "role": "link_worker",
        "team": sengetsu_team.pk,
        "starts_on": "令和8年12月1日",
        "once_key": key[1],
    }
    answer = desk.post(f"{LIST}invite/", given)
    link = re.search(r"http://testserver(/accounts/invitations/[\w-]+/)", answer.content.decode())
    assert link
    assert "no-store" in answer["Cache-Control"]
    assert Client().get(link[1]).status_code == 200
    assert desk.post(f"{LIST}invite/", given)["Location"] == LIST  # sent twice: one invitation
    assert Invitation.objects.count() == 1
    assert "新しい人" in desk.get(LIST).content.decode()


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"role": "link_worker"}, "チームを選んでください"),
        ({"role": "partner"}, "所属する機関を選んでください"),
        ({"role": "informant", "ends_on": "令和7年1月1日"}, "はじまりより後の日"),
        ({"role": "emperor"}, "もう一度見てください"),
        ({}, "もう一度見てください"),
    ],
)
def test_a_role_needs_what_belongs_to_it(
    sign_in: SignIn, administrator_uno: User, given: dict[str, str], sentence: str
) -> None:
    answer = sign_in(administrator_uno).post(f"{LIST}invite/", {"starts_on": "2026-12-01"} | given)
    assert sentence in answer.content.decode()
    assert Invitation.objects.count() == 0


def test_a_manager_sees_people_and_may_invite_commissioners(sign_in: SignIn, ogawa: User, aoki: User) -> None:
    desk = sign_in(ogawa)
    page = desk.get(LIST).content.decode()
    assert "青木" in page
    assert f"{LIST}{aoki.pk}/" not in page
    form = desk.get(f"{LIST}invite/").content.decode()
    assert 'value="informant"' in form
    assert 'value="administrator"' not in form
    desk.post(f"{LIST}invite/", {"role": "administrator", "starts_on": "2026-12-01"})
    assert Invitation.objects.count() == 0
    desk.post(f"{LIST}invite/", {"role": "informant", "district": "西高尾", "starts_on": "2026-12-01"})
    assert Invitation.objects.get().ends_on == date(2028, 11, 30)


def test_an_invitation_is_taken_back_by_who_made_it(sign_in: SignIn, ogawa: User) -> None:
    desk = sign_in(ogawa)
    desk.post(f"{LIST}invite/", {"role": "informant", "starts_on": "2026-12-01"})
    invitation = Invitation.objects.get()
    desk.post(f"{LIST}invitations/{invitation.pk}/revoke/")
    invitation.refresh_from_db()
    assert invitation.revoked_at is not None


def test_roles_terms_and_names_are_changed_on_the_page(
    sign_in: SignIn, administrator_uno: User, commissioner_hara: User
) -> None:
    desk, grant = sign_in(administrator_uno), commissioner_hara.grants.get()
    desk.post(f"{LIST}{commissioner_hara.pk}/", {"display_name": "原 かずこ"})
    desk.post(f"{LIST}roles/{grant.pk}/", {"starts_on": "令和7年12月1日", "ends_on": "令和8年12月31日"})
    desk.post(f"{LIST}{commissioner_hara.pk}/roles/add/", {"role": "organizer", "starts_on": "2026-11-01"})
    hara = User.objects.get(pk=commissioner_hara.pk)
    grant.refresh_from_db()
    assert (hara.display_name, grant.ends_on) == ("原 かずこ", date(2026, 12, 31))
    assert RoleGrant.objects.filter(user=hara, role=Role.ORGANIZER).exists()
    with time_machine.travel(datetime(2027, 1, 1, tzinfo=UTC)):
        assert [one.role for one in User.objects.get(pk=hara.pk).grants_now] == [Role.ORGANIZER]


def test_a_lost_second_factor_is_reset_by_a_link_and_a_refusal_is_said(
    sign_in: SignIn, administrator_uno: User, aoki: User
) -> None:
    desk = sign_in(administrator_uno)
    answer = desk.post(f"{LIST}{aoki.pk}/reinvite/")
    assert re.search(r"/accounts/invitations/[\w-]+/", answer.content.decode())
    own = desk.post(f"{LIST}{administrator_uno.pk}/reinvite/", follow=True)
    assert "わたしのアカウント" in own.content.decode()


@pytest.mark.parametrize(("kind", "other"), [("teams", "東部地区チーム"), ("agencies", "ひだまり福祉会")])
def test_teams_and_agencies_are_added_and_renamed(
    sign_in: SignIn, administrator_uno: User, kind: str, other: str
) -> None:
    desk = sign_in(administrator_uno)
    desk.post(f"{LIST}{kind}/", {"name": "あおぞら"})
    assert "同じ名前がもうあります" in desk.post(f"{LIST}{kind}/", {"name": "あおぞら"}).content.decode()
    thing = (queries.teams() if kind == "teams" else queries.agencies()).get()
    desk.post(f"{LIST}{kind}/{thing.pk}/", {"name": other})
    thing.refresh_from_db()
    assert thing.name == other
    assert Entry.objects.filter(thing=kind[:-1] if kind == "teams" else "agency").count() == 2


def test_the_second_of_two_administrators_sees_the_first(
    sign_in: SignIn, administrator_uno: User, commissioner_hara: User
) -> None:
    first, second = sign_in(administrator_uno), sign_in(administrator_uno)
    grant, team = commissioner_hara.grants.get(), factories.team("東部")
    for address, field, one, other in [
        (f"{LIST}{commissioner_hara.pk}/", "display_name", "原 かずこ", "原 カズコ"),
        (f"{LIST}roles/{grant.pk}/", "ends_on", "令和9年3月31日", "令和9年9月30日"),
        (f"{LIST}teams/{team.pk}/", "name", "東", "東部地区"),
    ]:
        form = second.get(address).context["form"]
        sent = {name: form[name].value() for name in form.fields} | {field: other}
        assert first.post(address, {**sent, "once_key": "", field: one}).status_code == 302
        refused = second.post(address, sent)
        assert "いまの「" in refused.content.decode()
        assert refused.context["form"][field].value() == other
        sent["seen"] = refused.context["form"]["seen"].value()
        assert second.post(address, sent).status_code == 302


def test_a_refused_role_gives_back_what_was_typed(sign_in: SignIn, administrator_uno: User) -> None:
    sent = {"starts_on": "令和8年4月1日", "ends_on": "令和18年3月31日"}
    answer = sign_in(administrator_uno).post(f"{LIST}roles/{administrator_uno.grants.get().pk}/", sent)
    page = answer.content.decode()
    assert "最後のシステム管理者です" in page
    assert "令和18年3月31日" in page


def test_thirty_people_cost_as_many_queries_as_one(
    sign_in: SignIn, administrator_uno: User, sengetsu_team: Team, django_assert_num_queries: object
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    desk = sign_in(administrator_uno)
    desk.get(LIST)
    with CaptureQueriesContext(connection) as few:
        desk.get(LIST)
    for number in range(30):
        factories.user(f"hito{number}", "", Role.LINK_WORKER, team=sengetsu_team)
    with CaptureQueriesContext(connection) as many:
        assert "hito29" in desk.get(LIST).content.decode()
    assert len(many) == len(few)
