"""From a sales report to a 納入通知 that is paid; corrections keep what they correct."""

from datetime import date, time, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from sengetsu.accounts.access import Refused
from sengetsu.accounts.models import User
from sengetsu.audit.models import Entry
from sengetsu.base.seen import Stale, seen_in
from sengetsu.living_room.bookings.choices import Purpose, State
from sengetsu.living_room.bookings.models import Booking
from sengetsu.living_room.fees.actions import add_rule, grant_waiver
from sengetsu.living_room.fees.models import Fee, FeeRule, FeeSettings, PaymentNotice, SalesReport, Waiver
from sengetsu.living_room.fees.queries import facts_of_last_report
from sengetsu.living_room.fees.settling_actions import (
    mark_paid,
    report_sales,
    settle,
    settle_free,
    strike_fee,
    unmark_paid,
)
from sengetsu.living_room.groups.models import Group
from sengetsu.living_room.notices.models import Notice
from sengetsu.living_room.spaces.models import OpeningHours, YearlyClosure

from .shops import FIXED, FREE, LAST_SUNDAY, application_of, date_of, rule_of, shop_of, the_venue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tenth")]
TODAY = date(2026, 11, 25)


def numbers() -> list[int]:
    return list(PaymentNotice.objects.order_by("pk").values_list("number", flat=True))


def half(group: Group, by: User) -> None:
    row = Waiver.objects.create(venue=the_venue(), name="市の後援", rate=5000, first_day=date(2026, 4, 1))
    grant_waiver(by=by, waiver=row, group=group, reason="後援の承認")


def test_a_report_becomes_a_fee_and_a_notice_in_one_act(organizer_soda: User, shop: Booking) -> None:
    report_sales(by=organizer_soda, booking=shop, sales=12_345, customers=31, note="完売")
    fee = Fee.objects.get()
    notice = PaymentNotice.objects.get()
    assert (fee.amount, fee.trial_number, fee.report.sales if fee.report else 0) == (1230, 1, 12_345)
    assert ["割合", "12,345円 × 10% ＝ 1,234.5円"] in fee.steps
    assert (notice.fiscal_year, notice.number, notice.to_pay) == (2026, 1, 1230)
    assert notice.due_on == TODAY + timedelta(days=30)
    assert notice.facts["addressee"] == "こむぎベーカリー 御中"
    assert {entry.thing for entry in Entry.objects.all()} >= {"fee", "sales_report"}


def test_the_organizers_hear_of_the_notice_without_the_amount(organizer_soda: User, shop: Booking) -> None:
    report_sales(by=organizer_soda, booking=shop, sales=12_345)
    told = Notice.objects.get(user=organizer_soda)
    assert "1,230" not in told.text + told.subject
    assert told.path == f"/bookings/dates/{shop.public_id}/fee/"


def test_numbers_run_without_a_gap_and_begin_again_with_the_fiscal_year(
    aoki: User, bakers: Group, shop: Booking
) -> None:
    for day in (date(2026, 11, 1), date(2026, 11, 8)):
        report_sales(by=aoki, booking=shop_of(bakers, day), sales=9000)
    with pytest.raises(ValidationError):
        report_sales(by=aoki, booking=shop, sales=9000, shown=1)
    report_sales(by=aoki, booking=shop, sales=9000)
    assert numbers() == [1, 2, 3]
    spring = shop_of(bakers, date(2027, 4, 4))
    with time_machine.travel("2027-04-05T10:00:00+09:00", tick=False):
        report_sales(by=aoki, booking=spring, sales=9000)
    assert PaymentNotice.objects.get(fiscal_year=2027).number == 1


def test_a_correction_keeps_the_old_one_and_names_it(organizer_soda: User, shop: Booking) -> None:
    report_sales(by=organizer_soda, booking=shop, sales=12_345)
    report_sales(by=organizer_soda, booking=shop, sales=21_000, reason="レジの数えまちがい")
    first, second = PaymentNotice.objects.order_by("number")
    assert [report.sales for report in SalesReport.objects.all()] == [21_000, 12_345]
    assert second.corrects == first
    assert second.facts["title"] == "納入通知書（訂正）"
    assert "令和8年度（2026年度） 第1号" in second.facts["corrects"]
    assert first.facts["title"] == "納入通知書"
    assert (first.fee.superseded_at is None, second.fee.amount, second.to_pay) == (False, 2100, 2100)


def test_a_correction_needs_its_reason(organizer_soda: User, shop: Booking) -> None:
    report_sales(by=organizer_soda, booking=shop, sales=12_345)
    with pytest.raises(ValidationError, match="訂正のわけ"):
        report_sales(by=organizer_soda, booking=shop, sales=21_000)
    assert SalesReport.objects.count() == 1


def test_who_reports_second_sees_the_first_report(organizer_soda: User, aoki: User, shop: Booking) -> None:
    seen = seen_in(facts_of_last_report(None))
    report_sales(by=aoki, booking=shop, sales=10_000, seen=seen)
    with pytest.raises(Stale, match="10,000円（青木 しおり）"):
        report_sales(by=organizer_soda, booking=shop, sales=12_000, seen=seen)
    assert SalesReport.objects.count() == 1


def test_a_fee_that_is_not_the_one_shown_is_not_sent(
    organizer_soda: User, aoki: User, bakers: Group, shop: Booking
) -> None:
    half(bakers, aoki)
    with pytest.raises(ValidationError, match="計算が変わりました"):
        report_sales(by=organizer_soda, booking=shop, sales=12_345, shown=1230)
    assert not Fee.objects.exists()
    assert not SalesReport.objects.exists()


def test_a_later_version_of_the_rule_changes_nothing_that_was_settled(
    organizer_soda: User, aoki: User, bakers: Group
) -> None:
    """Not even when the new version begins on the very day that was settled in its morning."""
    shop = shop_of(bakers, TODAY)
    Booking.objects.filter(pk=shop.pk).update(starts=time(7), ends=time(9))
    report_sales(by=organizer_soda, booking=shop, sales=12_345)
    add_rule(by=aoki, venue=the_venue(), purpose=Purpose.TRIAL_SHOP, valid_from=TODAY, terms=FREE)
    assert settle(by=aoki, booking=shop).amount == 1230
    report_sales(by=organizer_soda, booking=shop, sales=21_000, reason="数えまちがい")
    assert Fee.objects.get(superseded_at=None).amount == 2100
    assert Fee.objects.filter(rule__version=2).count() == 0


def test_a_waiver_that_came_later_counts_when_somebody_settles_again(
    organizer_soda: User, aoki: User, bakers: Group, shop: Booking
) -> None:
    report_sales(by=organizer_soda, booking=shop, sales=12_345)
    half(bakers, aoki)
    assert Fee.objects.get(superseded_at=None).amount == 1230
    again = settle(by=aoki, booking=shop, reason="減免の変更")
    assert (again.full, again.amount, again.waived) == (1230, 615, 615)
    assert settle(by=aoki, booking=shop) == again
    assert numbers() == [1, 2]


def test_what_was_paid_before_a_correction_is_counted(
    organizer_soda: User, aoki: User, shop: Booking
) -> None:
    report_sales(by=organizer_soda, booking=shop, sales=12_345)
    mark_paid(by=aoki, notice=PaymentNotice.objects.get(), paid_on=TODAY)
    report_sales(by=aoki, booking=shop, sales=21_000, reason="レジ")
    second = PaymentNotice.objects.get(number=2)
    assert (second.already_paid, second.to_pay) == (1230, 870)
    report_sales(by=aoki, booking=shop, sales=8_000, reason="もう一度")
    third = PaymentNotice.objects.get(number=3)
    assert (third.already_paid, third.to_pay, third.facts["gives_back"]) == (1230, -430, True)
    mark_paid(by=aoki, notice=third, paid_on=TODAY)
    third.refresh_from_db()
    assert third.received == third.fee.amount == 800


def test_what_is_paid_is_corrected_by_staff_only(organizer_soda: User, aoki: User, shop: Booking) -> None:
    report_sales(by=organizer_soda, booking=shop, sales=12_345)
    mark_paid(by=aoki, notice=PaymentNotice.objects.get(), paid_on=TODAY)
    with pytest.raises(Refused, match="もう納めて"):
        report_sales(by=organizer_soda, booking=shop, sales=1, reason="ちがった")


def test_the_second_of_two_who_mark_a_payment_hears_of_the_first(
    organizer_soda: User, aoki: User, mori: User, shop: Booking
) -> None:
    report_sales(by=organizer_soda, booking=shop, sales=12_345)
    notice = PaymentNotice.objects.get()
    mark_paid(by=mori, notice=notice, paid_on=TODAY)
    with pytest.raises(Refused, match="もう納入の印がついています（森 拓海さん）"):
        mark_paid(by=aoki, notice=notice, paid_on=TODAY - timedelta(days=1))
    notice.refresh_from_db()
    assert (notice.paid_by, notice.paid_on) == (mori, TODAY)


def test_a_corrected_notice_is_not_paid_any_more(organizer_soda: User, aoki: User, shop: Booking) -> None:
    report_sales(by=organizer_soda, booking=shop, sales=12_345)
    old = PaymentNotice.objects.get()
    report_sales(by=organizer_soda, booking=shop, sales=21_000, reason="レジ")
    with pytest.raises(Refused, match="新しい通知（2026年度 第2号）"):
        mark_paid(by=aoki, notice=old, paid_on=TODAY)


def test_a_mark_by_mistake_is_taken_back(organizer_soda: User, aoki: User, shop: Booking) -> None:
    report_sales(by=organizer_soda, booking=shop, sales=12_345)
    notice = PaymentNotice.objects.get()
    with pytest.raises(ValidationError, match="これから先の日"):
        mark_paid(by=aoki, notice=notice, paid_on=TODAY + timedelta(days=1))
    mark_paid(by=aoki, notice=notice, paid_on=TODAY)
    unmark_paid(by=aoki, notice=notice)
    notice.refresh_from_db()
    assert (notice.paid_at, notice.received) == (None, 0)
    mark_paid(by=aoki, notice=notice, paid_on=TODAY)
    report_sales(by=aoki, booking=shop, sales=21_000, reason="レジ")
    with pytest.raises(Refused, match="訂正されました"):
        unmark_paid(by=aoki, notice=notice)


def test_taking_nothing_after_all_corrects_the_notice(
    organizer_soda: User, aoki: User, shop: Booking
) -> None:
    report_sales(by=organizer_soda, booking=shop, sales=12_345)
    struck = strike_fee(by=aoki, booking=shop, reason="大雨で開けなかった")
    assert (struck.amount, struck.notice.to_pay, numbers()) == (0, 0, [1, 2])
    assert strike_fee(by=aoki, booking=shop, reason="もう一度") == struck


def test_what_is_free_is_settled_at_once_and_what_costs_waits_for_a_person(
    aoki: User, bakers: Group, shop: Booking
) -> None:
    rule_of(FREE, Purpose.KIDS_CAFETERIA)
    rule_of(FIXED, Purpose.MEETING)
    meal = date_of(application_of(bakers, Purpose.KIDS_CAFETERIA))
    meeting = date_of(application_of(bakers, Purpose.MEETING))
    to_come = date_of(application_of(bakers, Purpose.KIDS_CAFETERIA), TODAY + timedelta(days=1))
    unruled = date_of(application_of(bakers, Purpose.STUDY))
    everything = [meal, meeting, to_come, unruled, shop]
    assert settle_free(by=None, bookings=everything) == 1
    assert settle_free(by=None, bookings=everything) == 0
    assert Fee.objects.get().booking == meal
    assert not PaymentNotice.objects.exists()
    assert settle(by=aoki, booking=meeting).notice.to_pay == 1000


@pytest.mark.parametrize("state", [State.WAITING, State.CANCELLED, State.DECLINED])
def test_a_date_that_did_not_take_place_has_no_report(
    organizer_soda: User, bakers: Group, state: State
) -> None:
    booking = date_of(application_of(bakers), LAST_SUNDAY, state)
    with pytest.raises(Refused, match="売上の報告はいりません"):
        report_sales(by=organizer_soda, booking=booking, sales=100)


def test_a_date_to_come_has_no_report_and_one_that_runs_has(organizer_soda: User, bakers: Group) -> None:
    later = shop_of(bakers, TODAY)
    Booking.objects.filter(pk=later.pk).update(starts=time(10, 30))
    with pytest.raises(Refused, match="まだ始まっていません"):
        report_sales(by=organizer_soda, booking=later, sales=100)
    with time_machine.travel("2026-11-25T13:50:00+09:00", tick=False):
        assert timezone.now() < later.ends_at
        report_sales(by=organizer_soda, booking=later, sales=100)


def test_another_groups_organizer_reports_nothing(commissioner_hara: User, shop: Booking) -> None:
    with pytest.raises(PermissionDenied):
        report_sales(by=commissioner_hara, booking=shop, sales=100)


def test_an_organizer_marks_no_payment(organizer_soda: User, shop: Booking) -> None:
    report_sales(by=organizer_soda, booking=shop, sales=12_345)
    for act in (mark_paid, unmark_paid):
        facts = {"paid_on": TODAY} if act is mark_paid else {}
        with pytest.raises(PermissionDenied):
            act(by=organizer_soda, notice=PaymentNotice.objects.get(), **facts)


def test_without_a_rule_the_report_is_kept_until_there_is_one(organizer_soda: User, aoki: User) -> None:
    rule_of(FREE, Purpose.STUDY)
    FeeRule.objects.filter(purpose=Purpose.TRIAL_SHOP).delete()
    booking = shop_of(None, entered_by=organizer_soda, contact_name="早田")
    report_sales(by=organizer_soda, booking=booking, sales=12_345)
    assert not Fee.objects.exists()
    with pytest.raises(Refused, match="決まりがありません"):
        settle(by=aoki, booking=booking)
    rule_of(FIXED, Purpose.TRIAL_SHOP)
    assert settle(by=aoki, booking=booking).amount == 1000
    assert PaymentNotice.objects.get().facts["addressee"] == "早田 様"


def test_the_notice_says_what_the_town_said(aoki: User, shop: Booking) -> None:
    FeeSettings.objects.create(venue=the_venue(), issuer="北本市長", where_to_pay="窓口で", due_days=14)
    report_sales(by=aoki, booking=shop, sales=12_345)
    notice = PaymentNotice.objects.get()
    assert notice.due_on == TODAY + timedelta(days=14)
    assert (notice.facts["issuer"], notice.facts["where_to_pay"]) == ("北本市長", "窓口で")
    assert "12月9日（水）" in notice.facts["due_on"]
    FeeSettings.objects.update(where_to_pay="振込で")
    notice.refresh_from_db()
    assert notice.facts["where_to_pay"] == "窓口で"


def test_nobody_has_to_pay_on_a_day_on_which_the_place_is_closed(aoki: User, shop: Booking) -> None:
    for weekday in range(5):
        OpeningHours.objects.create(venue=the_venue(), weekday=weekday, opens=time(9), closes=time(17))
    YearlyClosure.objects.create(venue=the_venue(), from_month=12, from_day=29, to_month=1, to_day=3)
    FeeSettings.objects.create(venue=the_venue(), due_days=34)
    report_sales(by=aoki, booking=shop, sales=12_345)
    assert PaymentNotice.objects.get().due_on == date(2027, 1, 4)
