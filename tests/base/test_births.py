"""Birth dates as they are heard at a door."""

from datetime import date

import pytest

from sengetsu.base.dates import DateProblem, parse_birth

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("said", "year"),
    [
        ("50歳くらい", 1976),
        ("約50", 1976),
        ("５０才ぐらい", 1976),
        ("五十歳前後", 1976),
        ("50代", 1971),
        ("五十代", 1971),
        ("50代前半", 1974),
        ("50代後半くらい", 1969),
        ("昭和50年ごろ", 1975),
        ("S50", 1975),
        ("昭和50年生まれ", 1975),
        ("1975年頃", 1975),
        ("昭和40年代", 1970),
        ("令和元年", 2019),
    ],
)
def test_an_age_that_was_only_heard_keeps_its_words_and_gives_a_year(said: str, year: int) -> None:
    birth = parse_birth(said, today=TODAY)
    assert (birth.day, birth.year, birth.words, birth.approximate) == (None, year, said, True)


def test_a_date_of_birth_is_exact() -> None:
    birth = parse_birth("昭和50年4月1日生まれ", today=TODAY)
    assert (birth.day, birth.year, birth.approximate) == (date(1975, 4, 1), 1975, False)


@pytest.mark.parametrize("said", ["不明", "若い人", "おじいさん", ""])
def test_words_without_a_number_are_kept(said: str) -> None:
    birth = parse_birth(said, today=TODAY)
    assert (birth.day, birth.year, birth.words) == (None, None, said)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("1975-13-01", "50歳くらい"),
        ("2030-01-01", "より後です"),
        ("令和9年", "より後です"),
        ("300歳", "130歳をこえます"),
        ("明治10年", "130歳をこえます"),
        ("平成40年", "平成40年はありません"),
    ],
)
def test_a_number_that_cannot_be_is_refused(said: str, sentence: str) -> None:
    with pytest.raises(DateProblem, match=sentence):
        parse_birth(said, today=TODAY)
