"""Both calendars: reading what people write, and writing what people read. Import it as `base.dates`.

Eras begin on the day that law gives (改元の政令; 明治45年7月30日 and 大正15年12月25日 belong to both eras).
Before 明治6年1月1日 (1873-01-01) Japan used a lunar calendar, so nothing earlier is accepted.
"""

import re
from dataclasses import dataclass
from datetime import date

from .numerals import half_width, kanji_to_digits

EARLIEST = date(1873, 1, 1)
LATEST = date(2199, 12, 31)
WEEKDAYS = "月火水木金土日"


class DateProblem(ValueError):
    """What was typed is no date. The message is a Japanese sentence for the page."""


@dataclass(frozen=True)
class Era:
    name: str
    letter: str
    first: date
    last: date | None = None

    @property
    def first_year(self) -> int:
        """The western year of 元年."""
        return 1868 if self.letter == "M" else self.first.year


ERAS = (  # newest first
    Era("令和", "R", date(2019, 5, 1)),
    Era("平成", "H", date(1989, 1, 8), date(2019, 4, 30)),
    Era("昭和", "S", date(1926, 12, 25), date(1989, 1, 7)),
    Era("大正", "T", date(1912, 7, 30), date(1926, 12, 25)),
    Era("明治", "M", EARLIEST, date(1912, 7, 30)),
)
ERA_OF = {key: era for era in ERAS for key in (era.name, era.letter, era.name[0])}
ERA_PATTERN = r"(?P<era>明治|大正|昭和|平成|令和|[明大昭平令MTSHR])"
_BETWEEN = r"\s*[-/.・年]\s*"
_END = r"\s*日?\s*(?:\((?P<weekday>[月火水木金土日])(?:曜日?)?\)|(?P<weekday2>[月火水木金土日])曜日?)?"
_ERA_DATE = re.compile(
    rf"{ERA_PATTERN}\.?\s*(?P<year>元|\d{{1,3}}){_BETWEEN}(?P<month>\d{{1,2}})\s*[-/.・月]\s*(?P<day>\d{{1,2}}){_END}"
)
_ERA_DIGITS = re.compile(rf"{ERA_PATTERN}(?P<year>\d\d)(?P<month>\d\d)(?P<day>\d\d)")
_WESTERN_DATE = re.compile(
    rf"(?:西暦\s*)?(?P<year>\d{{4}}){_BETWEEN}(?P<month>\d{{1,2}})\s*[-/.・月]\s*(?P<day>\d{{1,2}}){_END}"
)
_WESTERN_DIGITS = re.compile(r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)")
_HOW = "「令和8年11月24日」「R8.11.24」「2026-11-24」のように書いてください。"


def plain_date(text: str) -> str:
    """What was typed, in one width, with every kind of dash as a hyphen and kanji numerals as digits."""
    folded = re.sub("[‐‑‒–—―−ー－]", "-", half_width(text)).upper()
    # Kanji numerals only where they stand for a number: 月 and 日 are also weekday names.
    return kanji_to_digits(folded)


def era_of(day: date) -> Era:
    """The era of a day; a day that belongs to two eras is written in the newer one."""
    for era in ERAS:
        if day >= era.first:
            return era
    raise DateProblem("明治5年までは旧暦のため、日付を扱えません。")


def era_year(day: date) -> str:
    """令和8年, 令和元年."""
    era = era_of(day)
    year = day.year - era.first_year + 1
    return f"{era.name}{'元' if year == 1 else year}年"


def weekday_name(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]}曜日"


def wareki(day: date, *, weekday: bool = False) -> str:
    """令和8年11月24日, with `weekday` 令和8年11月24日（火）. Raises `DateProblem` before 1873."""
    return f"{era_year(day)}{month_and_day(day, weekday=weekday)}"


def western(day: date, *, weekday: bool = False) -> str:
    """2026年11月24日, with `weekday` 2026年11月24日（火）."""
    return f"{day.year}年{month_and_day(day, weekday=weekday)}"


def month_and_day(day: date, *, weekday: bool = True) -> str:
    """11月24日（火）."""
    return f"{day.month}月{day.day}日" + (f"（{WEEKDAYS[day.weekday()]}）" if weekday else "")


def _existing(year: int, month: int, day: int, *, as_typed: str) -> date:
    try:
        found = date(year, month, day)
    except ValueError:
        raise DateProblem(f"{as_typed}という日はありません。日付を確かめてください。") from None
    if not EARLIEST <= found <= LATEST:
        raise DateProblem(f"{EARLIEST.year}年（明治6年）から{LATEST.year}年までの日付を書いてください。")
    return found


def _check_weekday(found: date, match: re.Match[str]) -> None:
    groups = match.groupdict()
    typed = groups.get("weekday") or groups.get("weekday2")
    if typed and typed != WEEKDAYS[found.weekday()]:
        raise DateProblem(f"{wareki(found)}は{weekday_name(found)}です。日付か曜日を確かめてください。")


def _from_era(match: re.Match[str]) -> date:
    era = ERA_OF[match["era"]]
    year = 1 if match["year"] == "元" else int(match["year"])
    month, day = int(match["month"]), int(match["day"])
    shown = f"{era.name}{'元' if year == 1 else year}年{month}月{day}日"
    if year == 0:
        raise DateProblem(f"{era.name}0年はありません。はじめの年は「{era.name}元年」です。")
    if era.letter == "M" and year < EARLIEST.year - 1867:
        raise DateProblem("明治5年までは旧暦のため、日付を扱えません。明治6年からの日付を書いてください。")
    found = _existing(era.first_year + year - 1, month, day, as_typed=shown)
    if found < era.first or (era.last is not None and found > era.last):
        raise DateProblem(f"{shown}という日はありません。{wareki(found)}のことですか。")
    return found


def parse_date(text: str) -> date:
    """Read a date of either calendar. Raises `DateProblem` whose message says what to write instead."""
    plain = plain_date(text)
    if not plain:
        raise DateProblem(f"日付を書いてください。{_HOW}")
    if match := _ERA_DATE.fullmatch(plain) or _ERA_DIGITS.fullmatch(plain):
        found = _from_era(match)
    elif match := _WESTERN_DATE.fullmatch(plain) or _WESTERN_DIGITS.fullmatch(plain):
        year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
        found = _existing(year, month, day, as_typed=f"{year}年{month}月{day}日")
    else:
        raise DateProblem(f"日付として読めません。{_HOW}")
    _check_weekday(found, match)
    return found
