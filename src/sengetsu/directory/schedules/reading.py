"""Times as a town writes them (平日 8:30–17:15、第1・3火曜 13時〜16時) read into rules.

What is not understood gives no rule: the words stay what the page shows, and a filter that asks for hours
does not find the entry. A rule is never guessed.
"""

import re
from dataclasses import dataclass
from datetime import time

from sengetsu.base.numerals import half_width, kanji_to_digits

from .choices import WEEKDAYS, Frequency

DAYS = dict(zip("月火水木金土日", WEEKDAYS, strict=True))
_ALL_DAY = (time(0, 0), time(23, 59))
_DASH = r"\s*[-~〜～–—−ー から]+\s*"
_CLOCK = r"(午前|午後|夜|朝)?\s*(\d{1,2})\s*(?:[:時]\s*(\d{2}|半)?\s*分?)"
_HOURS = re.compile(_CLOCK + _DASH + _CLOCK)
_SHORT_HOURS = re.compile(r"(?<![\d:])(\d{1,2})\s*[-~〜～–]\s*(\d{1,2})\s*時?(?![\d:])")
_SPAN = re.compile(r"([月火水木金土日])曜?日?\s*[-~〜～–から]+\s*([月火水木金土日])")
_NTH = re.compile(r"第\s*((?:\d|最終)(?:[・、,]\s*第?\d)*)\s*(?:週\s*の?)?([月火水木金土日])")
_DAY_RUN = re.compile(
    r"(?<![第\d月年])([月火水木金土日](?:[・、/,]?[月火水木金土日])*)(?=曜|[・、\s]|$|\d|祝|と|の|\()"
)
_WEEK = re.compile(r"平日")
_OTHER_DAY = re.compile(r"[平毎休祝当本前翌後定]日|日時|日程|日曜以外")
_EVERY = re.compile(r"毎日|年中|24時間|いつでも|随時24")
NOON = 12
LAST_HOUR = 23


@dataclass(frozen=True)
class Rule:
    frequency: Frequency
    byday: str
    opens_at: time | None
    closes_at: time | None


def _clock(part: str, hour: str, minute: str, before: str = "") -> time | None:
    number = int(hour)
    if (part or before) in {"午後", "夜"} and number < NOON:
        number += NOON
    if number > LAST_HOUR:
        return time(23, 59)
    minutes = 30 if minute == "半" else int(minute or 0)
    return time(number, minutes) if minutes < 60 else None  # noqa: PLR2004 - minutes of an hour


def _hours(text: str) -> tuple[time | None, time | None]:
    if "24時間" in text:
        return _ALL_DAY
    found = _HOURS.search(text)
    if found:
        opens = _clock(found[1] or "", found[2], found[3] or "")
        closes = _clock(found[4] or "", found[5], found[6] or "", found[1] or "")
    else:
        short = _SHORT_HOURS.search(text)
        if not short:
            return None, None
        opens, closes = _clock("", short[1], ""), _clock("", short[2], "")
    return (opens, closes) if opens and closes and opens < closes else (None, None)


def _days(text: str) -> tuple[Frequency, list[str]]:
    nth = _NTH.findall(text)
    if nth:
        places = [
            f"{'-1' if place == '最終' else place}{DAYS[day]}"
            for numbers, day in nth
            for place in re.findall(r"最終|\d", numbers)
        ]
        return Frequency.MONTHLY, places
    days: list[str] = []
    if _EVERY.search(text):
        days = list(WEEKDAYS)
    elif _WEEK.search(text):
        days = list(WEEKDAYS[:5])
    for first, last in _SPAN.findall(text):
        begin, end = WEEKDAYS.index(DAYS[first]), WEEKDAYS.index(DAYS[last])
        days += WEEKDAYS[begin : end + 1] if begin <= end else [*WEEKDAYS[begin:], *WEEKDAYS[: end + 1]]
    for run in _DAY_RUN.findall(_OTHER_DAY.sub(" ", _SPAN.sub(" ", text))):
        days += [DAYS[sign] for sign in run if sign in DAYS]
    return Frequency.WEEKLY, [day for day in WEEKDAYS if day in days]


def rules_in(text: str) -> list[Rule]:
    """Every rule in a text of times; parts are divided by 、。; or a new line where days follow."""
    plain = half_width(text).replace("曜日", "曜")
    plain = re.sub(r"(?<=第)[一二三四五]", lambda found: kanji_to_digits(found.group()), plain)
    plain = re.sub(r"\([^)]*(?:休|除)[^)]*\)", " ", plain)
    rules = []
    for part in re.split(r"[。;\n/]|、(?=\s*(?:第|[月火水木金土日]曜|平日|毎))", plain):
        if re.search(r"休(?:み|業|館|診)|除く", part):
            continue
        frequency, days = _days(part)
        if not days:
            continue
        opens, closes = _hours(part)
        rules.append(Rule(frequency, ",".join(days), opens, closes))
    return list(dict.fromkeys(rules))
