"""The pages of a group: its members' own, the staff's, and nobody else's."""

from collections.abc import Iterator
from datetime import time
from itertools import product

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from sengetsu.accounts.access import Refused
from sengetsu.accounts.invitations.actions import become_organizer
from sengetsu.accounts.models import User
from sengetsu.audit.models import Entry
from sengetsu.base.seen import Stale, seen_now
from sengetsu.living_room.bookings.choices import Door, Purpose, State
from sengetsu.living_room.bookings.models import Application, Booking
from sengetsu.living_room.demo import load_demo
from sengetsu.living_room.groups.actions import FACTS as NAMES
from sengetsu.living_room.groups.actions import change_facts, write_note
from sengetsu.living_room.groups.choices import GroupState, Shown
from sengetsu.living_room.groups.member_actions import invite_member
from sengetsu.living_room.groups.models import Group
from sengetsu.living_room.groups.permit_actions import remove_permit, restore_permit, save_permit
from sengetsu.living_room.groups.queries import find, listed, open_links
from tests.people import SignIn

from .neighbours import FACTS, days, group_of, permit_of

pytestmark = pytest.mark.django_db
PAPER = {"kind": "行事保険", "number": "", "holder": "", "expires_on": None}


@pytest.fixture
def group(organizer_soda: User) -> Group:
    return group_of(organizer_soda, contact_phone="048-000-0091", note="鍵を一度なくした")


@pytest.fixture
def other(commissioner_hara: User) -> Group:
    """Somebody else's group, with a permit, a member and an open link."""
    group = group_of(commissioner_hara, name="つくしの会")
    permit_of(group)
    become_organizer(by=commissioner_hara)
    commissioner_hara = User.objects.get(pk=commissioner_hara.pk)  # roles are read once per object
    invite_member(by=commissioner_hara, group=group)
    return group


def addresses(group: Group, things_of: Group) -> Iterator[str]:
    """Every address of `group`, with the permits, members and links of `things_of`."""
    permit, member, link = things_of.permits.get(), things_of.memberships.get(), open_links(things_of).get()
    key = {"group_id": group.public_id}
    for name in ("group_show", "group_edit", "group_ask_renewal", "group_permit_new", "group_member_invite"):
        yield reverse(name, kwargs=key)
    yield from things(group, permit.pk, member.pk, link.pk)
    for name in ("approve", "renew", "decline", "end", "undo", "note"):
        yield reverse(f"group_{name}", kwargs=key)


def things(group: Group, permit: int, member: int, link: int) -> Iterator[str]:
    key = {"group_id": group.public_id}
    for name in ("group_permit_edit", "group_permit_remove", "group_permit_restore"):
        yield reverse(name, kwargs={**key, "permit_id": permit})
    yield reverse("group_member_end", kwargs={**key, "membership_id": member})
    yield reverse("group_link_revoke", kwargs={**key, "link_id": link})


def test_another_organizers_group_is_nowhere(other: Group, organizer_soda: User, sign_in: SignIn) -> None:
    client = sign_in(organizer_soda)
    answers = {path: client.post(path).status_code for path in addresses(other, other)}
    answers |= {f"GET {path}": client.get(path).status_code for path in addresses(other, other)}
    assert {path: code for path, code in answers.items() if code not in {404, 405}} == {}
    assert other.permits.standing().count() == open_links(other).count() == 1


def test_the_things_of_another_group_are_not_reached_through_ones_own(
    group: Group, other: Group, organizer_soda: User, aoki: User, sign_in: SignIn
) -> None:
    keys = other.permits.get().pk, other.memberships.get().pk, open_links(other).get().pk
    for who, path in product((organizer_soda, aoki), things(group, *keys)):
        assert sign_in(who).post(path).status_code == 404, path
    assert other.permits.standing().count() == other.memberships.filter(ended_at=None).count() == 1


def test_who_left_a_group_sees_nothing_of_it(group: Group, organizer_soda: User, sign_in: SignIn) -> None:
    client = sign_in(organizer_soda)
    assert client.get(f"/groups/{group.public_id}/").status_code == 200
    group.memberships.update(ended_at=group.applied_at)
    assert client.get(f"/groups/{group.public_id}/").status_code == 404
    assert "そらまめの会" not in client.get("/groups/").content.decode()
    with pytest.raises(Refused):
        save_permit(by=organizer_soda, group=group, facts=PAPER)


def test_the_staffs_note_is_the_staffs(
    group: Group, organizer_soda: User, aoki: User, sign_in: SignIn
) -> None:
    page = f"/groups/{group.public_id}/"
    assert "鍵を一度なくした" in sign_in(aoki).get(page).content.decode()
    assert "鍵を一度なくした" not in sign_in(organizer_soda).get(page).content.decode()
    with pytest.raises(Refused):
        write_note(by=organizer_soda, group=group, note="なくしていない")


def test_an_organizer_begins_the_day_at_their_groups(
    group: Group, organizer_soda: User, sign_in: SignIn
) -> None:
    permit_of(group, "飲食店営業許可", lasts=10)
    page = sign_in(organizer_soda).get("/home/", follow=True)
    assert page.redirect_chain[-1][0] == "/groups/"
    said = page.content.decode()
    assert all(words in said for words in ("そらまめの会", "登録ずみ", "飲食店営業許可", "早田 空"))


def test_the_first_page_shows_the_coming_dates_of_ones_own_groups_only(
    group: Group, other: Group, organizer_soda: User, sign_in: SignIn
) -> None:
    venue = load_demo()
    for whose, title in ((group, "そらまめの日"), (other, "つくしの日")):
        application = Application.objects.create(
            venue=venue, group=whose, title=title, purpose=Purpose.SALON, door=Door.ACCOUNT
        )
        tomorrow = timezone.localdate() + days(1)
        Booking.objects.create(
            application=application, day=tomorrow, starts=time(10), ends=time(12), state=State.APPROVED
        )
    page = sign_in(organizer_soda).get("/groups/").content.decode()
    assert "そらまめの日" in page
    assert "つくしの日" not in page
    assert "部屋を申し込む" in page
    Group.objects.update(state=GroupState.ENDED)
    assert "部屋を申し込む" not in sign_in(organizer_soda).get("/groups/").content.decode()


def test_staff_without_a_group_find_all_groups_there(aoki: User, sign_in: SignIn) -> None:
    assert sign_in(aoki).get("/groups/")["Location"] == "/place/groups/"


@pytest.mark.parametrize(
    ("state", "lasts", "words"),
    [
        (GroupState.APPLIED, 0, "リンクワーカーから連絡します"),
        (GroupState.APPROVED, 10, "更新をたのむ"),
        (GroupState.APPROVED, -10, "登録の期限が切れました"),
        (GroupState.ENDED, 100, "続けたいときは、運営に連絡"),
        (GroupState.DECLINED, 100, "続けたいときは、運営に連絡"),
    ],
)
def test_the_page_says_what_to_do_first(
    organizer_soda: User, sign_in: SignIn, state: GroupState, lasts: int, words: str
) -> None:
    group = group_of(organizer_soda, state=state, lasts=lasts)
    client = sign_in(organizer_soda)
    for page in ("/groups/", f"/groups/{group.public_id}/"):
        assert words in client.get(page).content.decode()


def test_a_member_of_a_closed_group_changes_nothing(organizer_soda: User, sign_in: SignIn) -> None:
    group = group_of(organizer_soda, state=GroupState.ENDED)
    page = sign_in(organizer_soda).post(f"/groups/{group.public_id}/edit/", {**FACTS, "name": "新しい会"})
    assert "この団体の登録はおわっています" in page.content.decode()
    assert "新しい会" in page.content.decode()
    assert Group.objects.get().name == "そらまめの会"


def test_a_new_name_is_told_to_staff_and_in_the_trail(
    group: Group, organizer_soda: User, aoki: User, sign_in: SignIn
) -> None:
    change_facts(by=organizer_soda, group=group, facts={**FACTS, "name": "大そらまめの会"})
    assert "前の名前：そらまめの会" in sign_in(aoki).get(f"/groups/{group.public_id}/").content.decode()
    entry = Entry.objects.filter(thing="group", action="changed").get()
    assert "name" in str(entry.detail["fields"])
    assert "そらまめ" not in str(entry.detail)


def test_the_second_of_two_writers_sees_what_the_first_wrote(
    group: Group, organizer_soda: User, aoki: User
) -> None:
    seen = seen_now(group, NAMES)
    change_facts(by=aoki, group=group, facts={**FACTS, "people": 12}, seen=seen)
    with pytest.raises(Stale, match="人数"):
        change_facts(by=organizer_soda, group=group, facts=FACTS, seen=seen)
    assert Group.objects.get().people == 12


def test_a_permit_taken_off_by_mistake_comes_back(
    group: Group, organizer_soda: User, sign_in: SignIn
) -> None:
    permit, page = permit_of(group), f"/groups/{group.public_id}/"
    client = sign_in(organizer_soda)
    client.post(f"{page}permits/{permit.pk}/remove/")
    assert "「食品衛生責任者」を消しました" in client.get(page).content.decode()
    assert not group.permits.standing().exists()
    client.post(f"{page}permits/{permit.pk}/restore/")
    assert group.permits.standing().exists()
    stranger = User.objects.create_user("stranger")
    for act in (remove_permit, restore_permit):
        with pytest.raises(Refused):
            act(by=stranger, permit=permit)


def test_what_this_town_calls_its_permits_is_suggested(
    group: Group, organizer_soda: User, sign_in: SignIn
) -> None:
    save_permit(by=organizer_soda, group=group, facts={**PAPER, "kind": "市の農園の許可"})
    page = sign_in(organizer_soda).get(f"/groups/{group.public_id}/permits/new/").content.decode()
    assert '<option value="市の農園の許可">' in page
    assert '<option value="飲食店営業許可">' in page


@pytest.mark.parametrize(
    ("text", "finds"),
    [
        ("そらまめ", True),
        ("ソラマメ", True),
        ("そらまめのかい", True),
        ("こども食堂", True),  # the purpose says 子ども食堂
        ("子供食堂", True),
        ("早田", True),
        ("0480000091", True),
        ("048-000-0091", True),
        ("００９１", True),
        ("そらまめ 0091", True),
        ("つくし", False),
        ("9999", False),
        ("", False),
        ("　", False),
    ],
)
def test_staff_find_a_group_by_whatever_the_caller_says(text: str, finds: bool) -> None:
    group_of(**{**FACTS, "purpose": "子ども食堂をひらく"})
    assert find(text).exists() is finds


def test_what_is_typed_into_the_telephone_form_is_looked_up(aoki: User, sign_in: SignIn) -> None:
    group_of(**FACTS)
    client = sign_in(aoki)
    assert "そらまめの会" in client.get("/place/groups/find/", {"name": "そらま"}).content.decode()
    by_phone = client.get("/place/groups/find/", {"name": "そばの会", "contact_phone": "0480000091"})
    assert "そらまめの会" in by_phone.content.decode()
    assert "まだありません" in client.get("/place/groups/find/", {"q": "\x00月\x00"}).content.decode()


def test_a_telephone_form_registers_and_shows_the_group(aoki: User, sign_in: SignIn) -> None:
    sent = {"name": "つくしの会", "contact_name": "土筆", "contact_phone": "０４８０００００２２"}
    sent["once_key"] = "0b7e3f5e-0000-4000-8000-000000000001"
    client = sign_in(aoki)
    first = client.post("/place/groups/new/", sent)
    assert first["Location"] == client.post("/place/groups/new/", sent)["Location"]
    assert Group.objects.get().is_valid
    assert "「つくしの会」を登録しました" in client.get(first["Location"]).content.decode()


def test_the_views_of_the_list(aoki: User, sign_in: SignIn) -> None:
    group_of(name="待つ会", state=GroupState.APPLIED)
    asked = group_of(name="更新の会", lasts=5)
    Group.objects.filter(pk=asked.pk).update(renewal_asked_at=asked.applied_at)
    group_of(name="長い会", lasts=300)
    permit_of(group_of(name="許可の会", lasts=300), lasts=3)
    group_of(name="切れた会", lasts=-3)
    group_of(name="おわった会", state=GroupState.ENDED)
    group_of(name="断った会", state=GroupState.DECLINED)
    assert {shown: sorted(group.name for group in listed(shown)) for shown in Shown} == {
        Shown.WAITING: ["待つ会", "更新の会"],
        Shown.VALID: ["更新の会", "許可の会", "長い会"],
        Shown.EXPIRING: ["切れた会", "更新の会", "許可の会"],
        Shown.ENDED: ["おわった会", "断った会"],
    }
    page = sign_in(aoki).get("/place/groups/", {"which": "expiring"}).content.decode()
    assert "切れた会" in page
    assert "長い会" not in page


@pytest.mark.parametrize("many", [1, 30])
def test_pages_ask_a_constant_number_of_questions(
    organizer_soda: User, django_assert_max_num_queries: DjangoAssertNumQueries, many: int, client: Client
) -> None:
    for number in range(many):
        permit_of(group_of(organizer_soda, name=f"{number}の会"), lasts=5)
    client.force_login(organizer_soda, backend="allauth.account.auth_backends.AuthenticationBackend")
    with django_assert_max_num_queries(12):
        client.get("/groups/")
    with django_assert_max_num_queries(3):
        assert len([group.papers for group in listed(Shown.EXPIRING)]) == many  # type: ignore[attr-defined]
