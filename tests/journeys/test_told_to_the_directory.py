"""Somebody who knows no office's name tells how things are, and a link worker does the same at a need."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from sengetsu.accounts.models import Team, User
from sengetsu.directory.demo import load_demo
from sengetsu.directory.taxonomies.models import Lesson
from sengetsu.link_work.cases.actions import NextStep, open_case
from sengetsu.link_work.needs.actions import note_need
from sengetsu.link_work.needs.choices import Category

from .conftest import DESK, PHONE, Axe, Enter, OpenPage

pytestmark = pytest.mark.django_db(transaction=True)
STORY = "中二の子が朝ごはんの支度と弟の世話を一人でしていて、いつも遅刻します。"


def test_a_neighbour_tells_and_corrects_what_was_heard_with_a_tap(open_page: OpenPage, axe: Axe) -> None:
    load_demo()
    page = open_page(PHONE)
    page.goto("/directory/")
    axe(page)
    page.get_by_role("link", name=re.compile("ようすを話して")).first.click()
    page.get_by_label(re.compile("^いまのようす")).fill(STORY)
    page.get_by_role("button", name="さがす", exact=True).click()
    expect(page.get_by_role("link", name=re.compile("^話してみる")).first).to_be_visible()
    expect(page.locator("#answer ol.rows li").first).to_contain_text("ヤングケアラー")
    axe(page)
    assert STORY not in page.url
    page.get_by_label(re.compile("子どもが家事・介護")).uncheck()
    expect(page.get_by_label(re.compile("子どもが家事・介護"))).not_to_be_checked()
    expect(page.locator("#answer ol.rows li").first).not_to_contain_text("ヤングケアラーの相談")
    axe(page)


def test_the_list_follows_the_typing(open_page: OpenPage, axe: Axe) -> None:
    load_demo()
    page = open_page(DESK)
    page.goto("/directory/")
    page.get_by_role("searchbox").press_sequentially("断酒")
    expect(page.locator("#results")).to_contain_text("断酒例会")
    axe(page)


def test_a_link_worker_declines_one_and_goes_on_with_another(
    aoki: User, sengetsu_team: Team, open_page: OpenPage, enter: Enter, axe: Axe
) -> None:
    load_demo()
    step = NextStep(words="会いに行く", on=timezone.localdate(), person=aoki)
    case = open_case(by=aoki, title="弟思いの子", team=sengetsu_team, owner=aoki, next_step=step)
    need = note_need(by=aoki, case=case, category=Category.FAMILY, words=STORY)
    page = open_page(PHONE)
    enter(page, aoki)
    page.goto(f"/cases/{case.public_id}/needs/{need.public_id}/where/")
    expect(page.get_by_role("heading", name="合いそうなところ")).to_be_visible()
    axe(page)
    page.get_by_role("button", name=re.compile("^合わない")).first.click()
    expect(page.get_by_text("おぼえました")).to_be_visible()
    assert sum(one.declined for one in Lesson.objects.all()) >= 1
    page.get_by_role("link", name=re.compile("^ここにつなぐ")).nth(1).click()
    expect(page).to_have_url(re.compile("/refer/"))
