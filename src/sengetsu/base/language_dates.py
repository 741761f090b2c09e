"""Days and times as the visitor's language says them. The confidential wing uses `dates` (both eras)."""

from datetime import date, datetime, time

from django.utils import formats, timezone, translation

from . import dates
from .language import EASY

# How the days of a month are read: most are number + にち, these are not.
DAY_READINGS = {
    1: "ついたち", 2: "ふつか", 3: "みっか", 4: "よっか", 5: "いつか", 6: "むいか", 7: "なのか",
    8: "ようか", 9: "ここのか", 10: "とおか", 14: "じゅうよっか", 20: "はつか", 24: "にじゅうよっか",
}  # fmt: skip
WEEKDAYS = (
    ("月", "げつ"),
    ("火", "か"),
    ("水", "すい"),
    ("木", "もく"),
    ("金", "きん"),
    ("土", "ど"),
    ("日", "にち"),
)


def say_day(day: date) -> str:
    """11月24日（火）; 11月24日 with readings; Tuesday, 24 November. A year is said if it is not this one."""
    language = translation.get_language()
    other_year = day.year != timezone.localdate().year
    if language == "en":
        return formats.date_format(day, "l, j F Y" if other_year else "l, j F")
    if language == EASY:
        return _easy(day, other_year=other_year)
    return (dates.era_year(day) if other_year else "") + dates.month_and_day(day)


def say_month(day: date) -> str:
    """2026年12月; with readings; December 2026. The year is always said: a calendar leafs across it."""
    language = translation.get_language()
    if language == "en":
        return formats.date_format(day, "F Y")
    if language == EASY:
        return f"{day.year}{{年|ねん}}{day.month}{{月|がつ}}"
    return f"{day.year}年{day.month}月"


def say_moment(moment: datetime) -> str:
    """The day and the time of day, in the town's clock."""
    local = timezone.localtime(moment)
    return f"{say_day(local.date())} {clock(local.time())}"


def clock(at: time) -> str:
    """8:30, 17:15."""
    return f"{at.hour}:{at.minute:02}"


def _easy(day: date, *, other_year: bool) -> str:
    reading = DAY_READINGS.get(day.day)
    number = f"{{{day.day}日|{reading}}}" if reading else f"{day.day}{{日|にち}}"
    word, weekday = WEEKDAYS[day.weekday()]
    year = f"{day.year}{{年|ねん}}" if other_year else ""
    return f"{year}{day.month}{{月|がつ}} {number}（{{{word}|{weekday}}}）"
