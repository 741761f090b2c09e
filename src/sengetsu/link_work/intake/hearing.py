"""What can be compared of words that were only heard: names without honorifics, numbers inside a sentence."""

import re

from sengetsu.base.text import fold_phone

_GAPS = re.compile(r"[\s、，,・（）()「」／/]+")
_HONORIFIC = re.compile(r"(?<=.)(?:さん|さま|様|ちゃん|くん|君|氏|家|宅).*$")
# Also with full-width digits and any dash; a shorter run is an age or a house number.
_NUMBER = re.compile(r"[+＋]?[0-9０-９][0-9０-９()（）‐‑–—―−ー－\- 　]{6,}[0-9０-９]")
_AT_MOST = 6


def names_in(*texts: str) -> list[str]:
    """北川さんのお宅 → 北川. Pieces that may be a name or a way to call somebody, at most six."""
    pieces = (_HONORIFIC.sub("", piece) for text in texts for piece in _GAPS.split(text))
    return list(dict.fromkeys(piece for piece in pieces if piece))[:_AT_MOST]


def phones_in(text: str) -> list[str]:
    """048-000-0012 昼のうちに → 0480000012."""
    return [fold_phone(found) for found in _NUMBER.findall(text)]
