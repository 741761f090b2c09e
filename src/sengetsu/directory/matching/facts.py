"""What is known beside the story, and what the story itself says in figures: ages of those in it."""

import re
from dataclasses import dataclass, field

from sengetsu.base.numerals import half_width, kanji_to_digits

_AGE = re.compile(r"(?<!\d)(\d{1,3})(?:歳|才|さい|(?=になる(?:息子|娘|母|父|夫|妻)))")
_DECADE = re.compile(r"(?<!\d)(\d0)代")
_KANJI = re.compile(r"[〇一二三四五六七八九十百]{1,4}(?=歳|才|代|になる)")
_GRADES = (
    (re.compile(r"小学?校?([1-6])"), 5),
    (re.compile(r"中学?([1-3])"), 11),
    (re.compile(r"高校?([1-3])"), 14),
)
_WORDS = (
    (re.compile(r"赤ちゃん|あかちゃん|乳児|新生児|生後"), (0, 1)),
    (re.compile(r"保育園|幼稚園|園児"), (0, 6)),
    (re.compile(r"小学生|ランドセル"), (6, 12)),
    (re.compile(r"中学生|中学校"), (12, 15)),
    (re.compile(r"高校生|高校"), (15, 18)),
)
OLDEST = 120
DECADE = 9


@dataclass(frozen=True)
class Known:
    """What a worker knows beside the story. Nothing of it is kept.

    `age`: of the person, in years; `tried` and `refused`: ids of services; `needs`: what a tap corrected.
    """

    age: int | None = None
    district: str = ""
    household: str = ""
    tried: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()
    added: frozenset[str] = frozenset()
    removed: frozenset[str] = field(default_factory=frozenset)


def ages_in(text: str) -> list[tuple[int, int]]:
    """The ages that a text tells, each as the years between which it lies."""
    plain = half_width(_KANJI.sub(lambda found: kanji_to_digits(found.group()), text))
    plain = re.sub(r"(?<=[小中高])[一二三四五六]", lambda found: kanji_to_digits(found.group()), plain)
    ages = [(int(age), int(age)) for age in _AGE.findall(plain) if int(age) <= OLDEST]
    ages += [(int(age), int(age) + DECADE) for age in _DECADE.findall(plain)]
    for pattern, before in _GRADES:
        ages += [(int(grade) + before, int(grade) + before + 1) for grade in pattern.findall(plain)]
    ages += [years for pattern, years in _WORDS if pattern.search(plain)]
    return ages


def may_fit(told: list[tuple[int, int]], years: tuple[int, int]) -> bool:
    """Whether somebody in the story can be meant by a service for `years`. Nothing told: yes."""
    return not told or any(low <= years[1] and high >= years[0] for low, high in told)
