"""A second venue in the same town is only data."""

from datetime import date, time

import pytest
from django.test import Client

from sengetsu.accounts.models import User
from sengetsu.living_room.demo import load_demo
from sengetsu.living_room.spaces.models import Space, Venue
from sengetsu.living_room.spaces.queries import listed_places, place, place_of_venue
from tests.people import SignIn

from .test_rows import refused, sent

pytestmark = pytest.mark.django_db
TSUKIMI = {
    "name": "月見",
    "reading": "つきみ",
    "kind": "縁側",
    "address": "東町1-1",
    "hours_5": "10:00–12:00",
}


def tsukimi(client: Client, **changed: str) -> Venue:
    path = "/place/new/"
    assert client.post(path, sent(client, path, **{**TSUKIMI, **changed})).status_code == 302
    return Venue.objects.get(name="月見")


def test_a_second_venue_is_entered_and_the_first_keeps_the_front_page(aoki: User, sign_in: SignIn) -> None:
    load_demo()
    client = sign_in(aoki)
    second = tsukimi(client)
    here = place()
    assert here is not None
    assert here.venue.name == "織月"
    assert "月見" not in client.get("/").content.decode()
    there = place_of_venue(second.pk)
    assert there is not None
    assert there.calendar.spans(date(2026, 12, 5)) == [(time(10), time(12))]


def test_a_second_venue_has_rooms_days_and_rules_of_its_own(aoki: User, sign_in: SignIn) -> None:
    first = load_demo()
    client = sign_in(aoki)
    second = tsukimi(client)
    query = f"?venue={second.pk}"
    for path, facts in (
        ("/place/rows/spaces/new/", {"name": "縁側", "kind": "room"}),
        ("/place/rows/equipment/new/", {"name": "月見の座布団"}),
        ("/place/lending/", {"usable_6": "9:00–18:00", "hold_days": "3"}),
        ("/place/days/", {"day": "2027-01-09", "how": "closed"}),
        ("/place/words/uses/", {"ja": "お茶の会に"}),
    ):
        answer = client.post(path + query, sent(client, path + query, **facts))
        assert (answer.status_code, answer["Location"].endswith(query)) == (302, True)
    assert [str(space) for space in second.spaces.all()] == ["縁側"]
    assert [str(space) for space in first.spaces.all()] == ["シェアスペース", "シェアキッチン"]
    assert [str(thing) for thing in second.equipment.all()] == ["月見の座布団"]
    assert "月見の座布団" not in [str(thing) for thing in first.equipment.all()]
    first.refresh_from_db()
    assert (Venue.objects.get(pk=second.pk).hold_days, first.hold_days) == (3, 7)
    assert (second.special_days.count(), first.special_days.count()) == (1, 0)
    assert str(second.texts.get(topic="uses")) == "お茶の会に"


def test_a_page_of_a_row_knows_its_venue_by_itself(aoki: User, sign_in: SignIn) -> None:
    load_demo()
    client = sign_in(aoki)
    second = tsukimi(client)
    porch = Space.objects.create(venue=second, kind="room", name={"ja": "縁側"})
    path = f"/place/rows/spaces/{porch.pk}/"
    answer = client.post(path, sent(client, path, capacity="4"))
    assert answer["Location"] == f"/place/rows/spaces/?venue={second.pk}"
    porch.refresh_from_db()
    assert (porch.venue, porch.capacity) == (second, 4)


def test_a_day_of_one_venue_cannot_be_forgotten_through_the_other(aoki: User, sign_in: SignIn) -> None:
    first = load_demo()
    client = sign_in(aoki)
    second = tsukimi(client)
    closed = second.special_days.create(day=date(2027, 1, 9))
    client.post(f"/place/days/{closed.pk}/forget/")
    assert second.special_days.exists()
    assert first.special_days.count() == 0


def test_a_venue_that_is_not_ready_is_not_listed_but_the_first_always_is(aoki: User, sign_in: SignIn) -> None:
    load_demo()
    client = sign_in(aoki)
    second = tsukimi(client, is_listed="")
    Venue.objects.update(is_listed=False)
    assert [here.venue.name for here in listed_places()] == ["織月"]
    path = f"/place/edit/?venue={second.pk}"
    client.post(path, sent(client, path, is_listed="on"))
    assert [here.venue.name for here in listed_places()] == ["織月", "月見"]


def test_two_venues_of_one_name_are_refused(aoki: User, sign_in: SignIn) -> None:
    load_demo()
    client = sign_in(aoki)
    assert refused(client, "/place/new/", **{**TSUKIMI, "name": "織月"}) == {"name"}
    second = tsukimi(client)
    assert refused(client, f"/place/edit/?venue={second.pk}", name="織月") == {"name"}


@pytest.mark.parametrize("asked", ["99999", "0", "-1", "x", "1" * 40, "²", "1 OR 1=1"])
def test_a_venue_that_there_is_not_has_no_page(aoki: User, sign_in: SignIn, asked: str) -> None:
    load_demo()
    client = sign_in(aoki)
    for path in ("/place/", "/place/edit/", "/place/days/", "/place/rows/spaces/", "/place/pictures/"):
        assert client.get(path, {"venue": asked}).status_code == 404


def test_the_main_place_without_hours_does_not_yield_to_the_second(aoki: User, sign_in: SignIn) -> None:
    first = load_demo()
    tsukimi(sign_in(aoki))
    first.hours.all().delete()
    here = place()
    assert here is not None
    assert (here.venue, here.hours_line) == (first, "")


def test_staff_choose_between_the_venues(aoki: User, sign_in: SignIn) -> None:
    load_demo()
    client = sign_in(aoki)
    assert "場所を選ぶ" not in client.get("/place/").content.decode()
    second = tsukimi(client)
    page = client.get("/place/").content.decode()
    assert f'href="/place/?venue={second.pk}"' in page
    assert "土曜日 10:00–12:00" in client.get(f"/place/?venue={second.pk}").content.decode()
