"""An account begins with a link: one person, one use, seven days."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ObjectDoesNotExist
from django.test import Client

from sengetsu.accounts.access import Refused
from sengetsu.accounts.choices import AgencyRole, Role
from sengetsu.accounts.invitations import actions
from sengetsu.accounts.invitations.queries import LinkDead, hash_of
from sengetsu.accounts.models import Agency, Invitation, Team, User
from sengetsu.accounts.terms import term_end
from sengetsu.audit.models import Entry
from tests.people import SignIn

pytestmark = pytest.mark.django_db
WORDS = {"password1": "yoru-no-tsuki-ga-kirei", "password2": "yoru-no-tsuki-ga-kirei"}
NEW = {"display_name": "三日月 のぼる", "username": "mikazuki", **WORDS}


def link(token: str) -> str:
    return f"/accounts/invitations/{token}/"


def test_the_invited_chooses_a_name_and_goes_on_to_the_second_factor(
    administrator_uno: User, sengetsu_team: Team
) -> None:
    token = actions.invite(by=administrator_uno, role=Role.LINK_WORKER, team=sengetsu_team)
    client = Client()
    assert "リンクワーカー" in client.get(link(token)).content.decode()
    assert client.post(link(token), NEW)["Location"] == "/accounts/2fa/"
    user = User.objects.get(username="mikazuki")
    assert (user.display_name, user.team_ids) == ("三日月 のぼる", {sengetsu_team.pk})
    assert client.get("/accounts/2fa/totp/activate/").status_code == 200  # without the password once more
    assert client.get("/accounts/")["Location"] == "/accounts/2fa/"
    assert Entry.objects.filter(action="accepted", thing="invitation").count() == 1


def test_a_commissioner_has_no_second_factor_and_a_term(ogawa: User) -> None:
    token = actions.invite(by=ogawa, role=Role.INFORMANT, district="西高尾")
    assert Client().post(link(token), NEW)["Location"] == "/accounts/"
    [grant] = User.objects.get(username="mikazuki").grants_now
    assert (grant.district, grant.ends_on) == ("西高尾", date(2028, 11, 30))


@pytest.mark.parametrize(
    ("day", "end"),
    [
        (date(2025, 12, 1), date(2028, 11, 30)),
        (date(2028, 11, 30), date(2028, 11, 30)),
        (date(2028, 12, 1), date(2031, 11, 30)),
        (date(2025, 11, 30), date(2025, 11, 30)),
    ],
)
def test_all_terms_end_on_the_same_day(day: date, end: date) -> None:
    assert term_end(day) == end


def test_every_dead_link_gives_the_same_page(administrator_uno: User) -> None:
    used, old, taken_back = (actions.invite(by=administrator_uno, role=Role.ORGANIZER) for _ in range(3))
    Client().post(link(used), NEW)
    Invitation.objects.filter(token_hash=hash_of(old)).update(expires_at=datetime.now(UTC))
    actions.revoke(by=administrator_uno, invitation=Invitation.objects.get(token_hash=hash_of(taken_back)))
    pages = set()
    for token in (used, old, taken_back, "forged"):
        client = Client()
        for answer in (client.get(link(token)), client.post(link(token), NEW | {"username": "another"})):
            assert answer.status_code == 410
            pages.add(answer.content.replace(answer["X-Reference"].encode(), b""))
    assert len(pages) == 1
    assert not User.objects.filter(username="another").exists()


def test_a_link_lives_seven_days(administrator_uno: User) -> None:
    with time_machine.travel(datetime(2026, 11, 24, tzinfo=UTC), tick=False) as clock:
        token = actions.invite(by=administrator_uno, role=Role.ORGANIZER)
        clock.shift(timedelta(days=7, seconds=-1))
        assert Client().get(link(token)).status_code == 200
        clock.shift(timedelta(seconds=1))
        assert Client().get(link(token)).status_code == 410


def test_of_two_who_use_it_at_once_one_gets_in(administrator_uno: User) -> None:
    token = actions.invite(by=administrator_uno, role=Role.ORGANIZER)
    actions.accept(by=None, token=token, password="x", username="first", display_name="一")
    with pytest.raises(LinkDead):
        actions.accept(by=None, token=token, password="x", username="second", display_name="二")


def test_the_database_does_not_know_the_link(administrator_uno: User) -> None:
    token = actions.invite(by=administrator_uno, role=Role.ORGANIZER)
    stored = Invitation.objects.values().get()
    assert token not in str(stored)
    assert token not in str(list(Entry.objects.values()))


@pytest.mark.parametrize(
    ("bad", "sentence"),
    [
        ({"username": "HARA"}, "使われています"),
        ({"username": "あおき"}, "英小文字ではじまる"),
        ({"password2": "chigau"}, "2つのパスワードがちがいます"),
        ({"password1": "short", "password2": "short"}, "12 文字以上"),
        ({"password1": "mikazuki2026", "password2": "mikazuki2026"}, "似すぎています"),
        ({"display_name": ""}, "お名前"),
    ],
)
def test_a_refused_form_says_why_and_leaves_the_link_alive(
    administrator_uno: User, commissioner_hara: User, bad: dict[str, str], sentence: str
) -> None:
    token = actions.invite(by=administrator_uno, role=Role.ORGANIZER)
    answer = Client().post(link(token), NEW | bad, headers={"accept-language": "ja"})
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert Client().get(link(token)).status_code == 200


def test_a_manager_invites_commissioners_only(ogawa: User, agency: Agency) -> None:
    with pytest.raises(Refused):
        actions.invite(by=ogawa, role=Role.PARTNER, agency=agency)
    assert Invitation.objects.count() == 0


def test_who_runs_the_place_and_who_organizes_invite_organizers_only(
    aoki: User, organizer_soda: User, sengetsu_team: Team, sign_in: SignIn
) -> None:
    for inviter in (aoki, organizer_soda):
        actions.invite(by=inviter, role=Role.ORGANIZER)
        for role in set(Role) - {Role.ORGANIZER}:
            with pytest.raises(Refused):
                actions.invite(by=inviter, role=role, team=sengetsu_team)
        assert sign_in(inviter).get("/accounts/people/invite/").status_code == 404


def test_an_organizers_link_works_for_an_account_that_is_there_once(
    administrator_uno: User, commissioner_hara: User, partner_sato: User
) -> None:
    token = actions.invite(by=administrator_uno, role=Role.ORGANIZER)
    actions.redeem(by=commissioner_hara, token=token)
    hara = User.objects.get(pk=commissioner_hara.pk)
    assert {grant.role for grant in hara.grants_now} == {Role.INFORMANT, Role.ORGANIZER}
    with pytest.raises(LinkDead):
        actions.redeem(by=partner_sato, token=token)
    again = actions.invite(by=administrator_uno, role=Role.ORGANIZER)
    actions.redeem(by=hara, token=again)
    assert hara.grants.count() == 2


def test_no_other_link_gives_a_signed_in_person_a_role(
    administrator_uno: User, commissioner_hara: User, aoki: User
) -> None:
    others = [
        actions.invite(by=administrator_uno, role=Role.ADMINISTRATOR),
        actions.reinvite(by=administrator_uno, user=aoki),
    ]
    for token in others:
        with pytest.raises(LinkDead):
            actions.redeem(by=commissioner_hara, token=token)
        assert Client().get(link(token)).status_code == 200
    assert commissioner_hara.grants.count() == 1


def test_who_lost_the_second_factor_starts_again_by_link(
    administrator_uno: User, aoki: User, sign_in: SignIn
) -> None:
    before = sign_in(aoki)
    token = actions.reinvite(by=administrator_uno, user=aoki)
    assert before.get("/accounts/").status_code == 302
    aoki.refresh_from_db()
    assert not aoki.has_usable_password()
    assert aoki.authenticator_set.count() == 0
    client = Client()
    assert client.post(link(token), WORDS)["Location"] == "/accounts/2fa/"
    aoki.refresh_from_db()
    assert aoki.check_password(WORDS["password1"])
    assert aoki.grants.count() == 1
    assert Entry.objects.filter(action="invited", actor_id=str(administrator_uno.pk)).exists()


def test_a_second_new_link_kills_the_first(administrator_uno: User, aoki: User) -> None:
    first = actions.reinvite(by=administrator_uno, user=aoki)
    second = actions.reinvite(by=administrator_uno, user=aoki)
    assert (Client().get(link(first)).status_code, Client().get(link(second)).status_code) == (410, 200)


def test_only_an_administrator_resets_and_never_themself(
    administrator_uno: User, ogawa: User, aoki: User
) -> None:
    for by, user in ((ogawa, aoki), (aoki, ogawa), (administrator_uno, administrator_uno)):
        with pytest.raises(Refused):
            actions.reinvite(by=by, user=user)
    with pytest.raises(ObjectDoesNotExist):
        Invitation.objects.get()


def test_an_agencys_person_comes_in_with_the_role_in_the_agency(
    administrator_uno: User, agency: Agency, sign_in: SignIn
) -> None:
    sent = {
        "role": "partner",
        "agency": str(agency.pk),
        "agency_role": "reader",
        "starts_on": "令和8年4月1日",
    }
    assert sign_in(administrator_uno).post("/accounts/people/invite/", sent).status_code == 200
    assert Invitation.objects.get().agency_role == AgencyRole.READER
    token = actions.invite(
        by=administrator_uno, role=Role.PARTNER, agency=agency, agency_role=AgencyRole.READER
    )
    user = actions.accept(by=None, token=token, password="x", username="yomu", display_name="読")
    assert user.agency_role(agency.pk) == AgencyRole.READER
