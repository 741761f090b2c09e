"""Text that is compared, and telephone numbers and postal codes as they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sengetsu.base import text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("髙橋", "高橋"),
        ("山﨑", "山崎"),
        ("渡邊", "渡辺"),
        ("渡邉", "渡辺"),
        ("齋藤", "斉藤"),
        ("齊藤", "斎藤"),
        ("澤田", "沢田"),
        ("濵田", "浜田"),
        ("廣瀨", "広瀬"),
        ("櫻井", "桜井"),
        ("國分", "国分"),
        ("嶋田", "島田"),
        ("眞子", "真子"),
        ("惠", "恵"),
        ("𠮷田", "吉田"),
        ("ｻﾄｳ", "さとう"),
        ("サトウ", "さとう"),
        ("ﾀﾞｲｽｹ", "だいすけ"),
        ("龍ヶ崎", "竜ケ崎"),
        ("サ－ビス", "サービス"),
        ("サ−ビス", "サービス"),
        ("サービス", "さーびす"),
        ("佐藤　花子", "佐藤花子"),
        ("ＳＥＮＧＥＴＳＵ", "sengetsu"),
        ("葛\U000e0100城", "葛城"),
        ("辻\ufe00", "辻"),
        ("４ー１９８", "4-198"),
        ("4–198", "4-198"),
        ("García", "GARCIA"),
        ("カ゛", "が"),
    ],
)
def test_two_spellings_of_one_thing_are_equal_when_compared(one: str, other: str) -> None:
    assert text.fold(one) == text.fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("北川", "喜多川"), ("はは", "ばば"), ("1-2", "12"), ("木", "本")]
)
def test_different_things_stay_different(one: str, other: str) -> None:
    assert text.fold(one) != text.fold(other)


# What is typed in Japan: Latin with accents, kana and kanji of both widths, dashes, variation marks.
JAPANESE = st.text(
    st.sampled_from("aZ é09-ー－〜‐あぁがヴヶカｶﾞ゛髙高﨑邊國亞\u3000\ufe00\U000e0100\u200b\n😀"), max_size=60
)


@given(JAPANESE)
def test_folding_twice_changes_nothing_more(typed: str) -> None:
    once = text.fold(typed)
    assert text.fold(once) == once


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("048-000-0000", "048-000-0000"),
        ("０４８（０００）００００", "048-000-0000"),
        ("048 000 0000", "048-000-0000"),
        ("０４８ー０００ー００００", "048-000-0000"),
        ("0485940000", "048-594-0000"),
        ("0300000000", "03-0000-0000"),
        ("03-000-00000", "03-0000-0000"),
        ("09000000000", "090-0000-0000"),
        ("090ｰ0000ｰ0000", "090-0000-0000"),
        ("+81 90 0000 0000", "090-0000-0000"),
        ("+81-48-594-0000", "048-594-0000"),
        ("0120000000", "0120-000-000"),
        ("08000000000", "0800-000-0000"),
        ("0570-00-0000", "0570-000-000"),
        ("0493-00-0000", "0493-00-0000"),
        ("0493000000", "0493000000"),
        ("電話：048-000-0000", "048-000-0000"),
        ("#8008", "#8008"),
        ("189", "189"),
    ],
)
def test_a_telephone_number_gets_its_hyphens_where_they_are_certain(typed: str, written: str) -> None:
    assert text.normalise_phone(typed) == written


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "電話番号を書いてください"),
        ("なし", "数字ではない文字"),
        ("048-000-000", "いまは9けたです"),
        ("594-0000", "市外局番から"),
        ("048-000-00000", "11けたの電話番号は"),
        ("048-000-0000😀", "数字ではない文字"),
        ("0" * 4000, "いまは4000けたです"),
    ],
)
def test_what_is_no_telephone_number_is_refused_with_a_sentence(typed: str, sentence: str) -> None:
    with pytest.raises(text.PhoneProblem, match=sentence):
        text.normalise_phone(typed)


def test_telephone_numbers_are_compared_by_their_digits() -> None:
    assert {
        text.fold_phone(typed) for typed in ("048-594-0000", "０４８５９４００００", "+81 48-594-0000")
    } == {"0485940000"}


def test_a_postal_code_is_seven_digits() -> None:
    assert text.normalise_postal_code("〒３６４－００３５") == "364-0035"
    assert text.normalise_postal_code("3640035") == "364-0035"
    for typed in ("364-003", "３６４ー００３５X", ""):
        with pytest.raises(text.PostalCodeProblem, match="7けた"):
            text.normalise_postal_code(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "西高尾4-198-5",
        "西高尾４丁目１９８番５号",
        "西高尾四丁目198番地5",
        "西高尾四丁目百九十八番地の五",
        "西高尾4－198－5",
        "西高尾４ー１９８ー５",
        "西高尾 4丁目 198の5",
        "大字西高尾4-198-5号",
    ],
)
def test_one_house_is_one_address(typed: str) -> None:
    assert text.normalise_address(typed) == "西高尾4-198-5"


def test_the_prefecture_does_not_matter_and_a_room_does() -> None:
    assert text.normalise_address("埼玉県北本市西高尾4-198-5") == text.normalise_address(
        "北本市西高尾4-198-5"
    )
    assert text.normalise_address("西高尾4-198-5 203号室") != text.normalise_address("西高尾4-198-5 204号室")


def test_a_kanji_numeral_in_the_name_of_a_place_stays() -> None:
    assert "八幡" in text.normalise_address("八幡3丁目1番2号")
    assert text.normalise_address("青い屋根の家の息子さん") == text.fold("青い屋根の家の息子さん")
