"""What the expert hears. Its quality is measured in `bench/matching`; here stands what must always hold."""

import logging

import numpy as np
import pytest

from sengetsu.directory.matching.expert import Expert, expert_on
from sengetsu.directory.matching.facts import Known, ages_in, may_fit
from sengetsu.directory.taxonomies.files import shipped

YOUNG_CARER = "中二の子が、母の薬の管理と弟の世話と夕飯の支度をひとりでしていて、部活に出られません。"


@pytest.fixture(scope="module")
def expert() -> Expert:
    return expert_on(shipped())


def test_a_story_without_the_words_of_any_leaflet_leads_to_its_need(expert: Expert) -> None:
    assert expert.hear(YOUNG_CARER).needs[0].need.code == "young_carer"


def test_each_need_comes_with_words_of_the_story_itself(expert: Expert) -> None:
    for named in expert.hear(YOUNG_CARER).needs:
        assert named.words
        assert all(word in YOUNG_CARER for word in named.words)


def test_a_need_that_was_tapped_away_is_not_named_and_speaks_for_less(expert: Expert) -> None:
    kinds = list(expert.taxonomy.kinds)
    before = expert.hear(YOUNG_CARER)
    after = expert.hear(YOUNG_CARER, Known(removed=frozenset({"young_carer"})))
    assert "young_carer" not in {one.need.code for one in after.needs}
    at = kinds.index("young_carer")
    assert after.kinds[at] < before.kinds[at]


def test_a_need_that_was_tapped_leads_the_kinds(expert: Expert) -> None:
    heard = expert.hear("とくに困ってはいません", Known(added=frozenset({"debts"})))
    assert heard.needs[0].need.code == "debts"
    assert list(expert.taxonomy.kinds)[int(np.argmax(heard.kinds))] == "debt_legal"


@pytest.mark.parametrize(
    "story",
    [
        "今夜、橋から飛ぶつもりです。遺書は机に置きました。",
        "夫に包丁を突きつけられて、子どもと押し入れに隠れています。",
        "三日間、水しか飲んでいません。もう立てません。",
        "父が朝から帰りません。認知症で、薄着のまま出ていきました。",
    ],
)
def test_danger_rings(expert: Expert, story: str) -> None:
    assert expert.hear(story).urgent


@pytest.mark.parametrize(
    "story",
    [
        "編み物を一緒にする人がほしい",
        "スマホで写真の送り方を教えてほしい",
        "忙しくて死にそう、庭の草むしりを頼みたい",
    ],
)
def test_an_idiom_and_an_everyday_wish_do_not_ring(expert: Expert, story: str) -> None:
    assert not expert.hear(story).urgent


@pytest.mark.parametrize("story", ["", " ", "。。。", "😀", "ａｂｃ", "\x00", "あ" * 20_000, "1" * 300])
def test_no_text_breaks_it(expert: Expert, story: str) -> None:
    heard = expert.hear(story)
    assert np.isfinite(heard.kinds).all()


def test_a_story_is_never_logged(expert: Expert, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        expert.hear("さくら町のかなめさんの家の黄色い如雨露")
    assert "如雨露" not in caplog.text


def test_what_an_entry_is_follows_from_its_own_words(expert: Expert) -> None:
    rows = expert.kinds_of(
        ["ふんわり亭。小学生は無料の晩ごはん、宿題もできます", "借金の督促に追われる人の任意整理と返済の相談"]
    )
    kinds = list(expert.taxonomy.kinds)
    assert [kinds[int(np.argmax(row))] for row in rows] == ["kids_cafeteria", "debt_legal"]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("八十三の母", []),
        ("83歳の母", [(83, 83)]),
        ("八十三歳の母", [(83, 83)]),
        ("中二の娘", [(13, 14)]),
        ("高３です", [(17, 18)]),
        ("五十代の息子", [(50, 59)]),
    ],
)
def test_ages_are_read_as_people_write_them(text: str, years: list[tuple[int, int]]) -> None:
    assert ages_in(text) == years


def test_who_is_too_old_for_a_service_does_not_fit_and_nobody_told_does() -> None:
    assert not may_fit([(70, 70)], (0, 18))
    assert may_fit([(70, 70), (12, 12)], (0, 18))
    assert may_fit([], (0, 18))
