"""The rules of a series as visitors read them: 「毎月 第1日曜日 12:00–15:00、第3火曜日 17:30–19:30」."""

from collections.abc import Iterable
from itertools import groupby

from django.utils import translation
from django.utils.translation import gettext_lazy

from sengetsu.base.language_dates import clock
from sengetsu.living_room.bookings.choices import Phase
from sengetsu.living_room.bookings.series import Every, Rule
from sengetsu.living_room.spaces.choices import Weekday

NTH = {
    0: "",
    1: gettext_lazy("第1"),
    2: gettext_lazy("第2"),
    3: gettext_lazy("第3"),
    4: gettext_lazy("第4"),
    5: gettext_lazy("第5"),
    -1: gettext_lazy("最後の"),
}


def in_words(rules: Iterable[Rule]) -> str:
    """Rules of the same rhythm share its word. `{漢字|かんじ}` inside: show with `|ruby`."""
    comma = ", " if _english() else "、"
    told = []
    for every, same in groupby(dict.fromkeys(rules), key=lambda rule: rule.every):
        days, rhythm = comma.join(_day(rule) for rule in same), str(Every(every).label)
        told.append(f"{days}, {rhythm}" if _english() else f"{rhythm} {days}")
    return ("; " if _english() else "、").join(told)


def _day(rule: Rule) -> str:
    starts, ends = _span(rule)
    space = " " if _english() and rule.nth else ""
    return f"{NTH[rule.nth]}{space}{Weekday(rule.weekday).label} {starts}–{ends}"


def _span(rule: Rule) -> tuple[str, str]:
    """When visitors come; setting up and cooking are not for them."""
    main = [part for part in rule.parts if part.phase == Phase.MAIN] or list(rule.parts)
    return clock(min(part.starts for part in main)), clock(max(part.ends for part in main))


def _english() -> bool:
    return translation.get_language() == "en"
