"""The arithmetic of fees, compared with fractions for any rule, sales and waiver."""

from fractions import Fraction
from math import ceil, floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sengetsu.living_room.fees.choices import Kind, Rounding
from sengetsu.living_room.fees.rules import WHOLE, Calculation, Relief, Terms, fee, in_words, rounded

YEN = st.integers(min_value=0, max_value=99_999_999)
SMALL_YEN = st.integers(min_value=0, max_value=5_000)
RATES = st.integers(min_value=0, max_value=WHOLE)
ROUNDINGS = st.sampled_from(Rounding)
UNITS = st.sampled_from([1, 10, 100])
RELIEFS = st.builds(Relief, st.just("市の減免"), st.integers(min_value=1, max_value=WHOLE))
MINUTES = st.integers(min_value=0, max_value=24 * 60)


@st.composite
def bounds(draw: st.DrawFn) -> tuple[int, int | None]:
    low = draw(st.just(0) | SMALL_YEN)
    return low, draw(st.none() | st.integers(min_value=low, max_value=low + 50_000))


@st.composite
def percentages(draw: st.DrawFn) -> Terms:
    low, cap = draw(bounds())
    return Terms(
        Kind.PERCENTAGE, rate=draw(RATES), floor=low, cap=cap, rounding=draw(ROUNDINGS), unit=draw(UNITS)
    )


@st.composite
def any_terms(draw: st.DrawFn) -> Terms:
    low, cap = draw(bounds())
    return Terms(
        draw(st.sampled_from(Kind)),
        amount=draw(SMALL_YEN),
        rate=draw(RATES),
        floor=low,
        cap=cap,
        free_times=draw(st.integers(min_value=0, max_value=3)),
        rounding=draw(ROUNDINGS),
        unit=draw(UNITS),
    )


def by_fractions(rule: Terms, sales: int) -> Fraction:
    """The fee before a waiver, written down a second time with fractions and Python's own rounding."""
    parts = Fraction(sales) * Fraction(rule.rate, WHOLE) / rule.unit
    whole = {
        Rounding.DOWN: floor(parts),
        Rounding.UP: ceil(parts),
        Rounding.HALF_UP: floor(parts + Fraction(1, 2)),
    }[rule.rounding]
    amount = max(Fraction(whole * rule.unit), Fraction(rule.floor))
    return amount if rule.cap is None else min(amount, Fraction(rule.cap))


def words_of(calculation: Calculation) -> dict[str, str]:
    return {step.label: step.words for step in calculation.steps}


@given(percentages(), YEN)
def test_a_percentage_is_exact(rule: Terms, sales: int) -> None:
    assert fee(rule, sales=sales).amount == by_fractions(rule, sales)


@given(percentages(), YEN, RELIEFS)
def test_a_waiver_takes_its_share_and_drops_the_fraction_of_a_yen(
    rule: Terms, sales: int, waiver: Relief
) -> None:
    found = fee(rule, sales=sales, waiver=waiver)
    assert found.full == fee(rule, sales=sales).amount
    assert found.amount == floor(found.full * (1 - Fraction(waiver.rate, WHOLE)))
    assert found.waived == found.full - found.amount


@given(st.integers(min_value=0, max_value=5_000), MINUTES, ROUNDINGS, UNITS)
def test_hours_are_exact_too(amount: int, minutes: int, rounding: Rounding, unit: int) -> None:
    rule = Terms(Kind.HOURLY, amount=amount, rounding=rounding, unit=unit)
    exact = Fraction(amount) * Fraction(minutes, 60)
    assert fee(rule, minutes=minutes).amount == rounded(exact, rounding, unit)


@given(any_terms(), YEN, st.integers(min_value=1, max_value=5), st.none() | RELIEFS, MINUTES)
def test_no_fee_is_negative_or_above_what_it_was_before_the_waiver(
    rule: Terms, sales: int, number: int, waiver: Relief | None, minutes: int
) -> None:
    found = fee(rule, sales=sales, trial_number=number, waiver=waiver, minutes=minutes)
    assert 0 <= found.amount <= found.full
    assert isinstance(found.amount, int)
    assert found.steps[-1].label == "料金"


@given(percentages(), YEN)
def test_floor_and_cap_hold_before_the_waiver(rule: Terms, sales: int) -> None:
    found = fee(rule, sales=sales, waiver=Relief("市の減免", 5000))
    assert found.full >= rule.floor
    assert rule.cap is None or found.full <= rule.cap


@given(percentages(), YEN, YEN, st.none() | RELIEFS)
def test_more_sales_never_cost_less(rule: Terms, one: int, other: int, waiver: Relief | None) -> None:
    less, more = sorted([one, other])
    assert fee(rule, sales=less, waiver=waiver).amount <= fee(rule, sales=more, waiver=waiver).amount


@given(any_terms(), YEN, MINUTES)
def test_a_full_waiver_leaves_nothing(rule: Terms, sales: int, minutes: int) -> None:
    assert fee(rule, sales=sales, minutes=minutes, waiver=Relief("全額の減免")).amount == 0


@given(any_terms(), YEN, MINUTES)
def test_the_free_trials_are_free_and_the_next_is_not_a_trial(rule: Terms, sales: int, minutes: int) -> None:
    for number in range(1, rule.free_times + 1):
        assert fee(rule, sales=sales, minutes=minutes, trial_number=number).amount == 0
    after = fee(rule, sales=sales, minutes=minutes, trial_number=rule.free_times + 1)
    assert "お試し" not in words_of(after)


@given(st.fractions(min_value=0, max_value=10**9), UNITS)
def test_rounding_stays_within_one_unit_and_keeps_its_side(exact: Fraction, unit: int) -> None:
    down, half, up = (rounded(exact, one, unit) for one in (Rounding.DOWN, Rounding.HALF_UP, Rounding.UP))
    assert down <= exact <= up
    assert down in {up, up - unit}
    assert half in {down, up}
    assert abs(half - exact) <= Fraction(unit, 2)
    assert down % unit == half % unit == up % unit == 0


@given(st.integers(min_value=0, max_value=10**6), UNITS, ROUNDINGS)
def test_what_is_round_already_stays(times: int, unit: int, rounding: Rounding) -> None:
    assert rounded(Fraction(times * unit), rounding, unit) == times * unit
    assert rounded(rounded(Fraction(times, 3), rounding, unit) * Fraction(1), rounding, unit) == rounded(
        Fraction(times, 3), rounding, unit
    )


def test_a_half_is_rounded_up() -> None:
    assert rounded(Fraction(1235, 10), Rounding.HALF_UP, 1) == 124
    assert rounded(Fraction(1234, 10), Rounding.HALF_UP, 1) == 123
    assert rounded(Fraction(150), Rounding.HALF_UP, 100) == 200


def test_every_step_is_said_in_its_order() -> None:
    rule = Terms(Kind.PERCENTAGE, rate=1000, floor=500, cap=3000, rounding=Rounding.DOWN, unit=10)
    found = fee(rule, sales=12_345, waiver=Relief("はじめての出店", 5000))
    assert [(step.label, step.words) for step in found.steps] == [
        ("売上", "12,345円"),
        ("割合", "12,345円 × 10% ＝ 1,234.5円"),
        ("端数", "10円未満は切り捨て → 1,230円"),
        ("下限", "500円（そのまま）"),
        ("上限", "3,000円（そのまま）"),
        ("減免", "はじめての出店（50%） −615円"),
        ("料金", "615円"),
    ]


def test_floor_and_cap_say_what_they_did() -> None:
    rule = Terms(Kind.PERCENTAGE, rate=1000, floor=550, cap=3000)
    assert words_of(fee(rule, sales=0))["下限"] == "550円にとどかないので、550円"
    assert words_of(fee(rule, sales=100_000))["上限"] == "3,000円をこえるので、3,000円"


def test_a_trial_says_which_one_it_is() -> None:
    found = fee(Terms(Kind.PERCENTAGE, rate=1000, free_times=2), sales=8000, trial_number=2)
    assert words_of(found) == {
        "売上": "8,000円",
        "お試し": "はじめの2回は無料です（これは2回目）",
        "料金": "0円",
    }


def test_a_third_of_an_hour_says_that_it_is_cut() -> None:
    found = fee(Terms(Kind.HOURLY, amount=100), minutes=200)
    assert words_of(found)["1時間あたり"] == "100円 × 3時間20分 ＝ 約333.33円"
    assert found.amount == 333


def test_a_percentage_of_unknown_sales_is_no_fee() -> None:
    with pytest.raises(ValueError, match="needs the sales"):
        fee(Terms(Kind.PERCENTAGE, rate=1000))


@pytest.mark.parametrize("wrong", [{"sales": -1}, {"minutes": -1}, {"trial_number": 0}])
def test_a_negative_number_is_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="not negative"):
        fee(Terms(Kind.PERCENTAGE, rate=1000), **wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (Terms(Kind.FREE), "無料"),
        (Terms(Kind.FIXED, amount=1000), "1回 1,000円"),
        (Terms(Kind.HOURLY, amount=300, unit=10), "1時間 300円（10円未満は切り捨て）"),
        (
            Terms(Kind.PERCENTAGE, rate=1250, floor=500, cap=3000, free_times=2),
            "売上の12.5%（1円未満は切り捨て、下限500円、上限3,000円、はじめの2回は無料）",
        ),
    ],
)
def test_a_rule_is_one_line(rule: Terms, words: str) -> None:
    assert in_words(rule) == words
