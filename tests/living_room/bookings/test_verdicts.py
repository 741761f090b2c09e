"""The one rule: what the calendar offers, the preview says and saving asks."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sengetsu.accounts.models import User
from sengetsu.living_room.bookings.actions import close_space
from sengetsu.living_room.bookings.choices import Verdict
from sengetsu.living_room.bookings.models import QUARTERS_OF_A_DAY
from sengetsu.living_room.bookings.series import Part
from sengetsu.living_room.bookings.slots import moment, quarters
from sengetsu.living_room.bookings.verdicts import Ground, Holder, free_spans, ground, judge, substitute
from sengetsu.living_room.spaces.models import Space, SpecialDay, Venue
from sengetsu.living_room.spaces.opening import OpeningCalendar

from .conftest import WEDNESDAY, booked, span

TOKYO_TEN = datetime.fromisoformat("2026-11-25T10:00+09:00")


def verdict(venue: Venue, day: date, *parts: Part) -> tuple[Verdict, str]:
    said = judge(ground(venue, day, day), day, parts)
    return said.verdict, said.reason


def test_an_ordinary_hour_is_plain(venue: Venue, room: Space) -> None:
    assert verdict(venue, WEDNESDAY, span(room, 10, 12)) == (Verdict.OK, "")


@pytest.mark.parametrize(
    ("day", "hours", "expected"),
    [
        (date(2026, 12, 6), (12, 15), (Verdict.OUT_OF_HOURS, "係の人がいない時間です")),  # 1st Sunday
        (date(2026, 12, 15), (17, 20), (Verdict.OUT_OF_HOURS, "係の人がいない時間です")),  # 3rd Tuesday
        (date(2027, 1, 3), (12, 15), (Verdict.CLOSED, "年末年始")),
        (date(2027, 1, 11), (10, 12), (Verdict.HOLIDAY, "成人の日")),
        (date(2027, 3, 22), (10, 12), (Verdict.HOLIDAY, "春分の日 振替休日")),
        (WEDNESDAY, (6, 8), (Verdict.CLOSED, "使える時間は 9:00–21:00 です")),
        (date(2026, 11, 24), (10, 12), (Verdict.PAST, "もう過ぎています")),
        (date(2026, 11, 25), (9, 12), (Verdict.PAST, "もう過ぎています")),
        (date(2126, 11, 25), (9, 12), (Verdict.TOO_FAR, "まだ申し込めません")),
    ],
)
def test_each_day_has_its_reason(
    venue: Venue, room: Space, day: date, hours: tuple[int, int], expected: tuple[Verdict, str]
) -> None:
    assert verdict(venue, day, span(room, *hours)) == expected


def test_a_special_day_opens_what_its_weekday_closes(venue: Venue, room: Space) -> None:
    SpecialDay.objects.create(venue=venue, day=date(2027, 1, 11), opens=time(10), closes=time(14))
    assert verdict(venue, date(2027, 1, 11), span(room, 10, 12))[0] == Verdict.OK
    assert verdict(venue, date(2027, 1, 11), span(room, 13, 15))[0] == Verdict.CLOSED


def test_what_somebody_has_clashes_in_that_space_only(
    venue: Venue, room: Space, kitchen: Space, aoki: User
) -> None:
    booked(venue, aoki, (WEDNESDAY, (span(room, 10, 12),)))
    assert verdict(venue, WEDNESDAY, span(room, 11, 13))[0] == Verdict.CLASH
    assert verdict(venue, WEDNESDAY, span(room, 12, 13))[0] == Verdict.OK
    assert verdict(venue, WEDNESDAY, span(kitchen, 11, 13))[0] == Verdict.OK
    assert verdict(venue, WEDNESDAY, span(kitchen, 9, 11), span(room, 11, 12))[0] == Verdict.CLASH


def test_a_closure_says_why(venue: Venue, room: Space, kitchen: Space, aoki: User) -> None:
    close_space(
        by=aoki, venue=venue, space=kitchen, first_day=WEDNESDAY, last_day=WEDNESDAY,
        starts=None, ends=None, reason="換気扇の工事",
    )  # fmt: skip
    assert verdict(venue, WEDNESDAY, span(kitchen, 10, 12)) == (Verdict.UNAVAILABLE, "換気扇の工事")
    assert verdict(venue, WEDNESDAY, span(room, 10, 12))[0] == Verdict.OK


def test_the_substitute_is_the_same_weekday_first(venue: Venue, room: Space, aoki: User) -> None:
    booked(venue, aoki, (WEDNESDAY, (span(room, 10, 12),)))
    here = ground(venue, WEDNESDAY - timedelta(28), WEDNESDAY + timedelta(28))
    parts = (span(room, 10, 12),)
    assert substitute(here, WEDNESDAY, parts) == WEDNESDAY + timedelta(7)
    assert substitute(here, WEDNESDAY, parts, avoid={WEDNESDAY + timedelta(7)}) == WEDNESDAY + timedelta(14)


def test_a_space_of_another_venue_cannot_be_smuggled_in(venue: Venue, room: Space) -> None:
    other = Venue.objects.create(name="分館", reading="ぶんかん", address="中央1-1")
    theirs = Space.objects.create(venue=other, kind="room", name={"ja": "和室"})
    assert verdict(venue, WEDNESDAY, span(theirs, 10, 12))[0] == Verdict.UNAVAILABLE


def test_free_times_are_what_is_left(venue: Venue, room: Space, aoki: User) -> None:
    booked(venue, aoki, (WEDNESDAY, (span(room, 10, 12),)))
    here = ground(venue, WEDNESDAY, WEDNESDAY)
    assert free_spans(here, room.pk, WEDNESDAY) == [(time(9), time(10)), (time(12), time(21))]
    assert free_spans(here, room.pk, date(2027, 1, 3)) == []
    assert free_spans(ground(venue, TOKYO_TEN.date(), TOKYO_TEN.date()), room.pk, TOKYO_TEN.date()) == [
        (time(10, 15), time(21))
    ]


@pytest.mark.parametrize(
    ("starts", "ends"),
    [(time(10, 5), time(11)), (time(11), time(10)), (time(10), time(10)), (time(10, 0, 1), time(11))],
)
def test_times_off_the_grid_or_backwards_are_no_quarters(starts: time, ends: time) -> None:
    with pytest.raises(ValueError, match=r"quarter|after"):
        quarters(starts, ends)


def test_reading_the_ground_of_a_month_asks_as_often_as_that_of_a_day(
    venue: Venue, room: Space, aoki: User, django_assert_max_num_queries: object
) -> None:
    for week in range(4):
        booked(venue, aoki, (WEDNESDAY + timedelta(7 * week), (span(room, 10, 12),)))
    fresh = Venue.objects.get(pk=venue.pk)
    with django_assert_max_num_queries(6):  # type: ignore[operator]
        ground(fresh, WEDNESDAY, WEDNESDAY + timedelta(31))


spans = st.lists(
    st.tuples(st.integers(0, 22), st.integers(1, 23)).filter(lambda pair: pair[0] < pair[1]), max_size=3
).map(lambda pairs: [(time(opens), time(closes)) for opens, closes in pairs])
taken = st.dictionaries(st.integers(0, QUARTERS_OF_A_DAY - 1), st.just(Holder(7)), max_size=60)


@settings(max_examples=300)
@given(day=st.dates(date(2026, 11, 25), date(2046, 12, 31)), opening=spans, usable=spans, held=taken)
def test_no_offered_time_is_refused(
    day: date, opening: list[tuple[time, time]], usable: list[tuple[time, time]], held: dict[int, Holder]
) -> None:
    """Whatever the hours, holidays and other people's dates: each quarter within an offered span is plain."""
    here = Ground(
        venue=Venue(),
        now=TOKYO_TEN,
        last_day=date(2047, 1, 1),
        opening=OpeningCalendar(weekly=dict.fromkeys(range(7), opening)),
        usable=OpeningCalendar(weekly=dict.fromkeys(range(7), usable)),
        spaces={1: Space(pk=1)},
        taken={(1, day): held},
    )
    for begins, ends in free_spans(here, 1, day):
        assert judge(here, day, [Part(1, begins, ends)]).is_plain
        for quarter in quarters(begins, ends):
            assert judge(here, day, [Part(1, moment(quarter), moment(quarter + 1))]).is_plain
