"""Spaces, equipment, barrier-free facts, yearly closures: entered, ordered, changed, taken away by staff."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from sengetsu.accounts.models import User
from sengetsu.audit.models import Entry
from sengetsu.base.language_fields import words
from sengetsu.living_room.demo import load_demo
from sengetsu.living_room.spaces.kinds import KINDS
from sengetsu.living_room.spaces.models import BarrierFreeFact, Equipment, Space, Venue, YearlyClosure
from sengetsu.living_room.spaces.queries import place
from sengetsu.living_room.spaces.row_actions import move_row, remove_row, save_row
from tests.people import SignIn

pytestmark = pytest.mark.django_db


def sent(client: Client, path: str, **changed: str) -> dict[str, str]:
    """What the page would send, with some fields written anew."""
    form = client.get(path).context["form"]
    shown = {field.html_name: field.value() for field in form if field.value() not in {None, False}}
    return {name: "on" if value is True else str(value) for name, value in shown.items()} | changed


def refused(client: Client, path: str, **changed: str) -> set[str]:
    answer = client.post(path, sent(client, path, **changed))
    assert answer.status_code == 200
    return set(answer.context["form"].errors)


def names() -> list[str]:
    return [str(space) for space in Space.objects.all()]


def test_a_room_is_added_in_three_languages_at_the_end(aoki: User, sign_in: SignIn) -> None:
    load_demo()
    client, path = sign_in(aoki), "/place/rows/spaces/new/"
    room = {
        "name": "和室",
        "name_easy": "{和室|わしつ}",
        "name_en": "Tatami room",
        "kind": "room",
        "capacity": "１２",
    }
    assert client.post(path, sent(client, path, **room)).status_code == 302
    space = Space.objects.latest("pk")
    assert names() == ["シェアスペース", "シェアキッチン", "和室"]
    assert space.name == {"ja": "和室", "ja-easy": "{和室|わしつ}", "en": "Tatami room"}
    assert (space.capacity, space.is_lent) == (12, True)
    entry = Entry.objects.latest("sequence")
    assert (entry.action, entry.thing, entry.thing_id) == ("created", "space", str(space.pk))


def test_a_form_sent_twice_adds_one_room(aoki: User, sign_in: SignIn) -> None:
    load_demo()
    client, path = sign_in(aoki), "/place/rows/spaces/new/"
    twice = sent(client, path, name="和室", kind="room")
    client.post(path, twice)
    client.post(path, twice)
    assert names().count("和室") == 1


def test_a_room_moves_up_and_the_first_one_stays_first(aoki: User, sign_in: SignIn) -> None:
    load_demo()
    client = sign_in(aoki)
    kitchen = Space.objects.get(kind="kitchen")
    client.post(f"/place/rows/spaces/{kitchen.pk}/move/", {"up": "1"})
    assert names() == ["シェアキッチン", "シェアスペース"]
    client.post(f"/place/rows/spaces/{kitchen.pk}/move/", {"up": "1"})
    assert names() == ["シェアキッチン", "シェアスペース"]
    client.post(f"/place/rows/spaces/{kitchen.pk}/move/", {"down": "1"})
    assert names() == ["シェアスペース", "シェアキッチン"]


def test_a_room_out_of_use_leaves_the_pages_and_keeps_its_past(aoki: User, sign_in: SignIn) -> None:
    load_demo()
    client = sign_in(aoki)
    kitchen = Space.objects.get(kind="kitchen")
    page = client.post(f"/place/spaces/{kitchen.pk}/retire/", follow=True).content.decode()
    assert "使わないことにした部屋" in page
    here = place()
    assert here is not None
    assert [str(space) for space in here.spaces] == ["シェアスペース"]
    client.post(f"/place/spaces/{kitchen.pk}/reuse/")
    assert Space.objects.get(kind="kitchen").is_lent


def test_a_room_cannot_be_removed_even_by_hand(aoki: User, sign_in: SignIn) -> None:
    load_demo()
    kitchen = Space.objects.get(kind="kitchen")
    page = sign_in(aoki).post(f"/place/rows/spaces/{kitchen.pk}/remove/", follow=True)
    assert "部屋は消せません" in page.content.decode()
    assert len(names()) == 2


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "あ" * 41}, "name"),
        ({"capacity": "0"}, "capacity"),
        ({"capacity": "-3"}, "capacity"),
        ({"capacity": "99999999999999999999"}, "capacity"),
        ({"capacity": "十五"}, "capacity"),
        ({"kind": "castle"}, "kind"),
        ({"company": ""}, "company"),
        ({"name_en": "a" * 81}, "name_en"),
    ],
)
def test_a_room_that_cannot_be_is_refused_beside_its_field(
    aoki: User, sign_in: SignIn, changed: dict[str, str], field: str
) -> None:
    load_demo()
    assert refused(
        sign_in(aoki), "/place/rows/spaces/new/", **{"name": "和室", "kind": "room", **changed}
    ) == {field}


def test_a_fault_in_a_folded_language_opens_the_fold(aoki: User, sign_in: SignIn) -> None:
    load_demo()
    client, path = sign_in(aoki), "/place/rows/equipment/new/"
    answer = client.post(path, sent(client, path, name="机", name_en="a" * 200))
    assert '<details class="fold" open>' in answer.content.decode()


def test_equipment_belongs_to_a_space_of_its_own_venue(aoki: User, sign_in: SignIn) -> None:
    venue = load_demo()
    elsewhere = Venue.objects.create(name="月見", reading="つきみ", address="一丁目1")
    attic = Space.objects.create(venue=elsewhere, kind="room", name=words("屋根裏"))
    client = sign_in(aoki)
    assert refused(client, "/place/rows/equipment/new/", name="机", space=str(attic.pk)) == {"space"}
    facts = {"name": words("机"), "space": attic}
    with pytest.raises(ValidationError, match="別の場所"):
        save_row(by=aoki, kind=KINDS["equipment"], venue=venue, row=None, facts=facts)


def test_equipment_is_counted_changed_and_taken_away(aoki: User, sign_in: SignIn) -> None:
    load_demo()
    client, path = sign_in(aoki), "/place/rows/equipment/new/"
    kitchen = Space.objects.get(kind="kitchen")
    client.post(path, sent(client, path, name="炊飯器（一升炊き）", how_many="2", space=str(kitchen.pk)))
    cooker = Equipment.objects.latest("pk")
    assert (cooker.how_many, cooker.space) == (2, kitchen)
    page = f"/place/rows/equipment/{cooker.pk}/"
    client.post(page, sent(client, page, how_many="3", space=""))
    cooker.refresh_from_db()
    assert (cooker.how_many, cooker.space) == (3, None)
    client.post(f"{page}remove/")
    assert not Equipment.objects.filter(pk=cooker.pk).exists()
    assert Entry.objects.latest("sequence").detail == {"removed": True}


def test_a_fact_of_access_says_yes_no_or_in_part(aoki: User, sign_in: SignIn) -> None:
    load_demo()
    client, path = sign_in(aoki), "/place/rows/barrier-free/new/"
    step = {"name": "段差なし", "answer": "partly", "note": "入口に5cmの段差があります。"}
    client.post(path, sent(client, path, **step))
    assert BarrierFreeFact.objects.latest("pk").note == {"ja": step["note"]}
    assert refused(client, path, name="駐車場", answer="maybe") == {"answer"}


@pytest.mark.parametrize(("first", "last"), [("12月29日", "1/3"), ("１２／２９", "1月3日"), ("12-29", "1.3")])
def test_a_yearly_closure_is_written_in_many_ways(aoki: User, sign_in: SignIn, first: str, last: str) -> None:
    load_demo()
    YearlyClosure.objects.all().delete()
    client, path = sign_in(aoki), "/place/rows/closures/new/"
    client.post(path, sent(client, path, reason="年末年始", first=first, last=last))
    assert str(YearlyClosure.objects.get()) == "12/29–1/3"
    here = place()
    assert here is not None
    assert here.calendar.spans(date(2026, 12, 30)) == []


@pytest.mark.parametrize("wrong", ["2月30日", "13月1日", "0/0", "年末", "12月29日〜1月3日", "", "٣/٤/٥"])
def test_a_yearly_closure_that_is_no_date_is_refused(aoki: User, sign_in: SignIn, wrong: str) -> None:
    load_demo()
    path = "/place/rows/closures/new/"
    assert refused(sign_in(aoki), path, reason="夏", first="8月13日", last=wrong) == {"last"}


def test_a_yearly_closure_is_opened_with_what_was_written(aoki: User, sign_in: SignIn) -> None:
    load_demo()
    closure = YearlyClosure.objects.get()
    client, path = sign_in(aoki), f"/place/rows/closures/{closure.pk}/"
    assert client.post(path, sent(client, path, last="1月4日")).status_code == 302
    assert str(YearlyClosure.objects.get()) == "12/29–1/4"


def test_the_second_of_two_at_a_room_sees_the_first(aoki: User, ogawa: User, sign_in: SignIn) -> None:
    load_demo()
    path = f"/place/rows/spaces/{Space.objects.get(kind='room').pk}/"
    first, second = sign_in(aoki), sign_in(ogawa)
    late = sent(second, path, capacity="25")
    first.post(path, sent(first, path, name="大きな部屋"))
    answer = second.post(path, late)
    assert "いまの「名前」：大きな部屋／シェアスペース" in answer.content.decode()
    assert answer.context["form"]["capacity"].value() == "25"
    assert Space.objects.get(kind="room").capacity == 20


def test_an_organizer_writes_nothing_about_the_place(organizer_soda: User) -> None:
    venue = load_demo()
    room: Any = Space.objects.get(kind="room")
    for act in (
        lambda: save_row(
            by=organizer_soda, kind=KINDS["spaces"], venue=venue, row=room, facts={"capacity": 1}
        ),
        lambda: move_row(by=organizer_soda, row=room, up=False),
        lambda: remove_row(by=organizer_soda, row=room),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_a_kind_that_there_is_not_has_no_page(aoki: User, sign_in: SignIn) -> None:
    load_demo()
    client = sign_in(aoki)
    assert client.get("/place/rows/dungeons/").status_code == 404
    assert client.get(f"/place/rows/equipment/{'9' * 30}/").status_code == 404


@pytest.mark.parametrize("slug", KINDS)
def test_a_list_asks_the_database_no_more_for_thirty_rows(
    aoki: User, sign_in: SignIn, slug: str, django_assert_max_num_queries: Any
) -> None:
    venue = load_demo()
    made: dict[str, dict[str, Any]] = {
        "closures": {"from_month": 8, "from_day": 13, "to_month": 8, "to_day": 15},
        "equipment": {"space": venue.spaces.all()[0]},
        "spaces": {"kind": "room"},
        "barrier-free": {},
    }
    model: Any = KINDS[slug].model
    model.objects.bulk_create(model(venue=venue, **made[slug]) for _ in range(30))
    client = sign_in(aoki)
    with django_assert_max_num_queries(14):
        client.get(f"/place/rows/{slug}/")
