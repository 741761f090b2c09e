"""Keys: named before the date, handed over, back the day after; and dates without a holder are in sight."""

from datetime import time

import pytest
import time_machine
from django.urls import reverse

from sengetsu.accounts.access import Refused
from sengetsu.accounts.models import User
from sengetsu.audit.models import Entry
from sengetsu.living_room.bookings.choices import State, Verdict
from sengetsu.living_room.bookings.models import Booking
from sengetsu.living_room.usage import queries
from sengetsu.living_room.usage.actions import hand_key, name_key_holder, take_key_back, undo_key
from sengetsu.living_room.usage.models import KeyLoan
from tests.people import SignIn

from .conftest import TODAY, MakeDate

pytestmark = pytest.mark.django_db
SODA = {"holder_name": "早田 空", "holder_phone": "090-0000-0001"}


@pytest.fixture
def named(make_date: MakeDate, organizer_soda: User) -> Booking:
    """The day after tomorrow; soda holds the key."""
    booking = make_date(2)
    name_key_holder(by=organizer_soda, booking=booking, facts=SODA)
    return booking


def test_a_date_out_of_hours_without_a_holder_is_on_the_ledger_until_one_is_named(
    make_date: MakeDate, organizer_soda: User, aoki: User, sign_in: SignIn
) -> None:
    booking = make_date(3)
    make_date(4, verdict=Verdict.OK)
    make_date(5, state=State.CANCELLED)
    make_date(0, starts=time(8), ends=time(9))  # over since an hour
    make_date(60)  # nobody's worry yet
    assert list(queries.dates_without_key_holder()) == [booking]
    address = reverse("key_name", args=[booking.public_id])
    assert address in sign_in(aoki).get(reverse("key_list")).content.decode()
    name_key_holder(by=organizer_soda, booking=booking, facts=SODA)
    assert list(queries.dates_without_key_holder()) == []
    assert list(queries.keys_to_hand()) == [booking]


def test_one_that_waits_for_approval_is_on_the_ledger_too(make_date: MakeDate) -> None:
    booking = make_date(3, state=State.WAITING)
    assert list(queries.dates_without_key_holder()) == [booking]


def test_a_whole_series_is_named_in_one_go_and_who_was_named_stays(
    make_date: MakeDate, organizer_soda: User
) -> None:
    first, second, third = make_date(1), make_date(8), make_date(15)
    name_key_holder(by=organizer_soda, booking=second, facts={"holder_name": "原 和子"})
    assert name_key_holder(by=organizer_soda, booking=first, facts=SODA, with_others=True) == 2
    assert [loan.holder_name for loan in KeyLoan.objects.order_by("booking__day")] == [
        "早田 空",
        "原 和子",
        "早田 空",
    ]
    assert queries.loan_of(third) is not None


def test_somebody_of_another_group_names_nobody(make_date: MakeDate, kazama: User) -> None:
    with pytest.raises(Refused):
        name_key_holder(by=kazama, booking=make_date(3), facts=SODA)


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"verdict": Verdict.OK}, "開いている時間の中"),
        ({"state": State.DECLINED}, "不許可"),
    ],
)
def test_where_no_key_is_needed_none_is_named(
    facts: dict[str, str], says: str, make_date: MakeDate, aoki: User
) -> None:
    with pytest.raises(Refused, match=says):
        name_key_holder(by=aoki, booking=make_date(3, **facts), facts=SODA)


def test_a_key_goes_out_and_comes_back_with_a_trace(named: Booking, aoki: User, ogawa: User) -> None:
    hand_key(by=aoki, booking=named)
    assert [loan.booking for loan in queries.keys_out()] == [named]
    take_key_back(by=ogawa, booking=named)
    loan = KeyLoan.objects.get()
    assert (loan.handed_by, loan.received_by) == (aoki, ogawa)
    assert list(queries.keys_out()) == []
    assert Entry.objects.filter(thing="key_loan", thing_id=str(named.pk)).count() == 3


def test_no_key_goes_out_without_a_holder_or_before_the_approval(
    make_date: MakeDate, organizer_soda: User, aoki: User
) -> None:
    with pytest.raises(Refused, match="鍵を持つ人を決めて"):
        hand_key(by=aoki, booking=make_date(3))
    waiting = make_date(4, state=State.WAITING)
    name_key_holder(by=organizer_soda, booking=waiting, facts=SODA)
    with pytest.raises(Refused, match="申請中"):
        hand_key(by=aoki, booking=waiting)


def test_a_second_tap_says_who_has_it(named: Booking, aoki: User, ogawa: User) -> None:
    hand_key(by=aoki, booking=named)
    with pytest.raises(Refused, match="もう早田 空さんに"):
        hand_key(by=ogawa, booking=named)
    take_key_back(by=aoki, booking=named)
    with pytest.raises(Refused, match="もう返って"):
        take_key_back(by=ogawa, booking=named)


def test_an_organizer_hands_no_key_over(named: Booking, organizer_soda: User) -> None:
    with pytest.raises(Refused):
        hand_key(by=organizer_soda, booking=named)


def test_a_key_that_is_not_back_the_day_after_stands_on_top(
    named: Booking, aoki: User, sign_in: SignIn, november: time_machine.Traveller
) -> None:
    hand_key(by=aoki, booking=named)
    assert list(queries.keys_overdue(TODAY)) == []
    november.move_to("2026-11-28 09:00+09:00")
    assert [loan.booking for loan in queries.keys_overdue(named.day.replace(day=28))] == [named]
    page = sign_in(aoki).get(reverse("key_list")).content.decode()
    assert page.index("まだ返っていない鍵") < page.index("早田 空") < page.index("いま、外にある鍵")


def test_a_key_that_is_out_stays_on_the_ledger_when_the_date_is_called_off(
    named: Booking, aoki: User
) -> None:
    hand_key(by=aoki, booking=named)
    Booking.objects.filter(pk=named.pk).update(state=State.CANCELLED)
    assert [loan.booking for loan in queries.keys_out()] == [named]
    take_key_back(by=aoki, booking=named)


def test_a_wrong_tap_is_taken_back_within_fifteen_minutes(
    named: Booking, aoki: User, november: time_machine.Traveller
) -> None:
    hand_key(by=aoki, booking=named)
    take_key_back(by=aoki, booking=named)
    undo_key(by=aoki, booking=named)
    assert [loan.booking for loan in queries.keys_out()] == [named]
    undo_key(by=aoki, booking=named)
    assert list(queries.keys_to_hand()) == [named]
    hand_key(by=aoki, booking=named)
    november.shift(16 * 60)
    with pytest.raises(Refused, match="15分"):
        undo_key(by=aoki, booking=named)


def test_an_organizer_names_somebody_on_the_page_and_keeps_the_house_notes(
    named: Booking, organizer_soda: User, sign_in: SignIn
) -> None:
    KeyLoan.objects.update(key_label="3番")
    client = sign_in(organizer_soda)
    address = reverse("key_name", args=[named.public_id])
    assert "鍵の番号" not in client.get(address).content.decode()
    client.post(address, {"holder_name": "原 和子", "holder_phone": "０９０−００００−０００２"})
    loan = KeyLoan.objects.get()
    assert (loan.holder_name, loan.holder_phone, loan.key_label) == ("原 和子", "090-0000-0002", "3番")


@pytest.mark.parametrize("number", [1, 12])
def test_the_ledger_asks_the_same_number_of_questions(
    number: int, make_date: MakeDate, aoki: User, sign_in: SignIn, django_assert_max_num_queries: object
) -> None:
    for day in range(1, 1 + number):
        make_date(day)
        name_key_holder(by=aoki, booking=make_date(day, verdict=Verdict.HOLIDAY), facts=SODA)
        out = make_date(day, verdict=Verdict.CLOSED)
        name_key_holder(by=aoki, booking=out, facts=SODA)
        hand_key(by=aoki, booking=out)
    client = sign_in(aoki)
    with django_assert_max_num_queries(20):  # type: ignore[operator]
        client.get(reverse("key_list"))
