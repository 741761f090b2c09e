"""Text as it is compared, never as it is shown: width, kana, name variants, numbers, addresses.

Originals are kept everywhere; what these functions return goes into search tokens and duplicate checks.
`normalise_phone` and `normalise_postal_code` are the exception: they make the written form.
"""

import re
import unicodedata

from .data import folding_table
from .numerals import half_width, kanji_to_digits

_DASHES = "‐‑‒–—―−─━－﹣⁃~〜～"
_TO_HYPHEN = str.maketrans(dict.fromkeys(_DASHES, "-"))
_KATAKANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヴ") + 1)}
_KATAKANA |= {ord("ヵ"): ord("か"), ord("ヶ"): ord("け")}  # 龍ヶ崎 and 龍ケ崎 are one place
_UNSEEN = re.compile(
    "[\\s\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]+"
)  # spaces, variation marks
_ACCENTED = re.compile("[\u00c0-\u024f]+")
_AFTER_KANA = re.compile(r"(?<=[^\W\da-zー])[-ー]+")
_AFTER_DIGIT = re.compile(r"(?<=[\da-z])[-ー]+(?=[\da-z])")


def _without_accents(letters: re.Match[str]) -> str:
    plain = unicodedata.normalize("NFD", letters.group())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def fold(text: str) -> str:
    """For comparison only: one width, one kana, one form of each name character, no spaces, no case."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_TO_HYPHEN)
    plain = _UNSEEN.sub("", plain).translate(folding_table()).translate(_KATAKANA)
    plain = unicodedata.normalize("NFKC", plain)  # a mark that stood apart joins its kana
    plain = _ACCENTED.sub(_without_accents, plain)  # García is Garcia; kana keep their marks
    return _AFTER_DIGIT.sub("-", _AFTER_KANA.sub("ー", plain))  # さ-びす, 4ー198


class PhoneProblem(ValueError):
    """What was typed is no telephone number. The message is a Japanese sentence for the page."""


class PostalCodeProblem(ValueError):
    """What was typed is no postal code. The message is a Japanese sentence for the page."""


_MOBILE_LENGTH = 11
# Numbers that are split in one way only (総務省 電気通信番号計画, 市外局番の一覧): pattern and length.
_SPLITS = (
    (re.compile(r"(0800)(\d{3})(\d{4})"), 11),
    (re.compile(r"(0[5-9]0)(\d{4})(\d{4})"), 11),
    (re.compile(r"(0120|0570|0990)(\d{3})(\d{3})"), 10),
    (re.compile(r"(0[36])(\d{4})(\d{4})"), 10),
)
# Areas whose whole range is split 3-3-4; others keep the writer's own hyphens.
_THREE_DIGIT_AREA = re.compile(r"(011|04[45]|048(?=[2-9])|052|07[58]|092(?=[1-9]))(\d{3})(\d{4})")


def fold_phone(text: str) -> str:
    """Digits only, for comparison; +81 becomes 0."""
    return re.sub(r"\D", "", re.sub(r"^\+81[\s-]*(?:\(0\)|0)?", "0", half_width(text)))


def normalise_phone(text: str) -> str:
    """The written form of a telephone number: half-width, with hyphens where they are certain.

    A short public number (#7119, 189, 110) stays. Raises `PhoneProblem` for what is no number.
    """
    plain = re.sub(rf"[{_DASHES}ー.・]", "-", half_width(text))
    plain = re.sub(r"^(?:tel|電話)[:\s]*", "", plain, flags=re.IGNORECASE)
    if re.fullmatch(r"#\d{4}|1\d{2}", plain):
        return plain
    if re.search(r"[^\d\s()+-]", plain):
        raise PhoneProblem("電話番号に数字ではない文字があります。「048-000-0000」のように書いてください。")
    digits = fold_phone(plain)
    if not digits:
        raise PhoneProblem("電話番号を書いてください。「048-000-0000」のように書いてください。")
    if not digits.startswith("0"):
        raise PhoneProblem("市外局番から書いてください。「048-000-0000」のように書いてください。")
    if len(digits) not in {10, _MOBILE_LENGTH}:
        raise PhoneProblem(f"電話番号の数字は10けたか11けたです。いまは{len(digits)}けたです。")
    for pattern, length in _SPLITS:
        if len(digits) == length and (match := pattern.fullmatch(digits)):
            return "-".join(match.groups())
    if len(digits) == _MOBILE_LENGTH:
        raise PhoneProblem("11けたの電話番号は 090・080・070・050・060 か 0800 ではじまります。")
    own = re.sub(r"[\s()-]+", "-", plain).strip("-")
    if re.fullmatch(r"0\d{1,4}-\d{1,4}-\d{4}", own):
        return own
    sure = _THREE_DIGIT_AREA.fullmatch(digits)
    return "-".join(sure.groups()) if sure else digits


def normalise_postal_code(text: str) -> str:
    """364-0035. Raises `PostalCodeProblem` for anything but seven digits."""
    digits = re.sub(r"[〒\s-]", "", re.sub(rf"[{_DASHES}ー]", "-", half_width(text)))
    if not re.fullmatch(r"\d{7}", digits):
        raise PostalCodeProblem("郵便番号は7けたの数字です。「364-0000」のように書いてください。")
    return f"{digits[:3]}-{digits[3:]}"


_PREFECTURE = re.compile(r"^(?:東京都|北海道|京都府|大阪府|[^市区町村\d]{2,3}県)")
_KANJI_NUMBER = re.compile(r"[〇一二三四五六七八九十百]+(?=丁目|番|号|の[〇一二三四五六七八九十百\d]|-|ー|$)")
_UNIT = re.compile(r"(?<=\d)(?:丁目|番地の?|番|号室?|の(?=\d))")


def normalise_address(text: str) -> str:
    """An address for comparison: 西高尾四丁目198番5号 and 西高尾4-198-5 become the same."""
    plain = _PREFECTURE.sub("", fold(text)).replace("大字", "")
    plain = _KANJI_NUMBER.sub(lambda found: kanji_to_digits(found.group()), plain)
    plain = re.sub(r"(?<=\d)ー(?=\d)", "-", plain)
    return re.sub(r"-+", "-", _UNIT.sub("-", plain)).strip("-")
