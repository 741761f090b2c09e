"""From the page of an activity to a seat and back, without an account; and the list at the door."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from sengetsu.accounts.models import User
from sengetsu.living_room.activities.choices import SignUpState
from sengetsu.living_room.activities.sign_up_models import SignUp, SignUpTerms
from sengetsu.living_room.bookings.choices import State
from sengetsu.living_room.bookings.models import Booking
from tests.people import SignIn

from .calendar import activity, application_for, date_of, group_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_november")]
NOW = datetime(2026, 11, 24, 10, tzinfo=ZoneInfo("Asia/Tokyo"))
TWO = {"adults": "1", "children": "1", "allergies": "そば"}


@pytest.fixture
def in_november() -> object:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def dinner(organizer_soda: User) -> Booking:
    """Three seats on Sunday 6 December, of 早田さん's cafeteria."""
    made = activity(group=group_of(organizer_soda), has_food=True)
    SignUpTerms.objects.create(activity=made, capacity=3)
    return date_of(application_for(made), date(2026, 12, 6))


def form_of(dinner: Booking) -> str:
    of = dinner.application.activity_link.activity
    return reverse("sign_up_new", args=[of.public_id, dinner.public_id])


def text(client: Client, path: str, language: str = "ja") -> str:
    client.cookies["django_language"] = language
    return re.sub(r"<[^>]+>", "", client.get(path).content.decode())


def test_a_visitor_gets_a_seat_and_a_link_without_saying_a_name(client: Client, dinner: Booking) -> None:
    of = dinner.application.activity_link.activity
    assert "あと3人" in text(client, of.get_absolute_url())
    answer = client.post(form_of(dinner), TWO)
    page = client.get(answer["Location"])
    assert "2人でお待ちしています" in page.content.decode()
    assert page["Cache-Control"] == "no-store, private"
    assert "あと1人" in text(client, of.get_absolute_url())
    token = answer["Location"].split("/")[-2]
    assert SignUp.objects.get().token_hash != token, "the table keeps only a hash"


def test_a_full_date_has_a_queue_with_ones_place_in_it(client: Client, dinner: Booking) -> None:
    for _ in range(2):
        client.post(form_of(dinner), TWO)
    assert "いまは満席です" in text(client, form_of(dinner))
    waiting = client.post(form_of(dinner), {"adults": "2"})["Location"]
    assert "2番目です" in text(client, waiting)


def test_ones_own_link_changes_and_cancels(client: Client, dinner: Booking) -> None:
    own = client.post(form_of(dinner), TWO)["Location"]
    client.post(own, {**TWO, "adults": "2"})
    assert SignUp.objects.get().people == 3
    refused = client.post(own, {**TWO, "adults": "3"}).content.decode()
    assert "3人までです" in refused
    client.post(f"{own}cancel/")
    assert "取りやめました" in text(client, own)
    assert SignUp.objects.get().state == SignUpState.CANCELLED


def test_a_double_tap_is_one_party_and_one_link(client: Client, dinner: Booking) -> None:
    key = client.get(form_of(dinner)).context["form"]["once_key"].value()
    links = {client.post(form_of(dinner), {**TWO, "once_key": key})["Location"] for _ in range(2)}
    assert len(links) == 1
    assert SignUp.objects.count() == 1


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        ({"adults": "0", "children": ""}, "何人で来るか"),
        ({"adults": "31"}, "30"),
        ({"adults": "20", "children": "20"}, "30人をこえるとき"),
        ({"adults": "-1"}, "0"),
        ({"adults": "たくさん"}, "数"),
        ({**TWO, "name": "な" * 41}, "40"),
        ({**TWO, "homepage": "http://example.com"}, "自動のものに見えました"),
        ({"adults": "4"}, "3人までです"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(
    client: Client, dinner: Booking, sent: dict[str, str], why: str
) -> None:
    page = client.post(form_of(dinner), sent)
    assert page.status_code == 200
    assert why in page.content.decode()
    assert not SignUp.objects.exists()


def test_full_width_digits_are_digits(client: Client, dinner: Booking) -> None:
    client.post(form_of(dinner), {"adults": "２", "children": "１"})
    assert SignUp.objects.get().people == 3


def test_one_address_cannot_take_all_seats(client: Client, dinner: Booking) -> None:
    answers = [client.post(form_of(dinner), {"adults": "1"}).status_code for _ in range(21)]
    assert answers == [302] * 20 + [429]


@pytest.mark.parametrize("state", [State.CANCELLED, State.WAITING])
def test_a_date_that_is_not_held_has_no_form(client: Client, dinner: Booking, state: State) -> None:
    Booking.objects.update(state=state)
    page = client.get(form_of(dinner)).content.decode()
    assert "お休みです" in page
    assert "<form" not in page


def test_a_date_of_another_activity_does_not_exist_here(client: Client, dinner: Booking) -> None:
    other = activity("学習室")
    path = reverse("sign_up_new", args=[other.public_id, dinner.public_id])
    assert client.get(path).status_code == 404
    assert client.get(reverse("sign_up_page", args=["x" * 40])).status_code == 404


def test_who_signed_up_is_told_on_the_own_page_that_the_date_moved(client: Client, dinner: Booking) -> None:
    own = client.post(form_of(dinner), TWO)["Location"]
    Booking.objects.update(day=dinner.day + timedelta(days=7))
    assert "日時が変わりました。もとは 12月6日（日） 12:00 でした" in text(client, own)
    Booking.objects.update(state=State.CANCELLED)
    assert "この回は、お休みです" in text(client, own)


def test_the_list_at_the_door_is_for_its_organizers(
    client: Client, dinner: Booking, organizer_soda: User, partner_sato: User, aoki: User, sign_in: SignIn
) -> None:
    client.post(form_of(dinner), {**TWO, "name": "みな", "contact": "048-000-0002"})
    path = reverse("sign_up_list", args=[dinner.public_id])
    for who in (organizer_soda, aoki):
        page = text(sign_in(who), path)
        assert all(word in page for word in ("みな", "そば", "048-000-0002"))
    assert sign_in(partner_sato).get(path).status_code == 404


def test_who_calls_to_cancel_is_taken_from_the_list_and_the_next_is_marked_for_a_call(
    client: Client, dinner: Booking, organizer_soda: User, sign_in: SignIn
) -> None:
    client.post(form_of(dinner), {"adults": "3"})
    client.post(form_of(dinner), {"adults": "2", "contact": "048-000-0002"})
    first = SignUp.objects.order_by("pk")[0]
    soda = sign_in(organizer_soda)
    answer = soda.post(reverse("sign_up_remove", args=[dinner.public_id, first.public_id]))
    assert "席ができた・電話する" in text(soda, answer["Location"])


def test_the_terms_of_one_date_leave_the_others_alone(
    client: Client, dinner: Booking, organizer_soda: User, sign_in: SignIn
) -> None:
    later = date_of(dinner.application, date(2026, 12, 15))
    soda = sign_in(organizer_soda)
    soda.post(reverse("sign_up_date_terms", args=[dinner.public_id]), {"capacity": "", "closes": "0"})
    assert "申しこみはいりません" in text(client, form_of(dinner))
    assert "あと3人" in text(client, form_of(later))


def test_a_page_with_six_dates_asks_as_few_questions_as_with_one(
    client: Client, dinner: Booking, django_assert_max_num_queries: object
) -> None:
    for day in range(7, 12):
        date_of(dinner.application, date(2026, 12, day))
    of = dinner.application.activity_link.activity
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        assert text(client, of.get_absolute_url()).count("あと3人") == 6
