"""The staff's list: what waits for whom, sums by month, a file, and the reminder that comes once."""

import csv
import io
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.audit.models import Entry
from sengetsu.living_room.bookings.choices import Purpose
from sengetsu.living_room.bookings.models import Booking
from sengetsu.living_room.fees.actions import grant_waiver
from sengetsu.living_room.fees.choices import Stage
from sengetsu.living_room.fees.ledger import fiscal_years, rows, settled_in, sums_of, to_do
from sengetsu.living_room.fees.models import FeeRule, PaymentNotice, Waiver
from sengetsu.living_room.fees.reminders import remind, settle_what_is_free
from sengetsu.living_room.fees.settling_actions import mark_paid, report_sales, settle
from sengetsu.living_room.groups.models import Group
from sengetsu.living_room.notices.models import Notice
from sengetsu.living_room.spaces.models import Venue
from tests.people import SignIn

from .shops import FIXED, FREE, application_of, date_of, group_of, rule_of, shop_of, the_venue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tenth")]
TODAY = date(2026, 11, 25)


def stage_of(booking: Booking) -> Stage:
    [row] = rows(the_venue(), Booking.objects.filter(pk=booking.pk))
    return row.stage


def test_every_date_stands_where_it_stands(aoki: User, bakers: Group, shop: Booking) -> None:
    rule_of(FREE, Purpose.STUDY)
    rule_of(FIXED, Purpose.MEETING)
    study = date_of(application_of(bakers, Purpose.STUDY))
    meeting = date_of(application_of(bakers, Purpose.MEETING))
    assert [stage_of(one) for one in (shop, study, meeting)] == [Stage.LATE, Stage.OPEN, Stage.OPEN]
    waiting = to_do(the_venue())
    assert [row.booking for row in waiting.free] == [study]
    assert [row.booking for row in waiting.open] == [meeting]
    report_sales(by=aoki, booking=shop, sales=12_345)
    settle(by=aoki, booking=study)
    assert [stage_of(one) for one in (shop, study)] == [Stage.UNPAID, Stage.FREE]
    mark_paid(by=aoki, notice=PaymentNotice.objects.get(), paid_on=TODAY)
    assert stage_of(shop) == Stage.PAID
    report_sales(by=aoki, booking=shop, sales=6_000, reason="レジ")
    assert stage_of(shop) == Stage.REFUND
    assert [row.booking for row in to_do(the_venue()).refund] == [shop]


def test_dates_before_the_first_rule_or_without_one_are_nobodys_debt(bakers: Group) -> None:
    shop_of(bakers, date(2026, 3, 31))
    date_of(application_of(bakers, Purpose.SALON))
    assert to_do(the_venue()).number == 0


def test_a_report_is_late_after_the_days_that_the_town_gives(bakers: Group) -> None:
    for days in (3, 4):
        shop_of(bakers, TODAY - timedelta(days=days))
    late = {row.booking.day: row.is_late for row in to_do(the_venue()).late}
    assert late == {date(2026, 11, 21): True, date(2026, 11, 22): False}


def test_the_row_says_why_it_is_free(aoki: User, bakers: Group, shop: Booking) -> None:
    full = Waiver.objects.create(venue=the_venue(), name="災害", rate=10_000, first_day=date(2026, 4, 1))
    grant_waiver(by=aoki, waiver=full, group=bakers, reason="大雨")
    report_sales(by=aoki, booking=shop, sales=12_345)
    [row] = rows(the_venue(), settled_in(the_venue(), 2026))
    assert (row.stage, row.why) == (Stage.FREE, "災害（全額）")


def test_sums_are_by_day_of_use_and_count_each_date_once(aoki: User, bakers: Group, shop: Booking) -> None:
    october = shop_of(bakers, date(2026, 10, 4))
    report_sales(by=aoki, booking=october, sales=10_000)
    report_sales(by=aoki, booking=shop, sales=12_345)
    mark_paid(by=aoki, notice=PaymentNotice.objects.get(fee__booking=shop), paid_on=TODAY)
    report_sales(by=aoki, booking=shop, sales=21_000, reason="レジ")
    months, total = sums_of(the_venue(), 2026)
    assert [(month, sums.fee, sums.received) for month, sums in months] == [
        (date(2026, 11, 1), 2100, 1230),
        (date(2026, 10, 1), 1000, 0),
    ]
    assert (total.dates, total.sales, total.fee, total.received, total.open) == (2, 31_000, 3100, 1230, 1870)
    assert sums_of(the_venue(), 2025)[0] == []
    assert fiscal_years(the_venue()) == [2026]


def test_the_list_takes_as_many_queries_for_thirty_dates_as_for_one(
    aoki: User, bakers: Group, sign_in: SignIn, django_assert_max_num_queries: Any
) -> None:
    client = sign_in(aoki)
    counts = []
    for number in (1, 29):
        for days in range(number):
            shop = shop_of(bakers, TODAY - timedelta(days=5 + days + number))
            report_sales(by=aoki, booking=shop, sales=9_000)
            shop_of(bakers, TODAY - timedelta(days=5 + days + number))
        with django_assert_max_num_queries(60) as captured:
            client.get("/place/fees/")
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_the_file_is_safe_for_a_spreadsheet_and_leaves_a_trace(
    aoki: User, organizer_soda: User, sign_in: SignIn
) -> None:
    shop = shop_of(group_of(organizer_soda, name="=HYPERLINK(1)"), title="@菓子の日")
    report_sales(by=aoki, booking=shop, sales=12_345, customers=31)
    mark_paid(by=aoki, notice=PaymentNotice.objects.get(), paid_on=TODAY)
    report_sales(by=aoki, booking=shop, sales=6_000, reason="レジ")
    answer = sign_in(aoki).get("/place/fees/csv/?year=2026")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    head, line = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    told = dict(zip(head, line, strict=True))
    assert (told["団体・申請者"], told["内容"]) == ("'=HYPERLINK(1)", "'@菓子の日")
    assert (told["料金（円）"], told["納める額（円）"], told["訂正前の通知番号"]) == (
        "600",
        "-630",
        "2026年度 第1号",
    )
    assert Entry.objects.latest("sequence").thing == "fee_export"


@pytest.mark.parametrize("year", ["", "abc", "99999", "0", "２０２６", "-1"])
def test_a_year_that_is_none_is_this_one(aoki: User, sign_in: SignIn, year: str) -> None:
    assert sign_in(aoki).get(f"/place/fees/?year={year}").context["year"] == 2026


def test_a_late_report_is_asked_for_once(organizer_soda: User, mori: User, bakers: Group) -> None:
    group_of(mori)
    shop = shop_of(bakers, TODAY - timedelta(days=4))
    assert remind(by=None, now=timezone.now()) == 2
    assert remind(by=None, now=timezone.now()) == 0
    told = Notice.objects.get(user=organizer_soda)
    assert told.path == f"/bookings/dates/{shop.public_id}/sales/"
    with time_machine.travel("2026-12-24T10:00:00+09:00", tick=False):
        assert remind(by=None, now=timezone.now()) == 0


def test_nobody_is_asked_too_early_or_for_what_is_there(aoki: User, bakers: Group) -> None:
    shop_of(bakers, TODAY - timedelta(days=3))
    reported = shop_of(bakers, TODAY - timedelta(days=9))
    report_sales(by=aoki, booking=reported, sales=1000)
    rule_of(FREE, Purpose.STUDY)
    date_of(application_of(bakers, Purpose.STUDY), TODAY - timedelta(days=9))
    assert remind(by=None, now=timezone.now()) == 0


def test_who_has_no_account_is_asked_by_mail(aoki: User) -> None:
    shop_of(None, TODAY - timedelta(days=9), contact_name="南", contact_email="minami@example.jp")
    shop_of(None, TODAY - timedelta(days=8), contact_name="電話だけの人")
    assert remind(by=None, now=timezone.now()) == 1
    told = Notice.objects.get()
    assert (told.address, told.path) == ("minami@example.jp", "")
    assert "電話か窓口" in told.text


def test_a_report_that_comes_takes_the_reminder_back(organizer_soda: User, bakers: Group) -> None:
    shop = shop_of(bakers, TODAY - timedelta(days=9))
    remind(by=None, now=timezone.now())
    report_sales(by=organizer_soda, booking=shop, sales=1000)
    assert Notice.objects.get(key__startswith="sales-report-late").withdrawn_at is not None


def test_what_is_free_is_settled_by_the_worker_without_a_word(bakers: Group) -> None:
    rule_of(FREE, Purpose.STUDY)
    study = date_of(application_of(bakers, Purpose.STUDY))
    assert settle_what_is_free(by=None, now=timezone.now()) == 0
    assert stage_of(study) == Stage.FREE
    assert not Notice.objects.exists()


def test_the_money_of_another_venue_is_on_its_own_list(aoki: User, shop: Booking, sign_in: SignIn) -> None:
    other = Venue.objects.create(name="月見", reading="つきみ", address="一丁目1")
    client = sign_in(aoki)
    assert client.get("/place/fees/").context["to_do"].late
    assert not client.get(f"/place/fees/?venue={other.pk}").context["to_do"].late
    page = client.get(f"/place/fees/rules/?venue={other.pk}").content.decode()
    assert f"/place/fees/rules/trial_shop/?venue={other.pk}" in page
    sent = {"valid_from": "R8.4.1", "kind": "free", "rounding": "down", "unit": "1", "step": "send"}
    client.post(f"/place/fees/rules/salon/?venue={other.pk}", sent)
    assert FeeRule.objects.get(purpose=Purpose.SALON).venue == other
