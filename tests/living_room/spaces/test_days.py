"""Staff correct the holidays: a day is closed, opened at other hours, or opened as usual."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import jpholiday
import pytest
import time_machine
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from sengetsu.accounts.models import User
from sengetsu.living_room.demo import load_demo
from sengetsu.living_room.spaces.actions import change_day
from sengetsu.living_room.spaces.holidays import holidays_ahead, last_day_shown
from sengetsu.living_room.spaces.models import OpeningHours, SpecialDay, Venue
from sengetsu.living_room.spaces.opening import OpeningCalendar, Season
from sengetsu.living_room.spaces.queries import is_open, opening_calendar, usable_calendar
from tests.people import SignIn

LUNCH = {weekday: [(time(8, 30), time(12)), (time(13), time(17, 15))] for weekday in range(5)}
USABLE = {weekday: [(time(9), time(21))] for weekday in range(7)}
FOUNDATION_DAY = date(2027, 2, 11)  # 建国記念の日, a Thursday
days = st.dates(date(2026, 1, 1), date(2046, 12, 31))


def calendar(**changed: object) -> OpeningCalendar:
    rules: dict[str, object] = {"weekly": LUNCH, "seasons": [Season((12, 29), (1, 3), "年末年始")]}
    return OpeningCalendar(**{**rules, **changed})  # type: ignore[arg-type]


@given(days)
def test_a_day_that_opens_as_usual_has_the_hours_of_its_weekday(day: date) -> None:
    opened = calendar(as_usual={day})
    assert opened.spans(day) == LUNCH.get(day.weekday(), [])
    assert opened.for_groups(USABLE).spans(day) == USABLE[day.weekday()]
    assert (opened.closed_because(day), opened.season(day)) == ("", "")


@given(days, days)
def test_a_special_day_changes_no_other_day(day: date, other: date) -> None:
    if other != day:
        for said in ({"as_usual": {day}}, {"special": {day: []}}, {"special": {day: [(time(1), time(2))]}}):
            assert calendar(**said).spans(other) == calendar().spans(other)


@given(days)
def test_every_holiday_of_the_library_rests_and_says_its_name(day: date) -> None:
    name = jpholiday.is_holiday_name(day)
    if name and not calendar().season(day):
        assert calendar().spans(day) == []
        assert calendar().closed_because(day) == name


@pytest.mark.parametrize("noon", ["12:00", "12:59"])
def test_over_lunch_nobody_is_there(noon: str) -> None:
    moment = datetime.fromisoformat(f"2026-12-08T{noon}").replace(tzinfo=ZoneInfo("Asia/Tokyo"))
    assert calendar().open_until(moment) is None
    assert calendar().next_opening(moment) == moment.replace(hour=13, minute=0)


def test_before_lunch_it_closes_at_lunch() -> None:
    assert calendar().open_until(datetime(2026, 12, 8, 9, tzinfo=ZoneInfo("Asia/Tokyo"))) == time(12)


@pytest.mark.parametrize(
    ("today", "last"),
    [
        (date(2026, 11, 25), date(2027, 3, 31)),
        (date(2026, 12, 31), date(2027, 3, 31)),
        (date(2027, 1, 1), date(2028, 3, 31)),
        (date(2027, 3, 31), date(2028, 3, 31)),
        (date(2027, 4, 1), date(2028, 3, 31)),
    ],
)
def test_the_list_reaches_the_end_of_the_fiscal_year(today: date, last: date) -> None:
    assert last_day_shown(today) == last


def test_the_list_knows_substitute_and_citizens_holidays() -> None:
    ahead = holidays_ahead(calendar(), date(2026, 4, 1))
    names = {holiday.day: holiday.name for holiday in ahead}
    assert "振替休日" in names[date(2026, 5, 6)]
    assert names[date(2026, 9, 22)] == "国民の休日"
    sunday = next(holiday for holiday in ahead if holiday.day == date(2026, 5, 3))
    assert not sunday.can_open


@pytest.mark.django_db
@time_machine.travel("2026-11-25 10:00+09:00")
def test_one_tap_opens_a_holiday_and_another_takes_it_back(aoki: User, sign_in: SignIn) -> None:
    load_demo()
    client = sign_in(aoki)
    page = client.get("/place/days/").content.decode()
    assert "建国記念の日" in page
    tap = {"day": "2027-02-11", "reason": "建国記念の日"}
    page = client.post("/place/days/open/", tap, follow=True).content.decode()
    assert "令和9年2月11日（木）は、いつもの時間で開けます" in page
    assert "8:30–17:15 に開ける" in page
    moment = datetime(2027, 2, 11, 12, tzinfo=ZoneInfo("Asia/Tokyo"))
    assert is_open(moment)
    assert usable_calendar(Venue.objects.get()).spans(FOUNDATION_DAY) == [(time(8, 30), time(21, 30))]
    client.post(f"/place/days/{SpecialDay.objects.get().pk}/forget/")
    assert not is_open(moment)


@pytest.mark.django_db
@time_machine.travel("2026-11-25 10:00+09:00")
def test_a_day_is_closed_and_follows_the_rules_again(aoki: User, sign_in: SignIn) -> None:
    load_demo()
    client = sign_in(aoki)
    client.post("/place/days/", {"day": "令和8年12月8日", "how": "closed", "reason": "大掃除"})
    closed = SpecialDay.objects.get()
    assert (closed.day, closed.opens) == (date(2026, 12, 8), None)
    client.post(f"/place/days/{closed.pk}/forget/")
    assert not SpecialDay.objects.exists()


@pytest.mark.django_db
@time_machine.travel("2026-11-25 10:00+09:00")
@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"day": "令和8年11月24日"}, "day"),  # yesterday
        ({"day": "2126-12-01"}, "day"),  # in a hundred years
        ({"day": "2027-02-29"}, "day"),
        ({"day": "🌙"}, "day"),
        ({"how": "hours", "hours": ""}, "hours"),
        ({"how": "hours", "hours": "10:00–12:00、13:00–15:00"}, "hours"),
        ({"how": "hours", "hours": "15:00–10:00"}, "hours"),
        ({"how": "closed", "hours": "10:00–12:00"}, "hours"),
        ({"how": "as_usual", "day": "2026-12-06"}, "how"),  # a Sunday has no usual hours
        ({"how": "sometimes"}, "how"),
        ({"reason": "あ" * 81}, "reason"),
    ],
)
def test_a_day_that_cannot_be_is_refused_beside_its_field(
    aoki: User, sign_in: SignIn, wrong: dict[str, str], field: str
) -> None:
    load_demo()
    sent = {"day": "2026-12-08", "how": "closed", "reason": "大掃除", **wrong}
    answer = sign_in(aoki).post("/place/days/", sent)
    assert answer.status_code == 200
    assert answer.context["form"].errors.keys() == {field}
    assert not SpecialDay.objects.exists()


@pytest.mark.django_db
def test_a_day_that_opens_as_usual_follows_hours_that_change_later(aoki: User) -> None:
    venue = load_demo()
    change_day(by=aoki, venue=venue, day=FOUNDATION_DAY, as_usual=True)
    OpeningHours.objects.filter(weekday=3).update(closes=time(12))
    now = Venue.objects.get()
    assert opening_calendar(now, list(now.hours.all())).spans(FOUNDATION_DAY) == [(time(8, 30), time(12))]


@pytest.mark.django_db
def test_a_sunday_is_not_opened_at_usual_hours_that_it_has_not(aoki: User) -> None:
    with pytest.raises(ValidationError, match="開いている時間がありません"):
        change_day(by=aoki, venue=load_demo(), day=date(2026, 12, 6), as_usual=True)
