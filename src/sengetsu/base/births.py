"""Birth dates as link workers hear them: a date of either calendar, a year, or "about 50"."""

import re
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from .eras import ERA_OF, ERA_PATTERN, DateProblem, parse_date, plain_date, wareki

OLDEST = 130  # years; nobody known has lived longer than 122
_ABOUT = r"(?:くらい|ぐらい|位|ころ|ごろ|頃|前後|ほど|程度?|弱|強|らしい|\?)*"
_LEAD = r"(?:約|およそ|おおよそ|だいたい|大体|たぶん|多分|推定)?\s*"
_AGE = re.compile(rf"{_LEAD}(?:満)?(?P<age>\d{{1,3}})\s*(?:歳|才|さい)?\s*{_ABOUT}")
_DECADE = re.compile(
    rf"{_LEAD}(?P<age>\d{{1,2}}0)\s*(?:歳|才)?代\s*(?P<part>前半|なかば|半ば|中盤|後半)?\s*{_ABOUT}"
)
_YEAR = re.compile(
    rf"{_LEAD}(?:{ERA_PATTERN}\.?\s*(?P<year>元|\d{{1,2}})|(?P<western>\d{{4}}))\s*(?P<unit>年代|年)?\s*"
    rf"(?:生まれ|うまれ|生)?\s*{_ABOUT}\s*(?:生まれ|うまれ|生)?"
)
_MIDDLE = {None: 5, "前半": 2, "なかば": 5, "半ば": 5, "中盤": 5, "後半": 7}


@dataclass(frozen=True)
class Birth:
    """`day` if it is known; else `year` if it can be estimated; `words` always as they were said."""

    day: date | None
    year: int | None
    words: str
    approximate: bool


def age_on(birth: date, day: date) -> int:
    """Completed years of life on a day. Who was born on 29 February is a year older on 1 March."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def _western_year(match: re.Match[str]) -> int:
    if match["western"]:
        year = int(match["western"])
    else:
        era = ERA_OF[match["era"]]
        year = era.first_year + (1 if match["year"] == "元" else int(match["year"])) - 1
        last = era.last.year if era.last else 9999
        if not era.first_year <= year <= last:
            raise DateProblem(f"{era.name}{match['year']}年はありません。年を確かめてください。")
    return year + 5 if match["unit"] == "年代" else year


def _estimated_year(plain: str, today: date) -> int | None:
    """The likely year of birth behind the words; None if they name no number that can be read."""
    if match := _DECADE.fullmatch(plain):
        return today.year - int(match["age"]) - _MIDDLE[match["part"]]
    if match := _YEAR.fullmatch(plain):
        return _western_year(match)
    if match := _AGE.fullmatch(plain):
        return today.year - int(match["age"])
    return None


def parse_birth(text: str, *, today: date | None = None) -> Birth:
    """Read a birth date or the words for an age. Words without a number are kept as they are.

    Raises `DateProblem` for numbers that are neither a date, a year nor an age, for the future, and for
    more than 130 years.
    """
    today = today or timezone.localdate()
    words = text.strip()
    plain = plain_date(words)
    year = _estimated_year(plain, today)
    if year is None and not re.search(r"\d", plain):
        return Birth(None, None, words, approximate=True)
    day = None
    if year is None:
        try:
            day = parse_date(re.sub("(生まれ|うまれ|生)$", "", plain))
        except DateProblem as problem:
            raise DateProblem(f"{problem} はっきりしないときは「50歳くらい」「50代」とも書けます。") from None
    _check_alive(day, year, today)
    return Birth(day, day.year if day else year, words, approximate=day is None)


def _check_alive(day: date | None, year: int | None, today: date) -> None:
    born = day.year if day else year or today.year
    if (day and day > today) or born > today.year:
        raise DateProblem(f"生まれた日が今日（{wareki(today)}）より後です。年を確かめてください。")
    if today.year - born > OLDEST:
        raise DateProblem(f"{OLDEST}歳をこえます。年を確かめてください。")
