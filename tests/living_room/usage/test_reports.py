"""利用報告 on a phone: + and − that need no script, nothing typed is lost, corrections keep what was."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from sengetsu.accounts.access import Refused
from sengetsu.accounts.models import User
from sengetsu.living_room.bookings.choices import State
from sengetsu.living_room.bookings.models import Booking
from sengetsu.living_room.usage import queries
from sengetsu.living_room.usage.actions import count_people, save_report
from sengetsu.living_room.usage.choices import COUNTS, MOST, WORDS
from sengetsu.living_room.usage.forms import ReportForm
from sengetsu.living_room.usage.models import Report, ReportCorrection
from tests.people import SignIn

from .conftest import TODAY, MakeDate

pytestmark = pytest.mark.django_db


@pytest.fixture
def yesterday(make_date: MakeDate) -> Booking:
    return make_date(-1)


def address_of(booking: Booking) -> str:
    return reverse("report_edit", args=[booking.public_id])


def as_shown(booking: Booking, **changed: str) -> dict[str, str]:
    """What a browser would send from the page as it is now, with some fields changed."""
    form = ReportForm(report=queries.report_of(booking))
    shown = {field.html_name: str(field.value() or "") for field in form if field.name != "tap"}
    return {**shown, **changed}


def test_a_tap_counts_one_and_keeps_what_was_typed(
    yesterday: Booking, organizer_soda: User, sign_in: SignIn
) -> None:
    client = sign_in(organizer_soda)
    sent = as_shown(yesterday, tap="school:1", adult="３", content="カレー")
    answer = client.post(address_of(yesterday), sent)
    assert answer["Location"].endswith("#count-school")
    report = Report.objects.get()
    assert (report.school, report.adult, report.content, report.sent_at) == (1, 3, "カレー", None)
    assert "カレー" in client.get(address_of(yesterday)).content.decode()


def test_a_double_tap_counts_once(yesterday: Booking, organizer_soda: User, sign_in: SignIn) -> None:
    client, sent = sign_in(organizer_soda), as_shown(yesterday, tap="school:1")
    for _ in range(2):
        client.post(address_of(yesterday), sent)
    assert Report.objects.get().school == 1


def test_two_phones_at_one_door_both_count(
    yesterday: Booking, organizer_soda: User, aoki: User, sign_in: SignIn
) -> None:
    first, second = as_shown(yesterday, tap="adult:1"), as_shown(yesterday, tap="adult:1")
    sign_in(organizer_soda).post(address_of(yesterday), first)
    sign_in(aoki).post(address_of(yesterday), second)
    assert Report.objects.get().adult == 2


def test_two_who_write_the_story_do_not_lose_the_first_one(
    yesterday: Booking, organizer_soda: User, aoki: User, sign_in: SignIn
) -> None:
    first, second = as_shown(yesterday, content="カレー"), as_shown(yesterday, content="うどん")
    sign_in(organizer_soda).post(address_of(yesterday), first)
    page = sign_in(aoki).post(address_of(yesterday), second).content.decode()
    assert "ほかの人が書きかえました" in page
    assert "うどん" in page
    assert Report.objects.get().content == "カレー"


def test_reporting_moves_the_date_and_takes_it_off_the_list(
    yesterday: Booking, organizer_soda: User, sign_in: SignIn
) -> None:
    assert list(queries.reports_due()) == [yesterday]
    sign_in(organizer_soda).post(address_of(yesterday), as_shown(yesterday, adult="12", first_timers="2"))
    report = Report.objects.get()
    assert (report.people, report.first_timers, report.by) == (12, 2, organizer_soda)
    yesterday.refresh_from_db()
    assert yesterday.state == State.REPORTED
    assert list(queries.reports_due()) == []


def test_a_correction_keeps_what_was_reported_and_who_corrected_it(
    yesterday: Booking, organizer_soda: User, aoki: User, sign_in: SignIn
) -> None:
    save_report(by=organizer_soda, booking=yesterday, steps={"adult": 12}, send=True)
    sent_at = Report.objects.get().sent_at
    sign_in(aoki).post(address_of(yesterday), as_shown(yesterday, adult="10", content="鍋"))
    [kept] = ReportCorrection.objects.all()
    assert (kept.before["adult"], kept.before["content"], kept.by) == (12, "", aoki)
    report = Report.objects.get()
    assert (report.adult, report.content, report.sent_at) == (10, "鍋", sent_at)
    assert "30〜64歳 12" in sign_in(organizer_soda).get(address_of(yesterday)).content.decode()


def test_taps_in_one_go_are_one_correction(
    yesterday: Booking, organizer_soda: User, november: time_machine.Traveller
) -> None:
    save_report(by=organizer_soda, booking=yesterday, steps={"adult": 12}, send=True)
    for _ in range(3):
        count_people(by=organizer_soda, booking=yesterday, band="adult", step=-1)
    assert [one.before["adult"] for one in ReportCorrection.objects.all()] == [12]
    november.shift(timedelta(minutes=16))
    count_people(by=organizer_soda, booking=yesterday, band="adult")
    assert [one.before["adult"] for one in ReportCorrection.objects.all()] == [9, 12]


def test_sent_again_without_a_change_there_is_no_correction(yesterday: Booking, organizer_soda: User) -> None:
    for steps in ({"adult": 12}, {}):
        save_report(by=organizer_soda, booking=yesterday, steps=steps, send=True)
    assert not ReportCorrection.objects.exists()


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({}, "どちらかを書いてください"),
        ({"adult": "3", "first_timers": "4"}, "来た人ぜんぶより多く"),
        ({"adult": "-1"}, "0"),
        ({"adult": "1000"}, "999"),
        ({"adult": "たくさん"}, "数"),
        ({"adult": "1", "content": "あ" * 1001}, "1000"),
        ({"adult": "1", "tap": "everybody:1"}, "tap"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field_and_everything_typed_stays(
    typed: dict[str, str], says: str, yesterday: Booking, organizer_soda: User, sign_in: SignIn
) -> None:
    sent = as_shown(yesterday, accidents="けがなし👍", **typed)
    answer = sign_in(organizer_soda).post(address_of(yesterday), sent)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "もう一度見てください" in page
    assert "けがなし👍" in page
    assert says in page or says == "tap"
    yesterday.refresh_from_db()
    assert yesterday.state == State.APPROVED


@pytest.mark.parametrize("facts", [{"days": 1}, {"days": -1, "state": State.CANCELLED}])
def test_what_did_not_take_place_is_not_reported(
    facts: dict[str, object], make_date: MakeDate, organizer_soda: User
) -> None:
    booking = make_date(**facts)
    with pytest.raises(Refused):
        count_people(by=organizer_soda, booking=booking, band="adult")
    assert not Report.objects.exists()


def test_another_groups_organizer_finds_no_such_page(
    yesterday: Booking, kazama: User, sign_in: SignIn
) -> None:
    assert sign_in(kazama).get(address_of(yesterday)).status_code == 404
    with pytest.raises(Refused):
        count_people(by=kazama, booking=yesterday, band="adult")


def test_a_report_that_is_three_days_late_stands_on_top_for_staff(
    make_date: MakeDate, aoki: User, sign_in: SignIn
) -> None:
    make_date(-3), make_date(-2), make_date(0)
    assert [booking.day for booking in queries.reports_late(TODAY)] == [TODAY - timedelta(days=3)]
    assert len(queries.reports_due()) == 2
    page = sign_in(aoki).get(reverse("report_list")).content.decode()
    assert page.index("11月22日") < page.index("これから届く報告") < page.index("11月23日")


@given(st.lists(st.tuples(st.sampled_from(COUNTS), st.sampled_from([1, -1, 500])), max_size=30))
def test_a_count_is_never_below_nobody_nor_above_the_most(steps: list[tuple[str, int]]) -> None:
    from sengetsu.living_room.usage.report_actions import _write

    report, counted = Report(), dict.fromkeys(COUNTS, 0)
    for band, step in steps:
        _write(report, {band: step}, None, "")
        counted[band] = min(MOST, max(0, counted[band] + step))
    assert {band: getattr(report, band) for band in COUNTS} == counted
    assert [getattr(report, name) for name in WORDS] == ["", ""]


@pytest.mark.parametrize("number", [1, 15])
def test_the_list_asks_the_same_number_of_questions(
    number: int,
    make_date: MakeDate,
    aoki: User,
    organizer_soda: User,
    sign_in: SignIn,
    django_assert_max_num_queries: object,
) -> None:
    for day in range(1, 1 + number):
        make_date(-day)
        save_report(by=organizer_soda, booking=make_date(-day), steps={"adult": day}, send=True)
    client = sign_in(aoki)
    with django_assert_max_num_queries(20):  # type: ignore[operator]
        client.get(reverse("report_list"))


def test_an_organizer_finds_what_is_to_be_reported_beside_the_bookings(
    make_date: MakeDate, organizer_soda: User, kazama: User, sign_in: SignIn
) -> None:
    addresses = [address_of(make_date(-day)) for day in range(1, 6)]
    page = sign_in(organizer_soda).get(reverse("booking_list")).content.decode()
    assert all(address in page for address in addresses)
    assert page.index(addresses[0]) < page.index("まえの2日も見る") < page.index(addresses[4])
    assert "利用報告を待っている日" not in sign_in(kazama).get(reverse("booking_list")).content.decode()
