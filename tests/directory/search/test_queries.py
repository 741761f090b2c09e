import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sengetsu.directory.demo import load_demo
from sengetsu.directory.queries import pickable
from sengetsu.directory.search.queries import category_counts, find_services, near_services
from tests.directory import town

pytestmark = pytest.mark.django_db


def names(text: str, **more: object) -> list[str]:
    return [found.name for found in find_services(text=text, **more)]


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("引き籠もり", "ひきこもり家族会"),
        ("ヒキコモリ", "ひきこもり家族会"),
        ("ﾋｷｺﾓﾘ", "ひきこもり家族会"),
        ("閉じこもり", "ひきこもり家族会"),
        ("子供食堂", "ほしぞら子ども食堂"),
        ("こども食堂", "ほしぞら子ども食堂"),
        ("みんな食堂", "地域食堂 そらまめ"),
        ("障碍", "障がい者の相談"),
        ("８０５０", "8050の相談"),
        ("ハチマルゴーマル", "8050の相談"),
        ("サロン", "まちの居場所"),
        ("お金がない", "生活困窮の窓口"),
        ("生保", "生活保護の申請"),
        ("もの忘れ", "認知症カフェ"),
        ("痴呆", "認知症カフェ"),
        ("包括", "地域包括支援センター"),
        ("社会福祉協議会", "社協の貸付"),
        ("シングルマザー", "ひとり親の手当"),
        ("学校に行けない", "不登校の教室"),
        ("寺子屋", "学習支援"),
        ("ｄｖ", "DVの相談"),
        ("鬱", "うつの家族教室"),
        ("多重債務", "借金の相談"),
        ("家賃が払えない", "住まいの相談"),
        ("食料支援", "フードパントリー"),
        ("移動販売", "買い物の手伝い"),
        ("外国籍", "外国人の相談"),
        ("繊月", "織月"),
        ("sengetsu", "織月"),
        ("髙橋", "高橋医院"),
    ],
)
def test_an_entry_is_found_in_another_spelling(typed: str, written: str) -> None:
    town.service(written)
    town.service("囲碁の会")
    assert names(typed) == [written]


def test_an_entry_is_found_by_its_reading_and_by_its_organization() -> None:
    town.service("訪問看護", name_kana="ほうもんかんご")
    town.service("配食", by=town.organization("ひなた会"))
    assert names("ホウモン") == ["訪問看護"]
    assert names("ひなた") == ["配食"]


def test_every_word_must_be_found() -> None:
    town.service("そらまめ食堂", is_free=False)
    town.service("ほしぞら食堂", is_free=True)
    assert names("食堂 無料") == ["ほしぞら食堂"]
    assert names("食堂　ほしぞら") == ["ほしぞら食堂"]


def test_what_bears_the_name_comes_first_and_what_is_closed_last() -> None:
    town.service("あの会", description="囲碁をします")
    town.service("囲碁の会", accepting="closed")
    town.service("将棋と囲碁の会")
    assert names("囲碁") == ["将棋と囲碁の会", "あの会", "囲碁の会"]


def test_nothing_typed_finds_everything_and_an_unknown_category_is_no_filter() -> None:
    town.service("そらまめ食堂", category="food")
    town.service("家族会", category="hikikomori")
    assert len(names("")) == 2
    assert names("", category="food") == ["そらまめ食堂"]
    assert len(names("", category="' OR 1=1")) == 2


@pytest.mark.parametrize("typed", ["%", "_", "100%", "\\", "😀", "\x00", "'; DROP TABLE", "あ" * 4000, "= ;"])
def test_signs_and_long_texts_find_nothing_and_break_nothing(typed: str) -> None:
    town.service("そらまめ食堂")
    assert names(typed) == (["そらまめ食堂"] if typed == "\x00" else [])


def test_what_may_be_picked_for_a_referral_is_open_or_has_a_waiting_list() -> None:
    town.service("終わった食堂", accepting="closed", category="food")
    town.service("そらまめ食堂", accepting="full", category="food")
    town.service("食堂の手伝い", category="volunteering")
    assert [found.name for found in pickable("食堂", "food")] == ["そらまめ食堂"]


@pytest.mark.parametrize("rows", [1, 30])
def test_a_list_to_pick_from_is_one_query(rows: int) -> None:
    for number in range(rows):
        town.service(f"食堂{number}", by=town.organization(f"会{number}"), place=town.place(f"家{number}"))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        shown = [(one.name, one.organization.name, one.address) for one in pickable("食堂")]
    assert len(shown) == rows
    assert len(asked) == 1


def test_categories_are_counted_without_what_is_closed() -> None:
    town.service("そらまめ食堂", category="food")
    town.service("終わった食堂", category="food", accepting="closed")
    assert category_counts() == [("food", 1)]


def test_the_demo_town_answers_what_people_say() -> None:
    load_demo()
    assert "DV・女性の相談" in names("夫がこわい")
    assert "住居確保給付金" in names("家賃が払えない")
    assert "そらまめ食堂" in names("みんな食堂")


def test_a_story_that_nothing_answers_as_a_whole_finds_what_speaks_of_a_part() -> None:
    town.service("放課後の勉強部屋", description="宿題をします")
    town.service("終わった勉強会", accepting="closed")
    town.service("囲碁の会")
    story = "中二の子が勉強についていけなくて宿題も出せない"
    assert names(story) == []
    assert [found.name for found in near_services(story)] == ["放課後の勉強部屋"]
    assert list(near_services("😀")) == []


def test_the_example_on_the_page_finds_something() -> None:
    load_demo()
    for example in ("家賃が払えない", "子ども食堂", "ひとりでさびしい"):
        assert names(example), example
