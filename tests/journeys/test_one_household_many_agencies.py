"""One household and many agencies: from a tip over both conferences to the evaluation; a consent withdrawn in
the middle; and two workers at one plan."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from sengetsu.accounts.models import Agency, User
from sengetsu.base.dates import wareki
from sengetsu.directory import demo as directory
from sengetsu.directory.models import Organization
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.cases.people import add_new_person
from sengetsu.link_work.consents.choices import Document
from sengetsu.link_work.consents.models import Consent
from sengetsu.link_work.people.choices import Relationship
from sengetsu.link_work.people.models import Person
from sengetsu.living_room import demo as living_room
from tests.link_work.asking import consent, service
from tests.whole_plans import drafted, running

from .cases_of_the_journeys import a_case
from .conftest import DESK, PHONE, Axe, Enter, OpenPage
from .test_tip_to_connected import button, choose, link, open_a_case, tell_about_a_worry

pytestmark = pytest.mark.django_db(transaction=True)
HOUSE = "自立訓練 つぼみ"
Home = tuple[Case, Person, Consent]


@pytest.fixture(autouse=True)
def town(db: None, agency: Agency) -> None:
    living_room.load_demo()
    directory.load_demo()
    Organization.objects.filter(name=HOUSE).update(agency=agency)


def day(days: int) -> str:
    return wareki(timezone.localdate() + timedelta(days=days))


def fill(page: Page, label: str, text: str) -> None:
    page.get_by_label(re.compile(f"^{label}")).first.fill(text)


def pick(page: Page, label: str, option: str) -> None:
    page.get_by_label(re.compile(f"^{label}")).first.select_option(label=option)


def swear(page: Page) -> None:
    page.get_by_label(re.compile("^読みました")).first.check(force=True)


def make_paper(page: Page) -> None:
    page.get_by_role("button", name=re.compile("^記録から資料をつくる")).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("資料1")


def arrived(page: Page, heading: str) -> str:
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(heading))
    return page.url


def write_people(page: Page, case: str, axe: Axe) -> None:
    """The mother and her son, the line between them, and what the house notices."""
    for given, birth, relationship, sex in (
        ("ふみ", "昭和19年3月8日", "母", "女"),
        ("誠", "昭和47年5月3日", "息子", "男"),
    ):
        page.goto(f"{case}household/")
        link(page, "人を書く")
        page.get_by_label(re.compile("^氏(※|$|\\s)")).first.fill("北川")
        page.get_by_label(re.compile("^名(※|$|\\s)")).first.fill(given)
        fill(page, "生年月日・年齢", birth)
        pick(page, "続柄", relationship)
        choose(page, sex)
        page.locator("main form").last.locator("button.main").click()
    link(page, "家族の線をひく")
    pick(page, "だれが", "北川 ふみ")
    choose(page, "生みの親")
    pick(page, "だれの", "北川 誠")
    button(page, "ひく")
    expect(page.get_by_text("8050かもしれません")).to_be_visible()
    axe(page)


def statutory_conference(page: Page, axe: Axe, partner: User) -> str:
    """Called without anybody's consent; returns its address."""
    page.goto("/conferences/new/")
    choose(page, "支援会議（社会福祉法106条の6）")
    fill(page, "日", day(5))
    button(page, "保存する")
    axe(page)
    swear(page)
    button(page, "確認してひらく")
    expect(page.get_by_role("link", name="議題を加える")).to_be_visible()
    address = page.url
    link(page, "議題を加える")
    fill(page, "話し合うこと", "だれがどう声をかけるか")
    button(page, "保存する")
    make_paper(page)
    axe(page)
    page.goto(address)
    link(page, "招く")
    pick(page, "だれを", str(partner))
    button(page, "招く")
    axe(page)
    return address


def hear_and_tell(page: Page, address: str, axe: Axe) -> None:
    """The agency's person: secrecy first, then the paper, then what they know."""
    page.goto(address.replace("/conferences/", "/partner/conferences/"))
    axe(page)
    expect(page.locator("main")).not_to_contain_text("北川")
    swear(page)
    button(page, "確認してひらく")
    link(page, "資料1")
    expect(page.locator("main")).to_contain_text("北川 誠")
    axe(page)
    page.goto(address.replace("/conferences/", "/partner/conferences/"))
    page.get_by_role("link", name=re.compile("^伝えたいことを書く")).first.click()
    fill(page, "伝えたいこと", "二年前、大きな音が苦手でした。")
    button(page, "書く")
    expect(page.locator("main")).to_contain_text("大きな音が苦手")
    axe(page)


def win_consent(page: Page, case: str, person: str, axe: Axe) -> None:
    page.goto(f"{case}consents/new/")
    choose(page, person)
    pick(page, "どこに", HOUSE)
    for what in ("名前", "必要なこと", "これまでの様子", "支援プラン", "重層的支援会議の資料と記録"):
        choose(page, what)
    fill(page, "何のために", "いっしょに支援プランを進めるため")
    choose(page, "書面（署名）")
    button(page, "同意を記録する")
    expect(page.locator("main")).to_contain_text("有効")
    axe(page)


def write_plan(page: Page, case: str, axe: Axe) -> str:
    page.goto(f"{case}plans/new/")
    choose(page, "多機関協働プラン")
    choose(page, "北川 ふみ")
    choose(page, "北川 誠")
    fill(page, "本人の願い", "静かなところなら、行ってみてもいい。")
    fill(page, "はじめてのモニタリング", day(30))
    button(page, "下書きをつくる")
    address = arrived(page, "^多機関協働プラン")
    link(page, "目標を加える")
    fill(page, "目標", "月に一度、将棋をさす")
    button(page, "保存する")
    page.get_by_role("link", name=re.compile("^することを加える")).first.click()
    choose(page, "機関")
    pick(page, "機関", HOUSE)
    fill(page, "すること", "水曜の午前に席を用意する")
    button(page, "保存する")
    axe(page)
    return address


def move(page: Page, plan: str, to: str, *, words: str = "", **fields: str) -> None:
    page.goto(f"{plan}move/")
    choose(page, to)
    if words:
        fill(page, "理由", words)
    for label, text in fields.items():
        fill(page, label, text)
    button(page, "保存する")


def give_a_reason(page: Page, address: str) -> None:
    page.goto(address)
    fill(page, "ひらく理由", "決裁のため")
    button(page, "理由を残してひらく")


def test_from_the_tip_over_both_conferences_to_the_evaluation(
    open_page: OpenPage,
    enter: Enter,
    axe: Axe,
    aoki: User,
    ogawa: User,
    partner_sato: User,
    commissioner_hara: User,
) -> None:
    hara, worker, manager, agency = (open_page(size) for size in (PHONE, PHONE, DESK, PHONE))
    for page, user in ((hara, commissioner_hara), (worker, aoki), (manager, ogawa), (agency, partner_sato)):
        enter(page, user)

    tell_about_a_worry(hara, axe)
    case = open_a_case(worker, axe)
    write_people(worker, case, axe)

    hear_and_tell(agency, statutory_conference(worker, axe, partner_sato), axe)

    for person in ("北川 ふみ", "北川 誠"):
        win_consent(worker, case, person, axe)
    plan = write_plan(worker, case, axe)
    move(worker, plan, "会議にかけている")
    expect(worker.locator("main")).to_contain_text("支援の対象とする")  # refused, and it says why

    give_a_reason(manager, f"{case}support-decision/")
    manager.goto(f"{case}support-decision/")
    fill(manager, "決めた理由", "ひとつの窓口では支えきれない")
    button(manager, "保存する")
    move(worker, plan, "会議にかけている")

    plan_conference(worker, agency, axe, partner_sato)
    decide_and_answer(manager, agency, plan, axe)
    look_and_evaluate(worker, plan, axe)


def plan_conference(worker: Page, agency: Page, axe: Axe, partner: User) -> None:
    """With consent; and nothing of the other conference is in it."""
    worker.goto("/conferences/new/")
    choose(worker, "重層的支援会議")
    fill(worker, "日", day(7))
    button(worker, "保存する")
    conference = arrived(worker, "^重層的支援会議 重")
    link(worker, "議題を加える")
    worker.get_by_label(re.compile("^支援プラン")).select_option(index=1)
    fill(worker, "話し合うこと", "プランの決定")
    button(worker, "保存する")
    make_paper(worker)
    worker.goto(conference)
    link(worker, "招く")
    pick(worker, "だれを", str(partner))
    button(worker, "招く")
    axe(worker)
    agency.goto(conference.replace("/conferences/", "/partner/conferences/"))
    expect(agency.locator("main")).to_contain_text("北川 ふみ・北川 誠")
    expect(agency.locator("main")).not_to_contain_text("大きな音が苦手")  # heard in the other conference


def decide_and_answer(manager: Page, agency: Page, plan: str, axe: Axe) -> None:
    manager.goto(f"{plan}decide/")
    axe(manager)
    button(manager, "決裁する")
    expect(manager.locator("main")).to_contain_text("支援決定")

    agency.goto("/partner/")
    axe(agency)
    link(agency, "北川 ふみ・北川 誠")
    agency.get_by_role("link", name=re.compile("^様子を書く")).first.click()
    choose(agency, "やっている")
    fill(agency, "ひとこと", "水曜に席をとりました")
    button(agency, "書く")
    axe(agency)


def look_and_evaluate(worker: Page, plan: str, axe: Axe) -> None:
    worker.goto(f"{plan}monitoring/")
    fill(worker, "本人の言葉", "盤の音がよかった")
    fill(worker, "様子", "二度来た")
    fill(worker, "つぎに見る日", day(30))
    button(worker, "保存する")
    expect(worker.locator("main")).to_contain_text("水曜に席をとりました")
    worker.goto(f"{plan}evaluation/")
    fill(worker, "何が変わったか", "話す人ができた")
    fill(worker, "支えた側から見て", "自分から戸を開ける")
    choose(worker, "終結する")
    axe(worker)
    button(worker, "保存する")
    expect(worker.locator("main")).to_contain_text("話す人ができた")
    worker.set_viewport_size(DESK)  # type: ignore[arg-type]
    axe(worker)


@pytest.fixture
def household(aoki: User) -> Home:
    case = a_case(aoki, "北川家")
    place = {"relationship": Relationship.SELF}
    person = add_new_person(by=aoki, case=case, place=place, family_name="北川", given_name="誠").person
    training = service(HOUSE, "自立訓練（生活訓練） つぼみ")
    return case, person, consent(case, aoki, person, training, documents=list(Document))


def test_a_consent_withdrawn_in_the_middle_shuts_the_page_at_its_next_click_and_blocks_nothing(
    open_page: OpenPage,
    enter: Enter,
    axe: Axe,
    aoki: User,
    partner_sato: User,
    household: Home,
) -> None:
    case, person, allowed = household
    whole = running(by=aoki, case=case, person=person, organization=allowed.organization)
    worker, agency = open_page(PHONE), open_page(PHONE)
    enter(worker, aoki)
    enter(agency, partner_sato)
    agency.goto("/partner/")
    link(agency, "北川 誠")
    expect(agency.locator("main")).to_contain_text("散歩の送り迎え")
    open_form = agency.get_by_role("link", name=re.compile("^様子を書く")).first

    worker.goto(f"/cases/{case.public_id}/consents/")
    worker.get_by_role("link", name="取りやめる").first.click()
    button(worker, "取りやめる")

    open_form.click()
    expect(agency.locator("body")).not_to_contain_text("散歩")
    expect(agency.locator("body")).not_to_contain_text("北川")
    agency.goto("/partner/")
    expect(agency.locator("main")).not_to_contain_text("北川")
    axe(agency)

    plan = f"/cases/{case.public_id}/plans/{whole.plan.public_id}/"
    move(worker, plan, "終結", words="本人がやめたいと", 主担当にお願いすること="織月が見守る")
    expect(worker.locator("main")).to_contain_text("終結")
    axe(worker)


def test_two_workers_at_one_plan_lose_nothing(
    open_page: OpenPage,
    enter: Enter,
    axe: Axe,
    aoki: User,
    mori: User,
    household: Home,
) -> None:
    case, person, allowed = household
    whole = drafted(by=aoki, case=case, person=person, organization=allowed.organization)
    address = f"/cases/{case.public_id}/plans/{whole.plan.public_id}/edit/"
    first, second = open_page(PHONE), open_page(DESK)
    enter(first, aoki)
    enter(second, mori)
    for page in (first, second):
        page.goto(address)
    fill(first, "本人の願い", "海を見たい")
    fill(second, "本人の願い", "山を見たい")
    button(first, "保存する")
    button(second, "保存する")
    expect(second.locator("main")).to_contain_text("海を見たい")
    expect(second.get_by_label(re.compile("^本人の願い"))).to_have_value("山を見たい")
    axe(second)
    fill(second, "本人の願い", "海と山を見たい")
    button(second, "保存する")
    expect(second.locator("main")).to_contain_text("海と山を見たい")
