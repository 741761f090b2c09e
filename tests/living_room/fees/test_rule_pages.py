"""Rules, waivers and the words of notices, as staff write them."""

import re
from datetime import date

import pytest
from django.test import Client

from sengetsu.accounts.models import User
from sengetsu.living_room.bookings.models import Booking
from sengetsu.living_room.demo import load_demo
from sengetsu.living_room.fees.models import Fee, FeeRule, FeeSettings, Waiver, WaiverGrant
from sengetsu.living_room.fees.settling_actions import report_sales
from sengetsu.living_room.groups.models import Group
from sengetsu.living_room.spaces.models import Venue
from tests.people import SignIn

from .shops import TENTH, group_of, rule_of, shop_of

pytestmark = pytest.mark.django_db
NEW = "/place/fees/rules/trial_shop/"
WRITTEN = {
    "valid_from": "R8.12.1",
    "kind": "percentage",
    "rate": "１２．５％",
    "floor": "５００円",
    "cap": "3,000",
    "free_times": "2",
    "rounding": "half_up",
    "unit": "100",
    "note": "要綱第8条",
}


@pytest.fixture(autouse=True)
def venue(db: None) -> Venue:
    """The place of the tests has hours, so that the pages find it."""
    return load_demo()


@pytest.fixture
def desk(aoki: User, sign_in: SignIn) -> Client:
    return sign_in(aoki)


def hidden(page: str) -> dict[str, str]:
    fields = re.findall(r'<input type="hidden" name="([a-z_]+)" value="([^"]*)"', page)
    return {name: value for name, value in fields if name != "csrfmiddlewaretoken"}


def test_a_rule_is_looked_at_with_examples_before_it_is_made(desk: Client) -> None:
    page = desk.post(NEW, {**WRITTEN, "step": "look"}).content.decode()
    assert "売上の12.5%（100円未満は四捨五入、下限500円、上限3,000円、はじめの2回は無料）" in page
    assert "12,345円 × 12.5% ＝ 1,543.125円" in page
    assert not FeeRule.objects.exists()
    assert desk.post(NEW, {**hidden(page), "step": "send"})["Location"] == "/place/fees/rules/"
    rule = FeeRule.objects.get()
    assert (rule.rate, rule.floor, rule.cap, rule.unit, rule.valid_from) == (
        1250,
        500,
        3000,
        100,
        date(2026, 12, 1),
    )
    assert "これから" in desk.get("/place/fees/rules/").content.decode()
    desk.post(f"/place/fees/rules/{rule.pk}/withdraw/")
    assert not FeeRule.objects.exists()


def test_what_does_not_belong_to_the_kind_is_left_out(desk: Client) -> None:
    desk.post(NEW, {**WRITTEN, "kind": "free", "step": "send"})
    rule = FeeRule.objects.get()
    assert (rule.in_words, rule.rate, rule.floor, rule.cap, rule.free_times) == ("無料", 0, 0, None, 0)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"rate": ""}, "割合を書いてください。"),
        ({"rate": "101"}, "100%までです。"),
        ({"rate": "1.234"}, "割合の形を確かめてください"),
        ({"rate": "🍞"}, "割合の形を確かめてください"),
        ({"kind": "fixed", "amount": ""}, "金額を書いてください。"),
        ({"kind": "hourly", "amount": "1.5"}, "小数は書けません"),
        ({"floor": "5000"}, "上限は、下限より小さくできません。"),
        ({"valid_from": "R8.2.30"}, "という日はありません"),
        ({"free_times": "101"}, "100以下"),
        ({"kind": "gold"}, "選びなおしてください"),
    ],
)
def test_a_rule_that_makes_no_sense_is_answered_beside_the_field(
    desk: Client, wrong: dict[str, str], sentence: str
) -> None:
    page = desk.post(NEW, {**WRITTEN, **wrong, "step": "send"}).content.decode()
    assert sentence in page
    assert "要綱第8条" in page
    assert not FeeRule.objects.exists()


def test_a_new_version_may_not_begin_in_the_past(desk: Client) -> None:
    rule_of(TENTH)
    page = desk.post(NEW, {**WRITTEN, "valid_from": "R8.11.24", "step": "send"}).content.decode()
    assert "過ぎた日の料金は変わりません" in page


def test_a_purpose_that_is_none_does_not_exist(desk: Client) -> None:
    assert desk.get("/place/fees/rules/gold/").status_code == 404


def test_the_calculator_shows_the_steps_and_saves_nothing(desk: Client) -> None:
    rule_of(TENTH)
    Waiver.objects.create(venue=Venue.objects.get(), name="後援", rate=5000, first_day=date(2026, 4, 1))
    asked = {"purpose": "trial_shop", "day": "R8.11.25", "sales": "12,345", "hours": "4", "number": "1"}
    assert "1,230円" in desk.get("/place/fees/try/", asked).content.decode()
    halved = desk.get("/place/fees/try/", {**asked, "waiver": str(Waiver.objects.get().pk)})
    assert "615円" in halved.content.decode()
    assert "売上を書いてください" in desk.get("/place/fees/try/", {**asked, "sales": ""}).content.decode()
    early = desk.get("/place/fees/try/", {**asked, "day": "R8.3.31"})
    assert "決まりがありません" in early.content.decode()
    assert not Fee.objects.exists()


def test_a_waiver_goes_from_the_table_to_a_group(desk: Client) -> None:
    bakers = group_of()
    row = {"name": "市の後援", "rate": "50", "first_day": "R8.4.1", "purposes": ["trial_shop", "meeting"]}
    assert desk.post("/place/fees/waivers/", row).status_code == 302
    waiver = Waiver.objects.get()
    assert (waiver.rate, waiver.purposes) == (5000, ["trial_shop", "meeting"])
    path = f"/place/fees/waivers/{waiver.pk}/grant/"
    desk.post(path, {"group": str(bakers.pk), "reason": "後援の承認"})
    grant = WaiverGrant.objects.get()
    assert grant.group == bakers
    assert "後援の承認" in desk.get("/place/fees/waivers/").content.decode()
    desk.post(f"/place/fees/grants/{grant.pk}/end/")
    grant.refresh_from_db()
    assert grant.ended_at is not None


@pytest.mark.parametrize("rate", ["0", "100.5", "-5", ""])
def test_a_waiver_takes_off_a_share(desk: Client, rate: str) -> None:
    row = {"name": "後援", "rate": rate, "first_day": "R8.4.1"}
    assert desk.post("/place/fees/waivers/", row).status_code == 200
    backwards = {"name": "後援", "rate": "50", "first_day": "R8.4.1", "last_day": "R8.3.1"}
    assert "よりあとに" in desk.post("/place/fees/waivers/", backwards).content.decode()
    assert not Waiver.objects.exists()


def test_a_waiver_after_the_fact_is_settled_by_a_press(desk: Client, aoki: User, tenth: FeeRule) -> None:
    bakers: Group = group_of()
    shop: Booking = shop_of(bakers)
    report_sales(by=aoki, booking=shop, sales=12_345)
    Waiver.objects.create(venue=shop.application.venue, name="後援", rate=5000, first_day=date(2026, 4, 1))
    sent = {"waiver": str(Waiver.objects.get().pk), "for_whom": "application", "reason": "承認"}
    desk.post(f"/place/fees/dates/{shop.public_id}/waiver/", sent)
    assert WaiverGrant.objects.get().application == shop.application
    page = desk.get(f"/bookings/dates/{shop.public_id}/fee/").content.decode()
    assert "計算しなおす" in page
    desk.post(f"/place/fees/dates/{shop.public_id}/settle/")
    assert Fee.objects.get(superseded_at=None).amount == 615
    desk.post(f"/place/fees/dates/{shop.public_id}/strike/", {"reason": "大雨"})
    assert Fee.objects.get(superseded_at=None).amount == 0


def test_who_saves_the_words_of_notices_second_sees_those_of_the_first(desk: Client) -> None:
    page = desk.get("/place/fees/settings/")
    seen = page.context["form"]["seen"].value()
    sent = {"issuer": "市長", "where_to_pay": "窓口", "due_days": "30", "report_days": "3", "seen": seen}
    assert desk.post("/place/fees/settings/", sent).status_code == 302
    second = desk.post("/place/fees/settings/", {**sent, "issuer": "町長"}).content.decode()
    assert "市長" in second
    assert FeeSettings.objects.get().issuer == "市長"
    too_long = desk.post("/place/fees/settings/", {**sent, "due_days": "999"}).content.decode()
    assert "366日" in too_long
