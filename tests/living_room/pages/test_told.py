"""Any series of any years, told as iCalendar and read back by other programs, is exactly what is held."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sengetsu.living_room.bookings.series import LAST, Every, Part, Rule, occurrences
from sengetsu.living_room.pages.feeds import Closed, Feed
from sengetsu.living_room.pages.told import TOKYO, Date, Pattern, Times, Told

from .ics import Read, events, parsed, read

WHEN = datetime(2026, 11, 25, 1, tzinfo=UTC)
FATES = ("held", "held", "held", "moved", "later", "off", "never")
QUARTERS = st.integers(0, 91).flatmap(lambda first: st.tuples(st.just(first), st.integers(first + 1, 95)))
TITLES = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=80)


def at(quarter: int) -> time:
    return time(quarter // 4, quarter % 4 * 15)


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    every = draw(st.sampled_from(Every))
    nth = draw(st.sampled_from([1, 2, 3, 4, 5, LAST])) if every == Every.MONTHLY else 0
    starts, ends = draw(QUARTERS)
    return Rule(every, draw(st.integers(0, 6)), (Part(1, at(starts), at(ends)),), nth)


def told_date(draw: st.DrawFn, rule: Rule, number: int, day: date) -> Date | None:
    fate = draw(st.sampled_from(FATES))
    if fate == "never":
        return None
    times, held_on = Times(rule.starts, rule.ends), day
    if fate == "moved":
        held_on = day + timedelta(days=draw(st.integers(-20, 20)))
    if fate in {"moved", "later"}:
        starts, ends = draw(QUARTERS)
        times = Times(at(starts), at(ends))
    key = f"{number}-{day}"
    return Date(key, held_on, times, WHEN, draw(st.integers(0, 9)), fate == "off", number, day)


@st.composite
def series(draw: st.DrawFn) -> Told:
    first = draw(st.dates(date(2026, 1, 1), date(2046, 12, 31)))
    until = first + timedelta(days=draw(st.integers(0, 400)))
    named = draw(st.lists(rules(), min_size=1, max_size=3))
    dates = [
        told_date(draw, one.rule, one.rule_number, one.day)
        for one in occurrences(named, first, until)
        if one.day
    ]
    patterns = {
        number: Pattern(rule, Times(rule.starts, rule.ends), WHEN, draw(st.integers(0, 99)))
        for number, rule in enumerate(named)
    }
    return Told("series", draw(TITLES), [one for one in dates if one], patterns)


def span(one: Date) -> tuple[datetime, datetime]:
    starts, ends = (datetime.combine(one.day, moment, TOKYO) for moment in (one.times.starts, one.times.ends))
    return starts.astimezone(UTC), ends.astimezone(UTC)


def expected(told: Told) -> Read:
    return Read(
        held=sorted(span(one) for one in told.dates if not one.is_off),
        off=sorted(span(one) for one in told.dates if one.is_off),
    )


@given(series())
def test_what_other_programs_read_is_what_is_held(told: Told) -> None:
    assert read(Feed("織月", [told]).text()) == expected(told)


@given(series())
def test_a_rule_is_one_event_with_one_uid_that_does_not_change(told: Told) -> None:
    masters = [one for one in events(Feed("織月", [told]).text()) if "recurrence-id" not in one]
    numbers = sorted({one.rule_number for one in told.dates})
    assert [str(one["uid"]) for one in masters] == [f"series-{number}@sengetsu" for number in numbers]


@given(series())
def test_what_was_called_off_counts_higher_than_its_rule(told: Told) -> None:
    found = events(Feed("織月", [told]).text())
    counted = {str(one["uid"]): one["sequence"] for one in found if "recurrence-id" not in one}
    off = [one for one in found if one["status"] == "CANCELLED"]
    assert [one for one in off if one["sequence"] <= counted[str(one["uid"])]] == []


@given(TITLES)
def test_any_title_comes_back_as_it_was_written(title: str) -> None:
    one = Date("a", date(2026, 12, 6), Times(time(12), time(15), title), WHEN)
    [event] = events(Feed(title, [Told("a", title, [one], about=title)]).text())
    assert {str(event[name]) for name in ("summary", "location", "description")} == {title}


@given(st.lists(series(), max_size=2))
def test_lines_are_folded_for_every_program(several: list[Told]) -> None:
    text = Feed("織月", several).text()
    assert text.endswith(b"END:VCALENDAR\r\n")
    lines = text.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert [line.decode() for line in lines]  # no letter is cut in two


def test_the_zone_is_written_out() -> None:
    [zone] = parsed(Feed("織月", []).text()).walk("VTIMEZONE")
    [standard] = zone.walk("STANDARD")
    assert (zone["tzid"], standard["tzoffsetto"].td) == ("Asia/Tokyo", timedelta(hours=9))


def test_whole_days_end_on_the_day_after() -> None:
    closed = Closed("c", "床の修理", date(2026, 12, 1), date(2026, 12, 3), None, None, WHEN)
    [event] = events(Feed("台所", [], [closed]).text())
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2026, 12, 1), date(2026, 12, 4))


def test_some_hours_of_each_day_repeat_until_the_last() -> None:
    closed = Closed("c", "点検", date(2026, 12, 1), date(2026, 12, 3), time(9), time(12), WHEN)
    held = read(Feed("台所", [], [closed]).text()).held
    assert [start.astimezone(TOKYO).day for start, _ in held] == [1, 2, 3]
