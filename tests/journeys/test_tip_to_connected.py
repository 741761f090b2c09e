"""The main journey: a worry without a name becomes a connection, and the one who worried learns it."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from sengetsu.accounts.models import User
from sengetsu.base.dates import wareki
from sengetsu.directory import demo as directory
from sengetsu.living_room import demo as living_room

from .conftest import DESK, PHONE, Axe, Enter, OpenPage

pytestmark = pytest.mark.django_db(transaction=True)
STORY = "四丁目の青い屋根の家の息子さんを、もう何年も見かけません。夜だけ二階に灯りがつきます。"


@pytest.fixture(autouse=True)
def town(db: None) -> None:
    living_room.load_demo()
    directory.load_demo()


def button(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def link(page: Page, name: str) -> None:
    page.locator("main").get_by_role("link", name=name, exact=True).first.click()


def choose(page: Page, label: str) -> None:
    page.get_by_label(label, exact=True).first.check(force=True)


def tell_about_a_worry(page: Page, axe: Axe) -> None:
    page.goto("/tips/new/")
    axe(page)
    page.get_by_label(re.compile("気になっていること")).fill(STORY)
    page.get_by_label(re.compile("^どなたのことですか")).fill("青い屋根の家の息子さん")
    page.get_by_label(re.compile("^どのあたりですか")).fill("四丁目")
    page.get_by_role("button", name=re.compile("封をして")).click()
    expect(page.get_by_text(re.compile("受付番号")).first).to_be_visible()


def open_a_case(page: Page, axe: Axe) -> str:
    page.goto("/home/")
    axe(page)
    page.locator("#letters").get_by_role("link", name="ひらく").first.click()
    expect(page.get_by_text(STORY)).to_be_visible()
    axe(page)
    link(page, "ケースを開く")
    page.get_by_label(re.compile("^次の一歩")).fill("昼に訪ねてみる")
    page.get_by_label(re.compile("^いつ")).fill("平成32年2月30日")
    button(page, "ケースを開く")
    expect(page.get_by_label(re.compile("^次の一歩"))).to_have_value("昼に訪ねてみる")
    page.get_by_label(re.compile("^いつ")).fill(next_week())
    button(page, "ケースを開く")
    expect(page.get_by_role("heading", level=1)).to_have_text("青い屋根の家の息子さん")
    axe(page)
    return page.url


def next_week() -> str:
    return wareki(timezone.localdate() + timedelta(days=7))


def record(page: Page, case: str, how: str, rung: str, happened: str) -> None:
    page.goto(case)
    link(page, "記録する")
    choose(page, how)
    choose(page, rung)
    page.get_by_label(re.compile("^あったこと")).fill(happened)
    page.get_by_label(re.compile("^次の一歩")).fill("また訪ねる")
    page.get_by_label(re.compile("^いつ")).first.fill(next_week())
    button(page, "記録する")
    expect(page).to_have_url(case)


def refer(page: Page, case: str, axe: Axe) -> str:
    """Need, service, question without a name; returns the address of the one-time page."""
    page.goto(case)
    link(page, "必要なことを書く")
    page.get_by_label(re.compile("^必要なこと")).fill("人の少ないところで、少しだけ外に出てみたい。")
    choose(page, "ひきこもり・不登校")
    button(page, "書く")
    axe(page)
    link(page, "つなぐ")
    axe(page)
    link(page, "ここにつなぐ")
    page.get_by_label(re.compile("^お願いしたいこと")).fill(
        "三十代の方です。まずは話だけ聞いていただけますか。"
    )
    choose(page, "名前を出さずにたずねる")
    axe(page)
    button(page, "すすめる")
    link(page, "手紙を印刷する（QR）")
    axe(page)
    address = page.get_by_text(re.compile(r"/answers/")).inner_text()
    return "/answers/" + address.split("/answers/")[1]


def answer_as_the_agency(page: Page, address: str, axe: Axe) -> None:
    page.goto(address)
    expect(page.get_by_text("まずは話だけ聞いていただけますか")).to_be_visible()
    expect(page.locator("body")).not_to_contain_text("青い屋根")
    axe(page)
    choose(page, "引き受けます")
    page.get_by_label(re.compile("^答える人のお名前")).fill("相談員 高野")
    page.get_by_role("button", name=re.compile("送る")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("受け取りました")
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_contain_text("このリンクは使えません")


def write_first_attended(page: Page) -> None:
    page.goto("/home/")
    page.locator("#answers").get_by_role("link", name="ひらく").first.click()
    expect(page.get_by_text("引き受けてもらえた").first).to_be_visible()
    link(page, "どうなったかを書く")
    choose(page, "はじめて参加した")
    button(page, "書く")
    expect(page.get_by_text("はじめて参加した").first).to_be_visible()


def states_of_own_tips(page: Page) -> str:
    page.goto("/tips/mine/")
    return page.locator("main").inner_text()


def test_a_tip_without_a_name_ends_in_a_connection_and_the_commissioner_learns_it(
    open_page: OpenPage, enter: Enter, axe: Axe, aoki: User, commissioner_hara: User
) -> None:
    hara, worker, agency = open_page(PHONE), open_page(PHONE), open_page(DESK)
    enter(hara, commissioner_hara)
    enter(worker, aoki)
    tell_about_a_worry(hara, axe)
    assert "受け付けました" in states_of_own_tips(hara)

    case = open_a_case(worker, axe)
    assert "対応しています" in states_of_own_tips(hara)

    record(worker, case, "訪問", "カーテンが動いた", "声をかけると、カーテンが少し動いた。")
    record(worker, case, "手紙を置いた", "手紙を受け取った", "手紙がポストからなくなっていた。")
    record(worker, case, "訪問", "玄関先で会えた", "戸が半分あいた。「どうも」と一言。")
    worker.set_viewport_size(DESK)  # type: ignore[arg-type]
    axe(worker)

    answer_as_the_agency(agency, refer(worker, case, axe), axe)
    write_first_attended(worker)

    told = states_of_own_tips(hara)
    assert "つながりました" in told
    assert "話だけ聞いて" not in told
    assert hara.goto(case).status == 404  # type: ignore[union-attr]
