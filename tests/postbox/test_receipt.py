import pytest

from sengetsu.postbox import receipt


def test_a_receipt_is_eight_clear_signs() -> None:
    made = receipt.make()
    assert len(made) == 9
    assert made[4] == "-"
    assert not set(made) & set("0O1IV")


def test_full_width_lower_case_and_spaces_are_forgiven() -> None:
    made = receipt.make()
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in made.replace("-", ""))
    for typed in (made.lower(), made.replace("-", " "), wide, f"　{made} ", made.replace("-", "－")):
        assert receipt.normalise(typed) == made


def test_one_wrong_sign_or_two_swapped_ones_are_noticed() -> None:
    whole = receipt.make().replace("-", "")
    for place in range(receipt.LENGTH):
        for sign in set(receipt.SIGNS) - {whole[place]}:
            assert receipt.normalise(whole[:place] + sign + whole[place + 1 :]) is None
    for place in range(receipt.LENGTH - 2):
        swapped = whole[:place] + whole[place + 1] + whole[place] + whole[place + 2 :]
        assert swapped == whole or receipt.normalise(swapped) is None


@pytest.mark.parametrize("typed", ["", "K7", "🌙" * 8, "0000-0000", "\x00", "K7QM-3XPA-9"])
def test_what_cannot_be_a_receipt_is_none(typed: str) -> None:
    assert receipt.normalise(typed) is None
