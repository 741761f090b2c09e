"""The front page: light, complete in three languages, all founding facts visible, nothing from outside."""

import gzip
import re
from datetime import date
from pathlib import Path

import pytest
import time_machine
from django.contrib.staticfiles import finders
from django.test import Client

from sengetsu.base.language_fields import words
from sengetsu.living_room.bookings.choices import State
from sengetsu.living_room.demo import load_demo
from sengetsu.living_room.groups.models import Group
from sengetsu.living_room.usage.models import Report

from .dates import activity, application, bare_town, booking

pytestmark = pytest.mark.django_db
LANGUAGES = ("ja", "ja-easy", "en")
PATHS = ("/", "/about/", "/accessibility/", "/privacy/")
LIMIT = 60_000  # bytes

FACTS = {
    1: ["ひきこもり", "生活困窮", "孤独・孤立", "どんなことでも", "随時", "平日 8:30–17:15"],
    2: ["社会資源へつなげる橋渡し役", "地域とのつながりが少ない", "制度やサービスの狭間"],
    3: ["定期訪問で信頼を築き"],
    4: ["令和7年度", "全国で初めて", "令和8年4月からは2人"],
    5: ["民生委員・児童委員", "自治会の集まり", "子ども食堂", "支援機関や地域の活動"],
    6: ["織月", "せんげつ", "まちのリビングルーム", "多世代・多機能型居場所", "西高尾4-198-5"],
    7: ["約15畳", "シェアキッチン", "ふるさと納税型クラウドファンディング"],
    8: ["地域食堂", "学習支援", "子育てサロン", "地域の会議", "使いたい人募集中"],
    9: ["原則無料", "チャレンジ出店は、売上に応じた利用料"],
    10: ["立ち上げからリンクワーカーが伴走"],
    11: ["そらまめ食堂", "第1日曜日と第3火曜日", "12:00–15:00", "17:30–19:30", "年代を問わず"],
    12: ["よそで開いている子ども食堂と一緒にやりたい", "自立訓練", "地域の活動を手伝いたい"],
    13: ["令和8年3月8日"],
    14: ["食と学び", "だれかとつながれる", "安心な場所"],
    15: ["支える側と支えられる側を問いません"],
    16: ["子育て中の人", "障害のある人", "昔から住む人", "引っ越してきた人", "分け隔てしません"],
    17: ["市の中と外の機関", "重層的支援体制整備事業"],
    18: ["80代の親の年金で50代の子", "8050", "世帯"],
    19: ["048-000-0001", "sengetsu@example.jp", "@sengetsu.example", "お越しください"],
}


def page(client: Client, path: str = "/", language: str = "ja") -> str:
    client.cookies["django_language"] = language
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("number", FACTS)
def test_every_founding_fact_is_on_the_front_page(client: Client, number: int) -> None:
    with time_machine.travel("2026-11-24 10:00+09:00"):
        load_demo()
        text = page(client)
    assert [fact for fact in FACTS[number] if fact not in text] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_front_page_with_all_its_files_is_under_60_kb(client: Client, language: str) -> None:
    load_demo()
    html = page(client, language=language)
    files = set(re.findall(r'(?:href|src)="/static/([^"]+)"', html))
    assert files, "the page names no style: the test looks at the wrong thing"
    total = len(html.encode()) + sum(sent(name) for name in files | modules(files))
    assert total < LIMIT, f"{total} bytes"


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_stays_under_60_kb_in_the_busiest_week(client: Client, language: str) -> None:
    venue = bare_town()
    easy = "{小|ちい}さい {子|こ}どもと {家族|かぞく}が {集|あつ}まって、{話|はな}します。{遊|あそ}びます。"
    said = {
        "name": words(
            "こども食堂とみんなの居間",
            "みんなの {食堂|しょくどう}と {部屋|へや}",
            "A kitchen and a living room",
        ),
        "description": words(
            "切るところから、いっしょに。食べるだけの人もいます。" * 2, easy * 2, "Come and cook. " * 5
        ),
    }
    with time_machine.travel("2026-11-24 07:00+09:00"):
        for number in range(40):
            of = application(venue, f"集まり{number}")
            activity(of, **{**said, "name": {key: f"{text} {number}" for key, text in said["name"].items()}})
            booking(of, date(2026, 11, 24 + number % 5))
            booking(of, date(2026, 12, 6 + number % 20), rule_number=1)
        html = page(client, language=language)
    files = set(re.findall(r'(?:href|src)="/static/([^"]+)"', html))
    assert len(html.encode()) + sum(sent(name) for name in files | modules(files)) < LIMIT


def source(name: str) -> Path:
    found = finders.find(name)
    assert found, name
    return Path(found)


def sent(name: str) -> int:
    """Bytes on the wire: WhiteNoise sends static files compressed, pages are sent as they are."""
    return len(gzip.compress(source(name).read_bytes()))


def modules(files: set[str]) -> set[str]:
    """What the scripts import in turn."""
    found: set[str] = set()
    for name in (name for name in files if name.endswith(".js")):
        imports = re.findall(r'import[^"\n]*"\./([^"]+)"', source(name).read_text())
        found |= {f"{Path(name).parent}/{part}" for part in imports}
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_fetched_from_elsewhere(client: Client, path: str, language: str) -> None:
    load_demo()
    html = page(client, path, language)
    assert re.findall(r'(?:src|href|action|poster|srcset)="(?:https?:)?//[^"]+"', html) == []
    assert " style=" not in html
    assert (
        re.findall(r'<script(?! type="application/ld\+json")(?![^>]*src=)', html) == []
    )  # data runs nowhere


@pytest.mark.parametrize("path", PATHS)
def test_english_pages_hold_no_japanese_but_names(client: Client, path: str) -> None:
    load_demo()
    text = re.sub(r"<[^>]+>", " ", page(client, path, "en").split("</header>", 1)[1])
    japanese = set(re.findall(r"[\u3040-\u30fa\u30fc-\u30ff\u4e00-\u9fff]+", text))
    assert japanese <= {"西高尾", "重層的支援体制整備事業", "せんげつ"}


@pytest.mark.parametrize("path", PATHS)
def test_easy_japanese_has_a_reading_on_every_kanji_word(client: Client, path: str) -> None:
    load_demo()
    html = page(client, path, "ja-easy").split("<body", 1)[1]
    html = re.sub(r'<nav class="languages".*?</nav>', "", html, flags=re.DOTALL)
    bare = re.sub(r"<ruby>.*?</ruby>", "", html)
    kanji = set(re.findall(r"[\u4e00-\u9fff]+", re.sub(r"<[^>]+>", " ", bare)))
    assert kanji <= {"西高尾"}


def test_a_visitor_who_chose_no_language_reads_japanese_whatever_the_browser_says(client: Client) -> None:
    load_demo()
    answer = client.get("/", headers={"accept-language": "en-US,en;q=0.9"})
    assert '<html lang="ja">' in answer.content.decode()
    assert answer["Content-Language"] == "ja"


def test_the_switch_stays_from_page_to_page(client: Client) -> None:
    load_demo()
    client.get("/language/", {"language": "en", "next": "/about/"})
    for path in PATHS:
        assert '<html lang="en">' in client.get(path).content.decode()
    assert "Cookie" in client.get("/")["Vary"]


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ("2026-11-24 10:00+09:00", "いま開いています。17:15まで"),
        ("2026-11-24 07:00+09:00", "きょうは 8:30 に開きます"),
        ("2026-11-24 18:00+09:00", "いまは閉まっています。つぎは 11月25日（水） 8:30 から"),
        ("2026-12-28 18:00+09:00", "つぎは 令和9年1月4日（月） 8:30 から"),
    ],
)
def test_it_says_whether_somebody_is_there(client: Client, now: str, words: str) -> None:
    load_demo()
    with time_machine.travel(now, tick=False):
        assert words in page(client)


def test_a_date_on_a_holiday_says_that_it_is_being_asked(client: Client) -> None:
    with time_machine.travel("2026-12-25 10:00+09:00"):
        load_demo()
        assert "休みの日にあたります" in page(client)


@pytest.mark.parametrize("path", PATHS)
def test_a_town_that_has_entered_nothing_yet_has_pages_too(client: Client, path: str) -> None:
    assert "<h1>" in page(client, path)


def test_the_front_page_asks_few_questions(client: Client, django_assert_max_num_queries: object) -> None:
    load_demo()
    # The place, its closures, days, texts and spaces; open dates with their spaces; the figures (3).
    with django_assert_max_num_queries(11):  # type: ignore[operator]
        client.get("/")


def test_a_signed_in_page_stays_japanese_whatever_was_chosen(
    aoki: object, sign_in: object, client: Client
) -> None:
    load_demo()
    signed_in = sign_in(aoki)  # type: ignore[operator]
    signed_in.cookies["django_language"] = "en"
    answer = signed_in.get("/place/edit/")
    assert answer["Content-Language"] == "ja"
    assert "住所" in answer.content.decode()


def test_the_donors_read_what_came_of_it(client: Client) -> None:
    venue = bare_town()
    group = Group.objects.create(name="そらまめの会")
    of = application(venue, group=group)
    for day, people in ((date(2026, 11, 1), 20), (date(2026, 11, 17), 22), (date(2026, 12, 6), 0)):
        held = booking(of, day)
        if people:
            Report.objects.create(booking=held, school=people - 5, senior=5, first_timers=3)
    booking(of, date(2026, 11, 10), state=State.CANCELLED)
    with time_machine.travel("2026-11-24 10:00+09:00"):
        text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page(client)))
    for figure in (
        "開いた回数 2",
        "来た人（延べ） 42",
        "はじめて来た人 6",
        "使った団体 1",
        "11月1日（日）から",
    ):
        assert figure in text


def test_before_the_first_date_there_are_no_figures(client: Client) -> None:
    bare_town()
    text = page(client)
    assert "寄附でできたこと" in text
    assert "開いた回数" not in text
