"""団体登録の申請: one form for anybody, kept whole, with a friendly answer."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from sengetsu.accounts.access import Refused
from sengetsu.accounts.choices import Role
from sengetsu.accounts.models import User
from sengetsu.audit.models import Entry
from sengetsu.living_room.demo import load_demo
from sengetsu.living_room.groups.actions import apply, register_by_phone
from sengetsu.living_room.groups.choices import GroupState
from sengetsu.living_room.groups.models import Group
from sengetsu.living_room.groups.terms import usual_end
from tests.people import SignIn

from .neighbours import FACTS, PHONE, group_of

pytestmark = pytest.mark.django_db
SENT = {**FACTS, "once_key": "0b7e3f5e-0000-4000-8000-000000000001"}


@pytest.fixture(autouse=True)
def no_tries_yet() -> None:
    cache.clear()


def send(client: Client, **changed: Any) -> Any:
    return client.post("/groups/apply/", {**SENT, **changed}, follow=True)


def test_anybody_applies_and_reads_what_happens_next(client: Client) -> None:
    place = load_demo()
    page = send(client).content.decode()
    group = Group.objects.get(name="そらまめの会", contact_phone=PHONE)
    assert (group.state, group.people, group.valid_until) == (GroupState.APPLIED, 8, None)
    assert "リンクワーカーが、電話かメールで連絡します" in page
    assert place.phone in page
    assert "data-print" in page
    assert PHONE not in page, "the page after sending shows nobody's telephone but the place's"


@pytest.mark.parametrize("language", ["en", "ja-easy"])
def test_the_form_and_its_answer_speak_the_visitors_language(client: Client, language: str) -> None:
    client.cookies["django_language"] = language
    said = {"en": ("Name of the group", "A link worker calls"), "ja-easy": ("<ruby>団体", "<ruby>電話")}
    form, answer = said[language]
    assert form in client.get("/groups/apply/").content.decode()
    assert answer in send(client).content.decode()


def test_a_telephone_is_enough_and_so_is_a_mail_address(client: Client) -> None:
    send(client, name="電話の会")
    send(client, name="メールの会", contact_phone="", contact_email="mame@example.jp")
    assert Group.objects.filter(name__in=["電話の会", "メールの会"]).count() == 2


def test_without_any_way_to_reach_somebody_it_waits_with_all_that_was_typed(client: Client) -> None:
    page = send(client, contact_phone="").content.decode()
    assert "電話だけでかまいません" in page
    assert "だれでも来られる食堂" in page
    assert not Group.objects.exists()
    with pytest.raises(Refused):
        apply(by=None, facts={"name": "だれも出ない会"})


def test_what_has_an_end_becomes_rows(client: Client) -> None:
    send(client, insurance="ボランティア活動保険", insured_until="令和9年3月31日", permit="食品衛生責任者")
    papers = Group.objects.get().permits.order_by("pk").values_list("kind", "expires_on")
    assert [(kind, str(end)) for kind, end in papers] == [
        ("ボランティア活動保険", "2027-03-31"),
        ("食品衛生責任者", "None"),
    ]


@pytest.mark.parametrize(
    ("bad", "sentence"),
    [
        ({"name": ""}, "書いてください"),
        ({"name": "あ" * 81}, "80文字まで"),
        ({"people": "０"}, "1以上"),
        ({"people": "たくさん"}, "数字で"),
        ({"people": "99999"}, "5000以下"),
        ({"contact_phone": "12345"}, "市外局番"),
        ({"insured_until": "令和9年2月29日"}, "2月29日"),
        ({"insured_until": "2126/3/31"}, "ずっと先"),
        ({"homepage": "http://spam.example/"}, "自動のもの"),
    ],
)
def test_bad_input_is_said_beside_its_field_and_nothing_is_lost(
    client: Client, bad: dict[str, str], sentence: str
) -> None:
    page = send(client, **bad).content.decode()
    assert sentence in page
    assert "だれでも来られる食堂" in page
    assert not Group.objects.exists()


def test_full_width_digits_and_emoji_are_fine(client: Client) -> None:
    send(client, name="🌱そらまめ", people="１２", contact_phone="０４８－０００－００９１")
    group = Group.objects.get()
    assert (group.name, group.people, group.contact_phone) == ("🌱そらまめ", 12, PHONE)


def test_a_double_click_makes_one_group(client: Client) -> None:
    first, second = send(client), send(client)
    assert first.redirect_chain == second.redirect_chain
    assert Group.objects.count() == 1


def test_the_eleventh_application_of_an_hour_from_one_address_waits_with_its_text(client: Client) -> None:
    for number in range(10):
        send(client, name=f"{number}の会")
    answer = send(client, name="おそい会")
    assert answer.status_code == 429
    assert "おそい会" in answer.content.decode()
    assert Group.objects.count() == 10


def test_who_applies_signed_in_is_the_first_member(commissioner_hara: User, sign_in: SignIn) -> None:
    send(sign_in(commissioner_hara))
    group = Group.objects.get()
    assert list(Group.objects.of(commissioner_hara)) == [group]
    assert User.objects.get(pk=commissioner_hara.pk).has_role(Role.ORGANIZER, Role.INFORMANT)
    assert "申請を受け取りました" in sign_in(commissioner_hara).get("/groups/").content.decode()


def test_the_page_after_sending_is_gone_once_somebody_decided(client: Client) -> None:
    group = group_of(state=GroupState.DECLINED)
    assert client.get(f"/groups/applied/{group.public_id}/").status_code == 404


def test_a_group_on_the_telephone_is_registered_at_once(aoki: User) -> None:
    group = register_by_phone(by=aoki, name="つくしの会", contact_name="土筆", contact_phone="048-000-0002")
    today = timezone.localdate()
    assert group.is_valid_on(today)
    assert group.valid_until == usual_end(today)
    assert (group.decided_by, group.steps.get().event) == (aoki, "registered")
    assert Entry.objects.filter(thing="group", thing_id=str(group.pk), action="created").count() == 1


def test_the_same_caller_is_the_same_group(aoki: User) -> None:
    def caller(name: str, phone: str = "048-000-0002") -> Group:
        return register_by_phone(by=aoki, name=name, contact_name="土筆", contact_phone=phone)

    assert caller("つくしの会") == caller("ツクシノ会") != caller("つくしの会", "048-000-0003")


def test_organizers_register_nobody_by_telephone(organizer_soda: User) -> None:
    with pytest.raises(Refused):
        register_by_phone(by=organizer_soda, name="つくし", contact_name="土筆", contact_phone=PHONE)
