"""Amounts as people write them."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from sengetsu.base.yen import LARGEST, YenField, YenProblem, parse_yen, yen

AMOUNTS = st.integers(min_value=0, max_value=LARGEST)
FULL_WIDTH = str.maketrans("0123456789,", "０１２３４５６７８９，")


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("12340", 12340),
        ("12,340円", 12340),
        ("１２，３４０円", 12340),
        ("１２、３４０", 12340),
        ("¥12,340", 12340),
        ("￥ 12,340 也", 12340),
        ("12 340", 12340),
        ("0", 0),
        ("007", 7),
    ],
)
def test_every_usual_spelling_is_read(written: str, amount: int) -> None:
    assert parse_yen(written) == amount


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("-500", "マイナスの金額は書けません"),
        ("−５００", "マイナスの金額は書けません"),
        ("▲500", "マイナスの金額は書けません"),
        ("123.5", "小数は書けません"),
        ("１２３．５円", "小数は書けません"),
        ("1,23", "コンマの場所を確かめてください"),
        ("12,,340", "コンマの場所を確かめてください"),
        ("🍙", "金額として読めません"),
        ("12🍙340", "金額として読めません"),
        ("一万円くらい", "金額として読めません"),
        ("円", "金額として読めません"),
        ("٣٤", "金額として読めません"),
        ("1e5", "金額として読めません"),
        ("100000000", "99,999,999円までです"),
        ("9" * 400, "99,999,999円までです"),
    ],
)
def test_what_is_no_amount_is_answered_with_a_sentence(written: str, sentence: str) -> None:
    with pytest.raises(YenProblem, match=sentence):
        parse_yen(written)


@given(AMOUNTS)
def test_what_is_shown_can_be_read_again(amount: int) -> None:
    assert parse_yen(yen(amount)) == amount
    assert parse_yen(yen(amount).translate(FULL_WIDTH)) == amount


@given(st.text(max_size=30))
def test_any_text_is_an_amount_or_a_sentence(text: str) -> None:
    try:
        amount = parse_yen(text)
    except YenProblem:
        return
    assert 0 <= amount <= LARGEST


def test_the_field_says_the_sentence_and_leaves_nothing_as_nothing() -> None:
    field = YenField(required=False)
    assert field.clean("") is None
    assert field.clean("１，０００円") == 1000
    with pytest.raises(ValidationError, match="小数"):
        field.clean("1.5")
