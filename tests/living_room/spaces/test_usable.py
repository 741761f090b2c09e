"""When a group may use the place: as a second thing beside the hours in which somebody is there."""

from datetime import date, datetime, time
from itertools import pairwise
from zoneinfo import ZoneInfo

import jpholiday
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sengetsu.accounts.models import User
from sengetsu.audit.models import Entry
from sengetsu.living_room.demo import load_demo
from sengetsu.living_room.spaces.models import SpecialDay, UsableHours, Venue
from sengetsu.living_room.spaces.opening import OpeningCalendar, Season, Span, merged
from sengetsu.living_room.spaces.queries import is_open, place, usable_calendar
from tests.people import SignIn

OPEN = {weekday: [(time(8, 30), time(12)), (time(13), time(17, 15))] for weekday in range(5)}
USABLE = {weekday: [(time(9), time(21))] for weekday in range(7)}
SUNDAY = date(2026, 12, 6)
TUESDAY = date(2026, 12, 8)

days = st.dates(date(2026, 1, 1), date(2046, 12, 31))
times = st.times(max_value=time(23, 44)).map(lambda at: at.replace(second=0, microsecond=0))
spans = st.tuples(times, times).map(sorted).filter(lambda pair: pair[0] < pair[1]).map(tuple)


def calendar(**changed: object) -> OpeningCalendar:
    rules: dict[str, object] = {"weekly": OPEN, "seasons": [Season((12, 29), (1, 3), "年末年始")]}
    return OpeningCalendar(**{**rules, **changed})  # type: ignore[arg-type]


def test_a_sunday_is_usable_though_nobody_is_there() -> None:
    assert calendar().spans(SUNDAY) == []
    assert calendar().for_groups(USABLE).spans(SUNDAY) == [(time(9), time(21))]


@given(days)
def test_groups_rest_when_the_house_rests(day: date) -> None:
    usable = calendar().for_groups(USABLE).spans(day)
    rests = jpholiday.is_holiday(day) or (day.month, day.day) in {
        (12, 29),
        (12, 30),
        (12, 31),
        (1, 1),
        (1, 2),
        (1, 3),
    }
    assert usable == ([] if rests else [(time(9), time(21))])


@given(days)
def test_a_town_that_opens_on_holidays_lends_on_holidays(day: date) -> None:
    assert calendar(closed_on_holidays=False, seasons=()).for_groups(USABLE).spans(day) != []


@given(days)
def test_a_special_day_that_is_closed_is_closed_to_groups_whatever_the_rules_say(day: date) -> None:
    assert calendar(special={day: []}).for_groups(USABLE).spans(day) == []


@given(days, spans)
def test_a_special_day_that_is_open_can_be_used_then_whatever_the_rules_say(day: date, span: Span) -> None:
    usable = calendar(special={day: [span]}).for_groups(USABLE).spans(day)
    assert any(opens <= span[0] and span[1] <= closes for opens, closes in usable)


def test_a_special_day_of_short_hours_leaves_the_evening_to_groups_with_a_key() -> None:
    short = calendar(special={TUESDAY: [(time(8, 30), time(12))]})
    assert short.spans(TUESDAY) == [(time(8, 30), time(12))]
    assert short.for_groups(USABLE).spans(TUESDAY) == [(time(8, 30), time(21))]


def test_a_holiday_that_staff_opened_is_usable_in_those_hours_only() -> None:
    opened = calendar(special={date(2026, 11, 23): [(time(10), time(12))]})
    assert opened.for_groups(USABLE).spans(date(2026, 11, 23)) == [(time(10), time(12))]


@given(st.lists(spans, max_size=6))
def test_merged_hours_cover_the_same_minutes_and_do_not_touch(some: list[Span]) -> None:
    whole = merged(some)
    assert all(first[1] < second[0] for first, second in pairwise(whole))
    edges = {edge for span in some for edge in span}
    for edge in edges:
        covered = any(opens <= edge < closes for opens, closes in some)
        assert covered == any(opens <= edge < closes for opens, closes in whole)


@pytest.mark.django_db
def test_the_demo_place_is_usable_on_sunday_noon_and_nobody_is_there() -> None:
    venue = load_demo()
    assert usable_calendar(venue).spans(SUNDAY) == [(time(8, 30), time(21, 30))]
    assert not is_open(datetime(2026, 12, 6, 12, tzinfo=ZoneInfo("Asia/Tokyo")))


@pytest.mark.django_db
def test_a_town_without_usable_hours_lends_while_it_is_open() -> None:
    venue = load_demo()
    UsableHours.objects.all().delete()
    assert usable_calendar(venue).spans(TUESDAY) == [(time(8, 30), time(17, 15))]
    assert usable_calendar(venue).spans(SUNDAY) == []


@pytest.mark.django_db
def test_a_special_day_in_the_database_counts_for_groups() -> None:
    venue = load_demo()
    SpecialDay.objects.create(venue=venue, day=SUNDAY, reason="消毒")
    assert usable_calendar(Venue.objects.get()).spans(SUNDAY) == []


def sent_of(client: object, **changed: str) -> dict[str, str]:
    form = client.get("/place/lending/").context["form"]  # type: ignore[attr-defined]
    return {field.html_name: str(field.value() or "") for field in form} | changed


@pytest.mark.django_db
def test_a_link_worker_changes_usable_hours_and_the_rules_of_applying(aoki: User, sign_in: SignIn) -> None:
    venue = load_demo()
    client = sign_in(aoki)
    sent = sent_of(client, usable_6="10:00–15:00", usable_5="", books_ahead_months="６", hold_days="10")
    assert client.post("/place/lending/", sent).status_code == 302
    venue.refresh_from_db()
    assert (venue.books_ahead_months, venue.hold_days) == (6, 10)
    calendar_now = usable_calendar(Venue.objects.get())
    assert calendar_now.spans(SUNDAY) == [(time(10), time(15))]
    assert calendar_now.spans(date(2026, 12, 5)) == []
    assert Entry.objects.latest("sequence").thing == "venue_lending"
    here = place()
    assert here is not None
    assert here.hours_line == "平日 8:30–17:15"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "bad"),
    [
        ("books_ahead_months", "0"),
        ("books_ahead_months", "37"),
        ("books_ahead_months", "-1"),
        ("books_ahead_months", "一年"),
        ("books_ahead_months", ""),
        ("hold_days", "99999999999999999999"),
        ("usable_0", "21:00–9:00"),
        ("usable_0", "9:00–25:00"),
        ("usable_0", "9:00–12:00、11:00–13:00"),
        ("usable_0", "🌙"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    aoki: User, sign_in: SignIn, field: str, bad: str
) -> None:
    load_demo()
    client = sign_in(aoki)
    answer = client.post("/place/lending/", sent_of(client, usable_3="9:00–10:00", **{field: bad}))
    assert answer.status_code == 200
    assert answer.context["form"].errors.keys() == {field}
    assert answer.context["form"]["usable_3"].value() == "9:00–10:00"


@pytest.mark.django_db
def test_the_second_of_two_at_the_usable_hours_sees_the_first(
    aoki: User, ogawa: User, sign_in: SignIn
) -> None:
    load_demo()
    first, second = sign_in(aoki), sign_in(ogawa)
    late = sent_of(second, hold_days="3")
    first.post("/place/lending/", sent_of(first, usable_0="9:00–12:00"))
    refused = second.post("/place/lending/", late)
    assert "いまの「月曜日に使える時間」：09:00–12:00" in refused.content.decode()
    assert Venue.objects.get().hold_days == 7
