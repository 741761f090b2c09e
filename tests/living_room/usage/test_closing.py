"""The closing list: the venue's own items, ticked on a phone, in the words of then."""

import pytest
from django.urls import reverse

from sengetsu.accounts.access import Refused
from sengetsu.accounts.models import User
from sengetsu.living_room.spaces.models import Venue
from sengetsu.living_room.usage import queries
from sengetsu.living_room.usage.actions import close_up, write_closing_list
from sengetsu.living_room.usage.models import Closing
from tests.people import SignIn

from .conftest import TODAY, MakeDate

pytestmark = pytest.mark.django_db
WINDOWS, GAS, LIGHTS = "窓をしめた", "ガスの元栓をしめた", "電気を消した"


@pytest.fixture
def closing_list(venue: Venue, aoki: User) -> None:
    write_closing_list(by=aoki, venue=venue, items=[WINDOWS, GAS, LIGHTS])


def test_the_demo_brings_a_list_as_data(venue: Venue) -> None:
    assert venue.closing_items.count() > 4


@pytest.mark.usefixtures("closing_list")
def test_what_was_not_ticked_stands_as_not_done(
    make_date: MakeDate, organizer_soda: User, sign_in: SignIn
) -> None:
    booking = make_date(0, starts="09:00", ends="11:00")
    booking.refresh_from_db()
    done = [str(item.pk) for item in queries.items_of(booking) if item.text != GAS]
    address = reverse("closing_edit", args=[booking.public_id])
    answer = sign_in(organizer_soda).post(address, {"done": done, "note": "元栓がかたい😥"})
    assert answer["Location"] == reverse("report_edit", args=[booking.public_id])
    closing = Closing.objects.get()
    assert (closing.ticked, closing.missing, closing.note) == ([WINDOWS, LIGHTS], [GAS], "元栓がかたい😥")
    assert queries.to_look_at(TODAY) == [booking]


@pytest.mark.usefixtures("closing_list")
def test_a_list_that_is_written_anew_leaves_the_words_of_then(
    make_date: MakeDate, venue: Venue, aoki: User, organizer_soda: User
) -> None:
    booking = make_date(-1)
    close_up(by=organizer_soda, booking=booking, ticked=[WINDOWS, GAS, LIGHTS])
    write_closing_list(by=aoki, venue=venue, items=["  ", "鍵をかけた", "鍵をかけた"])
    assert [item.text for item in queries.items_of(booking)] == ["鍵をかけた"]
    assert Closing.objects.get().ticked == [WINDOWS, GAS, LIGHTS]
    assert queries.to_look_at(TODAY.replace(day=1)) == []


@pytest.mark.usefixtures("closing_list")
def test_an_item_that_is_gone_is_refused_and_the_note_is_kept(
    make_date: MakeDate, organizer_soda: User, sign_in: SignIn
) -> None:
    address = reverse("closing_edit", args=[make_date(-1).public_id])
    answer = sign_in(organizer_soda).post(address, {"done": ["987654321"], "note": "雨でした"})
    assert "雨でした" in answer.content.decode()
    assert not Closing.objects.exists()


def test_nothing_is_ticked_before_the_date_has_begun(make_date: MakeDate, organizer_soda: User) -> None:
    with pytest.raises(Refused, match="まだ始まっていません"):
        close_up(by=organizer_soda, booking=make_date(1), ticked=[])


def test_an_organizer_does_not_write_the_list(venue: Venue, organizer_soda: User) -> None:
    with pytest.raises(Refused):
        write_closing_list(by=organizer_soda, venue=venue, items=[])


def test_staff_write_the_list_a_line_for_each(venue: Venue, aoki: User, sign_in: SignIn) -> None:
    client, address = sign_in(aoki), reverse("closing_list_edit")
    client.post(address, {"items": f"{LIGHTS}\r\n\r\n{WINDOWS}"})
    assert [item.text for item in venue.closing_items.all()] == [LIGHTS, WINDOWS]
    answer = client.post(address, {"items": "あ" * 81})
    assert "80文字まで" in answer.content.decode()
    assert "あ" * 81 in answer.content.decode()
