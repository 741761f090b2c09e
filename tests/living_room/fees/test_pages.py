"""The pages of fees as people send them: organizers on the phone, staff at the desk."""

import re
from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from pypdf import PdfReader

from sengetsu.accounts.models import User
from sengetsu.living_room.bookings.models import Booking
from sengetsu.living_room.fees.models import Fee, FeeRule, PaymentNotice, SalesReport
from sengetsu.living_room.fees.settling_actions import mark_paid, report_sales
from sengetsu.living_room.groups.models import Group
from tests.people import SignIn

from .shops import group_of, shop_of

pytestmark = pytest.mark.django_db


def sales_of(booking: Booking) -> str:
    return f"/bookings/dates/{booking.public_id}/sales/"


def fee_of(booking: Booking) -> str:
    return f"/bookings/dates/{booking.public_id}/fee/"


def paper_of(notice: PaymentNotice) -> str:
    return f"/bookings/notices/{notice.public_id}/"


def hidden(page: str) -> dict[str, str]:
    """What the second look carries along."""
    fields = re.findall(r'<input type="hidden" name="([a-z_]+)" value="([^"]*)"', page)
    return {name: value for name, value in fields if name != "csrfmiddlewaretoken"}


def look(client: Client, booking: Booking, **typed: str) -> str:
    form = client.get(sales_of(booking)).context["form"]
    carried = {name: form[name].value() for name in ("once_key", "seen")}
    sent = {**carried, "step": "look", **typed}
    return str(client.post(sales_of(booking), sent).content.decode())


def read(pdf: bytes) -> str:
    """The words of a paper, without the ends of its lines."""
    return "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).replace("\n", "")


def test_a_report_is_looked_at_before_it_is_sent(
    organizer_soda: User, shop: Booking, sign_in: SignIn
) -> None:
    client = sign_in(organizer_soda)
    page = look(client, shop, sales="１２，３４５円", customers="31", note="完売\nうれしい")
    assert "12,345円 × 10% ＝ 1,234.5円" in page
    assert "10円未満は切り捨て → 1,230円" in page
    assert not SalesReport.objects.exists()
    answer = client.post(sales_of(shop), {**hidden(page), "note": "完売\nうれしい", "step": "send"})
    assert answer["Location"] == fee_of(shop)
    report = SalesReport.objects.get()
    assert (report.sales, report.customers, report.note) == (12_345, 31, "完売\nうれしい")
    assert "1,230円" in client.get(fee_of(shop)).content.decode()


def test_a_report_sent_twice_is_one_report(organizer_soda: User, shop: Booking, sign_in: SignIn) -> None:
    client = sign_in(organizer_soda)
    sent = {**hidden(look(client, shop, sales="9000")), "step": "send"}
    assert client.post(sales_of(shop), sent)["Location"] == client.post(sales_of(shop), sent)["Location"]
    assert SalesReport.objects.count() == Fee.objects.count() == PaymentNotice.objects.count() == 1


def test_writing_again_loses_nothing(organizer_soda: User, shop: Booking, sign_in: SignIn) -> None:
    client = sign_in(organizer_soda)
    page = look(client, shop, sales="9,000", note="雨でした")
    again = client.post(sales_of(shop), {**hidden(page), "step": "edit"}).content.decode()
    assert 'value="9,000"' in again
    assert "雨でした" in again
    assert not SalesReport.objects.exists()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "書いてください。"),
        ("🍞", "金額として読めません"),
        ("-5", "マイナスの金額は書けません"),
        ("12.5", "小数は書けません"),
        ("999999999999", "99,999,999円までです"),
    ],
)
@pytest.mark.parametrize("step", ["look", "send", "edit"])
def test_sales_that_are_no_amount_are_answered_beside_the_field(
    organizer_soda: User, shop: Booking, sign_in: SignIn, typed: str, sentence: str, step: str
) -> None:
    sent = {"sales": typed, "note": "消えない", "step": step}
    page = sign_in(organizer_soda).post(sales_of(shop), sent).content.decode()
    assert sentence in page
    assert "消えない" in page
    assert not SalesReport.objects.exists()


def test_a_correction_says_what_it_does_and_asks_why(
    organizer_soda: User, shop: Booking, sign_in: SignIn
) -> None:
    report_sales(by=organizer_soda, booking=shop, sales=12_345)
    client = sign_in(organizer_soda)
    page = client.get(sales_of(shop)).content.decode()
    assert "2026年度 第1号" in page
    assert 'value="12,345"' in page
    assert "書いてください。" in look(client, shop, sales="21000")
    looked = look(client, shop, sales="21000", reason="レジ")
    client.post(sales_of(shop), {**hidden(looked), "step": "send"})
    assert SalesReport.objects.count() == 2


def test_the_paper_says_all_that_is_needed_in_both_eras(
    organizer_soda: User, shop: Booking, sign_in: SignIn
) -> None:
    report_sales(by=organizer_soda, booking=shop, sales=12_345)
    answer = sign_in(organizer_soda).get(paper_of(PaymentNotice.objects.get()))
    assert answer["Content-Type"] == "application/pdf"
    told = read(answer.content)
    for words in (
        "納入通知書",
        "令和8年度（2026年度） 第1号",
        "令和8年（2026年）11月25日（水）",
        "こむぎベーカリー 御中",
        "12,345円 × 10% ＝ 1,234.5円",
        "1,230円",
        "令和8年（2026年）12月25日（金）",
    ):
        assert words in told, words


def test_an_old_paper_stays_with_staff_and_says_that_it_was_the_first(
    organizer_soda: User, aoki: User, shop: Booking, sign_in: SignIn
) -> None:
    report_sales(by=organizer_soda, booking=shop, sales=12_345)
    report_sales(by=organizer_soda, booking=shop, sales=21_000, reason="レジの数えまちがい")
    first, second = PaymentNotice.objects.order_by("number")
    organizer, staff = sign_in(organizer_soda), sign_in(aoki)
    assert organizer.get(paper_of(first)).status_code == 404
    assert "1,230円" in read(staff.get(paper_of(first)).content)
    corrected = read(organizer.get(paper_of(second)).content)
    assert "訂正するものです" in corrected
    assert "令和8年度（2026年度） 第1号" in corrected
    assert "レジの数えまちがい" in corrected
    assert paper_of(first) in staff.get(fee_of(shop)).content.decode()
    assert paper_of(first) not in organizer.get(fee_of(shop)).content.decode()


def test_what_people_typed_is_never_source_of_the_paper(
    organizer_soda: User, tenth: FeeRule, sign_in: SignIn
) -> None:
    shop = shop_of(group_of(organizer_soda, name="#panic() *x* 髙橋"), title='"}] #read("/x") 🍞')
    report_sales(by=organizer_soda, booking=shop, sales=1)
    told = read(sign_in(organizer_soda).get(paper_of(PaymentNotice.objects.get())).content)
    assert "#panic() *x* 髙橋 御中" in told


def test_an_organizer_sees_the_own_groups_money_only(
    organizer_soda: User, shop: Booking, sign_in: SignIn
) -> None:
    other = shop_of(group_of(name="喫茶みなみ"), title="珈琲の日")
    shop_of(shop.application.group, date(2026, 3, 31), title="決まりの前の日")
    report_sales(by=organizer_soda, booking=shop, sales=9000)
    client = sign_in(organizer_soda)
    page = client.get("/bookings/fees/").content.decode()
    assert "パンの日" in page
    assert "珈琲の日" not in page
    assert "決まりの前の日" not in page
    assert client.get(fee_of(other)).status_code == client.get(sales_of(other)).status_code == 404


def test_staff_see_what_waits_and_write_a_payment(
    aoki: User, organizer_soda: User, bakers: Group, shop: Booking, sign_in: SignIn
) -> None:
    late = shop_of(bakers, date(2026, 11, 8), title="秋のパン")
    report_sales(by=organizer_soda, booking=shop, sales=12_345)
    client = sign_in(aoki)
    page = client.get("/place/fees/")
    assert [row.booking for row in page.context["to_do"].late] == [late]
    assert [row.booking for row in page.context["to_do"].unpaid] == [shop]
    notice = PaymentNotice.objects.get()
    path = f"/place/fees/notices/{notice.public_id}/paid/"
    assert 'value="令和8年11月25日"' in client.get(path).content.decode()
    assert client.post(path, {"paid_on": "R8.11.24"}).status_code == 302
    again = client.post(path, {"paid_on": "R8.11.24"}).content.decode()
    assert "もう納入の印がついています" in again
    assert not client.get("/place/fees/").context["to_do"].unpaid
    client.post(f"/place/fees/notices/{notice.public_id}/unpaid/")
    notice.refresh_from_db()
    assert notice.paid_at is None


def test_a_paid_date_offers_an_organizer_no_correction(
    organizer_soda: User, aoki: User, shop: Booking, sign_in: SignIn
) -> None:
    report_sales(by=organizer_soda, booking=shop, sales=12_345)
    mark_paid(by=aoki, notice=PaymentNotice.objects.get(), paid_on=date(2026, 11, 25))
    client = sign_in(organizer_soda)
    assert "もう納めていただきました" in client.get(sales_of(shop)).content.decode()
    client.post(sales_of(shop), {"sales": "1", "reason": "x", "step": "send"})
    assert SalesReport.objects.count() == 1


def test_a_colleague_who_reports_at_the_same_time_sees_the_first_report(
    organizer_soda: User, aoki: User, shop: Booking, sign_in: SignIn
) -> None:
    client = sign_in(organizer_soda)
    sent = {**hidden(look(client, shop, sales="9000")), "step": "send"}
    report_sales(by=aoki, booking=shop, sales=8000)
    page = client.post(sales_of(shop), sent)
    assert "8,000円（青木 しおり）" in page.content.decode()
    next_look = client.post(sales_of(shop), {**sent, **hidden(page.content.decode()), "step": "look"})
    assert "訂正のわけ" in next_look.content.decode()
    assert SalesReport.objects.count() == 1
