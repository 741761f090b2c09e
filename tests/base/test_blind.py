"""Blind tokens: found across spellings, and telling nothing to who has no key."""

from itertools import permutations
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as how
from hypothesis import strategies as st

from sengetsu.base import blind, synonyms
from sengetsu.base.text import fold

GROUPS = [(group.display, *group.others, *group.hidden) for group in synonyms.groups()]


def finds(query: str, note: str) -> bool:
    found = blind.words(note)
    asked = blind.query(query)
    return bool(asked) and all(one & found for one in asked)


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group[0])
def test_every_spelling_of_a_group_finds_every_other(group: tuple[str, ...]) -> None:
    for typed, written in permutations(group, 2):
        assert finds(typed, f"きのう{written}のことで電話があった。"), (typed, written)


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        ("家計", "家計相談に同行した"),
        ("家計相談", "家計の相談をした"),
        ("相談", "社協の家計相談"),
        ("年金", "母の老齢基礎年金のみ"),
        ("引きこもり 息子", "引き籠もりの息子さん"),
        ("髙橋", "高橋さんより電話"),
        ("訪問", "訪問した"),
        ("話す", "玄関で話した"),
        ("０４８－０００－０００１", "電話は048-000-0001です"),
        ("0480000001", "電話は048-000-0001です"),
        ("青い屋根", "三丁目の青い屋根の家"),
        ("シニア", "お年寄りの集まり"),
        ("うつ", "うつ病と診断された"),
        ("叩く", "子どもがたたかれた"),
        ("Amazon", "ＡＭＡＺＯＮの箱"),
        ("2026", "2026年のこと"),
    ],
)
def test_a_word_is_found_in_other_clothes(typed: str, note: str) -> None:
    assert finds(typed, note)


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        ("うつ", "どういうつもりか分からない"),
        ("DV", "adviceをもらった"),
        ("家計", "時計を直した"),
        ("息子 年金", "息子さんと話した"),
        ("介護", "買い物に行った"),
    ],
)
def test_a_word_that_is_not_there_is_not_found(typed: str, note: str) -> None:
    assert not finds(typed, note)


def test_a_query_of_small_words_asks_for_something_that_no_note_has() -> None:
    assert blind.query("   ") == []
    assert not finds("は", "今日は晴れ")


@pytest.mark.parametrize(
    "typed",
    [
        "きた", "北川", "キタガワ", "ｷﾀ", "がわ", "はなこ", "花子", "北川花子", "北川 花子", "花子　北川",
        "きたがわ はなこ", "ハナコ", "北", "き",
    ],
)  # fmt: skip
def test_kitagawa_hanako_is_found_by(typed: str) -> None:
    assert blind.name_query(typed) <= blind.name_pieces("北川 花子", "キタガワ ハナコ")


@pytest.mark.parametrize("typed", ["喜多", "きたの", "北山", "たろう", "川北"])
def test_kitagawa_hanako_is_not_found_by(typed: str) -> None:
    assert not blind.name_query(typed) <= blind.name_pieces("北川 花子", "キタガワ ハナコ")


@pytest.mark.parametrize(
    ("typed", "name", "reading"),
    [
        ("渡邊", "渡辺", ""),
        ("高崎", "髙﨑", ""),
        ("さとう", "佐藤", "ｻﾄｳ"),
        ("かずこ", "", "カヅコ"),
        ("しようこ", "", "ショウコ"),
        ("maria", "Maria García", ""),
        ("青い屋根", "青い屋根の家の息子さん", ""),
    ],
)
def test_a_half_heard_name_is_found(typed: str, name: str, reading: str) -> None:
    assert blind.name_query(typed) <= blind.name_pieces(name, reading)


def test_the_same_piece_has_another_number_in_another_kind() -> None:
    pieces = blind.words("北川さんの家計相談。電話 048-000-0001") | blind.name_pieces("北川 花子", "キタガワ")
    kinds = [blind.tokens(pieces, kind=kind) for kind in ("word", "name", "phone", "address")]
    assert sum(map(len, kinds)) == len(set().union(*kinds)) == 4 * len(pieces)


def test_a_number_fits_into_a_big_integer_column() -> None:
    numbers = blind.tokens((str(number) for number in range(2000)), kind="word")
    assert len(numbers) == 2000
    assert -(2**63) <= min(numbers) < 0 < max(numbers) < 2**63


def test_another_key_gives_other_numbers(settings: Any, tmp_path: Path) -> None:
    before = blind.token("家計", kind="word")
    settings.KEYS = tmp_path
    (tmp_path / "blind.key").write_text("ab" * 32)
    assert blind.token("家計", kind="word") != before


@pytest.mark.parametrize("content", [None, "", "zz" * 32, "ab"])
def test_a_missing_or_broken_key_is_a_loud_error(settings: Any, tmp_path: Path, content: str | None) -> None:
    settings.KEYS = tmp_path
    if content is not None:
        (tmp_path / "blind.key").write_text(content)
    with pytest.raises(blind.BlindKeyMissing, match="blind"):
        blind.tokens({"家計"}, kind="word")


def test_a_story_of_fifty_thousand_characters_is_indexed_to_its_end() -> None:
    story = "息子は部屋から出ていません。" * 3600 + "最後に移動販売の話をした。"
    assert finds("移動販売", story)


def test_many_threads_split_words_at_once() -> None:
    expected = blind.words("社協の家計相談を案内した")
    found: list[set[str]] = []
    threads = [
        Thread(target=lambda: found.extend(blind.words("社協の家計相談を案内した") for _ in range(50)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 200


@how(max_examples=150, deadline=None)
@given(st.text(max_size=80))
def test_no_text_breaks_the_splitter(typed: str) -> None:
    blind.words(typed)
    blind.query(typed)
    blind.name_query(typed)


def test_hurtful_words_are_understood_and_never_displayed() -> None:
    hidden = [word for group in synonyms.groups() for word in group.hidden]
    shown = {fold(word) for group in synonyms.groups() for word in (group.display, *group.others)}
    assert "痴呆" in hidden
    assert not shown & {fold(word) for word in hidden}


@pytest.mark.parametrize(
    ("text", "known"), [("うつ病です", True), ("どういうつもり", False), ("adviceを", False)]
)
def test_a_short_word_that_stands_inside_another_by_chance_means_nothing(text: str, known: bool) -> None:
    assert any(piece.startswith("=") for piece in blind.words(text)) is known
