"""Digits as people write them: full-width, kanji, with units of ten and hundred."""

import re
import unicodedata

_DIGITS = {"〇": 0, "零": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_RUN = re.compile("[" + "".join(_DIGITS) + "".join(_UNITS) + "]+")


def half_width(text: str) -> str:
    """NFKC without surrounding spaces: ２０２６ becomes 2026, ㋿ becomes 令和."""
    return unicodedata.normalize("NFKC", text).strip()


def _number(run: str) -> str:
    if not any(sign in _UNITS for sign in run):  # 一九八 is a row of digits
        return "".join(str(_DIGITS[sign]) for sign in run)
    total = 0
    pending: int | None = None
    for sign in run:
        if sign in _UNITS:
            total += (1 if pending is None else pending) * _UNITS[sign]
            pending = None
        else:
            pending = (pending or 0) * 10 + _DIGITS[sign]
    return str(total + (pending or 0))


def kanji_to_digits(text: str) -> str:
    """Every run of kanji numerals as digits: 二十四 becomes 24. Not for names (三千代, 八千草)."""
    return _RUN.sub(lambda found: _number(found.group()), text)
