"""Two people at one date's money, with real commits: nothing overwritten, no number lost or given twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from sengetsu.accounts.models import User
from sengetsu.audit.verification import verify
from sengetsu.base.seen import seen_in
from sengetsu.living_room.bookings.models import Booking
from sengetsu.living_room.fees.models import Fee, PaymentNotice, SalesReport
from sengetsu.living_room.fees.queries import facts_of_last_report
from sengetsu.living_room.fees.settling_actions import mark_paid, report_sales
from sengetsu.living_room.groups.models import Group

from .shops import shop_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("tenth")]
TODAY = date(2026, 11, 25)
NOTHING_YET = seen_in(facts_of_last_report(None))


def together(*acts: Callable[[], object]) -> list[str]:
    """Run the acts at once, each with a connection of its own; what each was told ("" for done)."""
    start = Barrier(len(acts))

    def run(act: Callable[[], object]) -> str:
        try:
            start.wait(timeout=20)
            act()
        except ValidationError as refusal:
            return refusal.messages[0]
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_numbers_have_no_gap_and_no_twin_when_six_report_at_once(aoki: User, bakers: Group) -> None:
    shops = [shop_of(bakers, TODAY - timedelta(days=days)) for days in range(3, 9)]

    def report(shop: Booking) -> Callable[[], object]:
        return lambda: report_sales(by=aoki, booking=shop, sales=9_000)

    assert together(*(report(shop) for shop in shops)) == [""] * 6
    assert sorted(PaymentNotice.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]
    assert verify().fault is None


def test_of_two_who_mark_a_payment_one_does_and_one_hears_of_it(
    aoki: User, mori: User, shop: Booking
) -> None:
    report_sales(by=aoki, booking=shop, sales=9_000)
    notice = PaymentNotice.objects.get()
    told = together(
        lambda: mark_paid(by=aoki, notice=notice, paid_on=TODAY),
        lambda: mark_paid(by=mori, notice=notice, paid_on=TODAY),
    )
    assert sorted(bool(sentence) for sentence in told) == [False, True]
    assert "もう納入の印がついています" in "".join(told)


def test_of_two_first_reports_one_counts(aoki: User, organizer_soda: User, shop: Booking) -> None:
    told = together(
        lambda: report_sales(by=aoki, booking=shop, sales=9_000, seen=NOTHING_YET),
        lambda: report_sales(by=organizer_soda, booking=shop, sales=8_000, seen=NOTHING_YET),
    )
    assert sorted(bool(sentence) for sentence in told) == [False, True]
    assert SalesReport.objects.count() == Fee.objects.count() == PaymentNotice.objects.count() == 1


def test_a_correction_and_a_payment_at_once_end_in_one_true_account(
    aoki: User, mori: User, shop: Booking
) -> None:
    report_sales(by=aoki, booking=shop, sales=9_000)
    first = PaymentNotice.objects.get()
    told = together(
        lambda: report_sales(by=aoki, booking=shop, sales=12_000, reason="レジ"),
        lambda: mark_paid(by=mori, notice=first, paid_on=TODAY),
    )
    first.refresh_from_db()
    second = PaymentNotice.objects.get(number=2)
    # Whoever came first: what was received is counted once, and the rest is what the second notice asks for.
    assert second.already_paid == first.received == (900 if first.paid_at else 0)
    assert second.already_paid + second.to_pay == 1200
    assert bool(first.paid_at) != any("訂正されました" in sentence for sentence in told)
