"""The pages: one form for a date and a series, a preview that never skips silently, a desk that decides."""

from datetime import date, timedelta

import pytest
from django.test import Client

from sengetsu.accounts.models import User
from sengetsu.living_room.bookings.choices import Decision, State
from sengetsu.living_room.bookings.models import Application, Booking
from sengetsu.living_room.groups.models import Group
from sengetsu.living_room.spaces.models import Space, Venue
from tests.people import SignIn

from .conftest import WEDNESDAY, booked, span

NEW = "/bookings/new/"


def asked(space: Space, day: str = "令和8年12月2日", **more: str) -> dict[str, object]:
    return {
        "title": "おしゃべりの会",
        "purpose": "salon",
        "day": day,
        "spaces": [space.pk],
        "starts": "10:00",
        "ends": "12:00",
        **more,
    }


def weekly(space: Space, until: str, **more: str) -> dict[str, object]:
    rule = {"repeat": "on", "rule1_every": "weekly:0", "rule1_weekday": "2", "until": until}
    return asked(space, **rule, **more)


def text(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined,no-any-return]


@pytest.fixture
def soda(sign_in: SignIn, organizer_soda: User, soramame: Group) -> Client:
    return sign_in(organizer_soda)


@pytest.fixture
def desk(sign_in: SignIn, aoki: User) -> Client:
    return sign_in(aoki)


def test_an_ordinary_date_is_asked_for_in_one_step(
    venue: Venue, room: Space, soda: Client, soramame: Group
) -> None:
    answer = soda.post(NEW, asked(room, group=str(soramame.pk)))
    made = Application.objects.get()
    assert answer.url == f"/bookings/{made.public_id}/"  # type: ignore[attr-defined]
    assert (made.group, made.bookings.get().state) == (soramame, State.WAITING)


def test_a_double_click_asks_once(venue: Venue, room: Space, soda: Client, soramame: Group) -> None:
    sent = asked(room, group=str(soramame.pk), once_key="k")
    first, second = soda.post(NEW, sent), soda.post(NEW, sent)
    assert first.url == second.url  # type: ignore[attr-defined]
    assert Booking.objects.count() == 1


def test_another_organizers_group_cannot_be_chosen(
    venue: Venue, room: Space, soda: Client, kaze: Group
) -> None:
    answer = soda.post(NEW, asked(room, group=str(kaze.pk)))
    assert "この中から選びなおしてください" in text(answer)
    assert not Application.objects.exists()


def test_a_taken_date_is_refused_beside_the_day_with_the_nearest_free_one(
    venue: Venue, room: Space, soda: Client, soramame: Group, aoki: User
) -> None:
    booked(venue, aoki, (WEDNESDAY, (span(room, 11, 13),)))
    page = text(soda.post(NEW, asked(room, group=str(soramame.pk))))
    assert "ほかの予定が入っています。令和8年12月9日なら空いています。" in page
    assert 'value="おしゃべりの会"' in page


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"starts": "１２：００", "ends": "１０：００"}, "おわりは、はじまりよりあとに"),
        ({"starts": "22:00", "ends": "1:00"}, "夜の12時をまたぐときは、ご相談ください"),
        ({"starts": "10:07"}, "15分きざみで書いてください"),
        ({"starts": "あさ"}, "時刻が読めません"),
        ({"day": "令和8年2月29日"}, "2月29日"),
        ({"day": "2026-11-24"}, "もう過ぎています"),
        ({"day": "2126-12-02"}, "まだ申し込めません"),
        ({"day": ""}, "書いてください"),
        ({"title": "🍲" * 81}, "80文字までです"),
        ({"people": "0"}, "1以上にしてください"),
        ({"spaces": "99999999999999999999"}, "この中から選びなおしてください"),
        ({"repeat": "on"}, "くりかえしのきまりを選んでください"),
        ({"repeat": "on", "rule1_every": "weekly:0"}, "曜日を選んでください"),
        (
            {"repeat": "on", "rule1_every": "weekly:0", "rule1_weekday": "2", "until": "2126-01-01"},
            "一度に申し込めるのは200日までです",
        ),
        (
            {"repeat": "on", "rule1_every": "monthly:5", "rule1_weekday": "2", "until": "2026-12-10"},
            "このきまりに合う日が、この期間にありません",
        ),
        (
            {"repeat": "on", "rule1_every": "weekly:0", "rule1_weekday": "2", "until": "2026-12-01"},
            "おわりの日は、使う日よりあとに",
        ),
    ],
)
def test_bad_input_gets_a_sentence_and_loses_nothing(
    venue: Venue, room: Space, soda: Client, soramame: Group, changed: dict[str, str], sentence: str
) -> None:
    answer = soda.post(NEW, {**asked(room, group=str(soramame.pk), note="はしを借ります"), **changed})
    assert answer.status_code == 200
    assert sentence in text(answer)
    assert "はしを借ります" in text(answer)
    assert not Application.objects.exists()


def test_a_series_shows_every_date_before_it_is_saved(
    venue: Venue, room: Space, soda: Client, soramame: Group, aoki: User
) -> None:
    booked(venue, aoki, (WEDNESDAY + timedelta(7), (span(room, 10, 12),)))
    page = text(soda.post(NEW, weekly(room, "2027-01-06", group=str(soramame.pk))))
    assert "2日について、どうするか選んでください" in page  # 9 December is taken, 30 December is closed
    assert "年末年始" in page
    assert "この申し込み" not in page
    assert not Application.objects.filter(group=soramame).exists()


def test_a_series_is_not_saved_before_every_date_is_decided(
    venue: Venue, room: Space, soda: Client, soramame: Group
) -> None:
    sent = weekly(room, "2027-01-06", group=str(soramame.pk), save="1", d0="use")
    page = text(soda.post(NEW, sent))
    assert page.count("どうするか選んでください。") == 1
    assert not Application.objects.exists()


def test_each_date_is_skipped_moved_or_held_as_the_organizer_says(
    venue: Venue, room: Space, soda: Client, soramame: Group, aoki: User
) -> None:
    booked(venue, aoki, (WEDNESDAY + timedelta(7), (span(room, 10, 12),)))
    decisions = {"d1": "move", "m1": "令和8年12月10日", "d2": "skip", "d4": "hold"}
    sent = weekly(room, "2027-01-06", group=str(soramame.pk), save="1", **decisions)
    answer = soda.post(NEW, sent)
    assert answer.status_code == 302, text(answer)
    made = Application.objects.get(group=soramame)
    assert [(one.day, one.state, one.rule_day) for one in made.bookings.all()] == [
        (date(2026, 12, 2), State.WAITING, date(2026, 12, 2)),
        (date(2026, 12, 10), State.WAITING, date(2026, 12, 9)),
        (date(2026, 12, 16), State.REFUSED, date(2026, 12, 16)),
        (date(2026, 12, 23), State.WAITING, date(2026, 12, 23)),
        (date(2026, 12, 30), State.WAITING, date(2026, 12, 30)),
        (date(2027, 1, 6), State.WAITING, date(2027, 1, 6)),
    ]


def test_two_dates_do_not_move_onto_the_same_hours(
    venue: Venue, room: Space, soda: Client, soramame: Group
) -> None:
    decisions = {"d0": "move", "m0": "2026-12-10", "d1": "move", "m1": "2026-12-10"}
    page = text(soda.post(NEW, weekly(room, "2026-12-16", group=str(soramame.pk), save="1", **decisions)))
    assert "この申し込みのほかの日と重なります" in page
    assert not Application.objects.exists()


def test_two_rules_of_one_application_do_not_take_each_others_hours(
    venue: Venue, room: Space, soda: Client, soramame: Group
) -> None:
    second = {"rule2_every": "monthly:1", "rule2_weekday": "2"}
    page = text(soda.post(NEW, weekly(room, "2026-12-10", group=str(soramame.pk), **second)))
    assert "この申し込みのほかの日と重なります" in page


def test_back_to_the_form_keeps_everything(venue: Venue, room: Space, soda: Client, soramame: Group) -> None:
    sent = weekly(room, "2027-01-06", group=str(soramame.pk), note="いすを10脚", edit="1", d0="skip")
    page = text(soda.post(NEW, sent))
    assert "いすを10脚" in page
    assert 'value="weekly:0" selected' in page


def test_the_kitchen_may_be_taken_at_other_times_than_the_room(
    venue: Venue, room: Space, kitchen: Space, soda: Client, soramame: Group
) -> None:
    sent = asked(room, group=str(soramame.pk))
    sent |= {"spaces": [room.pk, kitchen.pk], f"own_{kitchen.pk}": "8:45–10:00、12:00–13:00"}
    refused = text(soda.post(NEW, sent))
    assert "使える時間は 9:00–21:00 です" in refused
    soda.post(NEW, {**sent, f"own_{kitchen.pk}": "9:00–10:00、12:00–13:00", "save": "1", "d0": "use"})
    uses = Booking.objects.get().uses.values_list("space", "phase", "starts__hour", "ends__hour")
    assert sorted(uses) == sorted(
        [(room.pk, "main", 10, 12), (kitchen.pk, "set_up", 9, 10), (kitchen.pk, "clean_up", 12, 13)]
    )


def test_staff_enter_a_telephone_request_with_seven_fields(venue: Venue, room: Space, desk: Client) -> None:
    sent = asked(room, contact_name="青葉自治会", door_="phone", approve="on")
    desk.post(NEW, sent)
    made = Application.objects.get()
    assert (made.applicant, made.door, made.bookings.get().state) == ("青葉自治会", "phone", State.APPROVED)


def test_the_desk_lists_what_waits_and_decides(
    venue: Venue, room: Space, desk: Client, organizer_soda: User, soramame: Group
) -> None:
    made = booked(venue, organizer_soda, (WEDNESDAY, (span(room, 10, 12),)), of=soramame)
    assert "おしゃべりの会" in text(desk.get("/place/bookings/"))
    address = f"/place/bookings/{made.public_id}/decide/"
    dates = [booking.pk for booking in made.bookings.all()]
    refused = text(desk.post(address, {"dates": dates, "decision": "decline", "reason": ""}))
    assert "わけを書いてください" in refused
    desk.post(address, {"dates": dates, "decision": "approve"})
    assert made.bookings.get().state == State.APPROVED
    again = text(desk.post(address, {"dates": dates, "decision": "approve"}))
    assert "もう「許可」になっています" in again


def test_an_organizer_calls_off_and_takes_it_back(
    venue: Venue, room: Space, soda: Client, organizer_soda: User, soramame: Group
) -> None:
    made = booked(venue, organizer_soda, (WEDNESDAY, (span(room, 10, 12),)), of=soramame)
    date_ = made.bookings.get()
    page = text(soda.post(f"/bookings/dates/{date_.public_id}/cancel/", {"reason": "雨"}, follow=True))
    assert "元に戻す（あと15分）" in page
    soda.post(f"/bookings/dates/{date_.public_id}/undo/")
    assert made.bookings.get().state == State.WAITING


def test_another_group_sees_nothing_of_it(
    venue: Venue, room: Space, aoki: User, soda: Client, kaze: Group
) -> None:
    made = booked(venue, aoki, (WEDNESDAY, (span(room, 10, 12),)), of=kaze)
    date_ = made.bookings.get()
    for address in (
        f"/bookings/{made.public_id}/",
        *(f"/bookings/dates/{date_.public_id}/{act}/" for act in ("change", "cancel")),
    ):
        assert soda.get(address).status_code == 404
    for act in ("change", "cancel", "undo", "take-up"):
        assert soda.post(f"/bookings/dates/{date_.public_id}/{act}/").status_code == 404
    assert "おしゃべりの会" not in text(soda.get("/bookings/"))


def test_a_permit_that_ends_before_the_date_is_said_and_not_refused(
    venue: Venue, room: Space, soda: Client, organizer_soda: User, soramame: Group
) -> None:
    soramame.permits.create(kind="飲食店営業", expires_on=WEDNESDAY - timedelta(1))
    soramame.permits.create(kind="行事保険", expires_on=WEDNESDAY)
    made = booked(venue, organizer_soda, (WEDNESDAY, (span(room, 10, 12),)), of=soramame)
    page = text(soda.get(f"/bookings/{made.public_id}/"))
    assert "「飲食店営業」の期限は令和8年12月1日（火）です" in page
    assert "行事保険" not in page


def test_an_application_page_asks_as_often_for_thirty_dates_as_for_one(
    venue: Venue, room: Space, desk: Client, aoki: User, django_assert_max_num_queries: object
) -> None:
    weeks = [(WEDNESDAY + timedelta(n), (span(room, 18, 20),)) for n in range(27)]
    made = booked(venue, aoki, *weeks)
    for address in (f"/bookings/{made.public_id}/", "/place/bookings/"):
        with django_assert_max_num_queries(26):  # type: ignore[operator]
            assert desk.get(address).status_code == 200


@pytest.mark.parametrize("decision", [Decision.HOLD, Decision.MOVE])
def test_a_closed_day_alone_asks_what_to_do(
    venue: Venue, room: Space, soda: Client, soramame: Group, decision: Decision
) -> None:
    sent = asked(room, day="2027-01-03", group=str(soramame.pk))
    assert "どうするか選んでください" in text(soda.post(NEW, sent))
    soda.post(NEW, {**sent, "save": "1", "d0": decision.value, "m0": "2027-01-10"})
    day = date(2027, 1, 3) if decision == Decision.HOLD else date(2027, 1, 10)
    assert Booking.objects.get().day == day
