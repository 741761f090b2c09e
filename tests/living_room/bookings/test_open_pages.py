"""Asking without an account: one form, a page behind a link, three languages."""

import pytest
from django.core.cache import cache
from django.test import Client

from sengetsu.accounts.models import User
from sengetsu.living_room.bookings.choices import State
from sengetsu.living_room.bookings.models import Application
from sengetsu.living_room.spaces.models import Space, Venue

from .conftest import WEDNESDAY, booked, span

APPLY = "/spaces/apply/"


@pytest.fixture(autouse=True)
def nobody_has_tried_yet(db: None) -> None:
    cache.clear()


def asked(space: Space, **more: str) -> dict[str, object]:
    return {
        "title": "青葉自治会の話し合い",
        "purpose": "meeting",
        "day": "2026-12-02",
        "spaces": [space.pk],
        "starts": "10:00",
        "ends": "12:00",
        "contact_name": "青葉",
        "contact_phone": "０４８－０００－０００２",
        "once_key": "k",
        **more,
    }


def test_one_form_and_a_page_to_keep(venue: Venue, room: Space, client: Client) -> None:
    answer = client.post(APPLY, asked(room))
    made = Application.objects.get()
    assert (made.contact_phone, made.door, made.bookings.get().state) == ("048-000-0002", "open", "waiting")
    page = client.get(answer.url)  # type: ignore[attr-defined]
    assert "青葉自治会の話し合い" in page.content.decode()
    assert page["Cache-Control"] == "no-store, private"
    assert made.token_hash not in answer.url  # type: ignore[attr-defined]


def test_a_double_click_leads_to_the_same_page(venue: Venue, room: Space, client: Client) -> None:
    first, second = client.post(APPLY, asked(room)), client.post(APPLY, asked(room))
    assert first.url == second.url  # type: ignore[attr-defined]
    assert Application.objects.count() == 1


def test_the_link_calls_off_and_a_guessed_one_does_not_exist(
    venue: Venue, room: Space, client: Client
) -> None:
    url = client.post(APPLY, asked(room)).url  # type: ignore[attr-defined]
    assert client.post("/spaces/requests/guess/cancel/").status_code == 404
    client.post(f"{url}cancel/")
    assert Application.objects.get().bookings.get().state == State.CANCELLED


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("ja", "ほかの予定が入っています"),
        ("en", "taken by somebody else. Wednesday, 9 December is free."),
        ("ja-easy", "</ruby>が あります"),
    ],
)
def test_a_taken_time_is_said_in_the_visitors_language(
    venue: Venue, room: Space, client: Client, aoki: User, language: str, sentence: str
) -> None:
    booked(venue, aoki, (WEDNESDAY, (span(room, 11, 13),)))
    client.cookies["django_language"] = language
    assert sentence in client.post(APPLY, asked(room)).content.decode()


def test_neither_telephone_nor_mail_is_asked_for_gently(venue: Venue, room: Space, client: Client) -> None:
    page = client.post(APPLY, asked(room, contact_phone="")).content.decode()
    assert "電話かメールを書いてください" in page
    assert not Application.objects.exists()


def test_a_stranger_cannot_fill_the_calendar(venue: Venue, room: Space, client: Client) -> None:
    answers = [
        client.post(APPLY, asked(room, day=f"2026-12-{day:02}", once_key=f"k{day}", hold_anyway="on"))
        for day in range(1, 15)
    ]
    assert answers[-1].status_code == 429
    assert Application.objects.count() == 10
