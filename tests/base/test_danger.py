"""Words that speak of danger to life: found in every spelling, and not in every talk of dying."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sengetsu.base.danger import LIST, danger_words, plain

SENTENCES = Path(__file__).with_name("danger_sentences.tsv")


def sentences() -> list[tuple[str, set[str]]]:
    """`\\n` in a sentence stands for a new line."""
    rows = [
        line.split("\t")
        for line in SENTENCES.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    return [(row[0].replace("\\n", "\n"), {name for name in row[1].split(",") if name}) for row in rows]


@pytest.mark.parametrize(
    ("sentence", "groups"), sentences(), ids=lambda value: value[:30] if isinstance(value, str) else ""
)
def test_a_sentence_tells_of_these_dangers(sentence: str, groups: set[str]) -> None:
    assert {found.group for found in danger_words(sentence)} == groups


def test_the_gravest_comes_first_and_each_expression_once() -> None:
    found = danger_words("電気を止められた。死にたい。死にたい。")
    assert [(one.group, one.severity, one.words) for one in found] == [
        ("suicide", 3, "死にたい"),
        ("utilities", 2, "電気を止められ"),
    ]
    assert found[0].label == "自殺・自傷"


def test_the_patterns_are_a_dialect_that_browsers_share() -> None:
    assert not re.search(
        r"\(\?<|\(\?P|\\b|\\Z|\\A|\(\?i", LIST.read_text(encoding="utf-8").split('"groups"')[1]
    )


def test_a_story_of_four_thousand_characters_is_searched_at_once() -> None:
    story = "夫の父が入院しました。" * 350 + "もう死にたい"
    assert [found.group for found in danger_words(story)] == ["suicide"]


@given(st.text())
def test_no_text_breaks_the_search(typed: str) -> None:
    danger_words(typed)
    assert plain(plain(typed)) == plain(plain(plain(typed)))
