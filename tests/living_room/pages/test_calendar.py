"""The calendar: what a stranger may read of the place's dates, and what not."""

import re
from datetime import date, time

import pytest
import time_machine
from django.test import Client

from sengetsu.living_room.activities.choices import ActivityState
from sengetsu.living_room.bookings.choices import Phase, Purpose, State, Step, Verdict
from sengetsu.living_room.bookings.models import Booking, Closure, UndoStep
from sengetsu.living_room.spaces.models import Venue

from .dates import SECRETS, activity, application, bare_town, booking, kitchen, room

pytestmark = pytest.mark.django_db
NOW = "2026-11-25 10:00+09:00"
LANGUAGES = ("ja", "ja-easy", "en")
VIEWS = ("/calendar/2026/12/", "/calendar/week/2026-11-30/", "/calendar/list/2026-11-30/")
SUNDAY = date(2026, 12, 6)


@pytest.fixture
def venue(db: None) -> Venue:
    return bare_town()


def page(client: Client, path: str = VIEWS[0], language: str = "ja", status: int = 200) -> str:
    client.cookies["django_language"] = language
    with time_machine.travel(NOW, tick=False):
        answer = client.get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


def words(html: str) -> str:
    """What a reader reads, in one line."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def cell(html: str, day: date) -> str:
    """The part of a page that is about one day."""
    begin = html.index(f'<time datetime="{day.isoformat()}"')
    return words(html[begin : html.find('<p class="head">', begin)])


@pytest.mark.parametrize("path", VIEWS)
def test_an_open_date_has_its_name_and_the_time_at_which_to_come(
    client: Client, venue: Venue, path: str
) -> None:
    booking(
        application(venue),
        SUNDAY,
        "09:00",
        "16:00",
        uses=[(kitchen(venue), "09:00", "15:30", Phase.COOK), (room(venue), "12:00", "15:00", Phase.MAIN)],
    )
    said = words(page(client, path))
    assert "そらまめ食堂" in said
    assert "12:00–15:00" in said


@pytest.mark.parametrize("path", VIEWS)
@pytest.mark.parametrize("state", [State.APPROVED, State.WAITING, State.USED])
def test_nobody_learns_who_uses_the_place_for_what(
    client: Client, venue: Venue, path: str, state: State
) -> None:
    private = application(venue, "家族の話し合い", is_public=False, purpose=Purpose.MEETING)
    booking(private, SUNDAY, "13:00", "15:00", state=state)
    html = page(client, path)
    assert ("仮押さえ" if state == State.WAITING else "使用中") in cell(html, SUNDAY)
    assert "13:00–15:00" in cell(html, SUNDAY)
    assert [word for word in ("家族の話し合い", *SECRETS.values()) if word in html] == []


@pytest.mark.parametrize("path", VIEWS)
def test_a_date_that_waits_for_its_approval_is_no_promise(client: Client, venue: Venue, path: str) -> None:
    booking(application(venue), SUNDAY, state=State.WAITING)
    html = page(client, path)
    assert "仮押さえ" in cell(html, SUNDAY)
    assert "そらまめ食堂" not in html


@pytest.mark.parametrize("path", VIEWS)
@pytest.mark.parametrize("state", [State.DECLINED, State.REFUSED, State.LAPSED, State.CANCELLED])
def test_what_was_never_promised_is_not_shown(client: Client, venue: Venue, path: str, state: State) -> None:
    booking(application(venue), SUNDAY, state=state)
    assert "そらまめ食堂" not in page(client, path)


def cancelled_after(booked: Booking, state: State) -> None:
    UndoStep.objects.create(booking=booked, step=Step.CANCEL, before={"state": state})


@pytest.mark.parametrize("path", VIEWS)
def test_a_promise_that_was_called_off_stays_in_sight(client: Client, venue: Venue, path: str) -> None:
    cancelled_after(booking(application(venue), SUNDAY, state=State.CANCELLED), State.APPROVED)
    said = cell(page(client, path), SUNDAY) if "week" not in path else words(page(client, path))
    assert "そらまめ食堂" in said
    assert "この日はありません" in said


def test_a_request_that_was_withdrawn_leaves_no_trace(client: Client, venue: Venue) -> None:
    cancelled_after(booking(application(venue), SUNDAY, state=State.CANCELLED), State.WAITING)
    assert "そらまめ食堂" not in page(client)


def test_a_private_date_that_was_called_off_leaves_no_trace(client: Client, venue: Venue) -> None:
    off = booking(application(venue, "家族会", is_public=False), SUNDAY, state=State.CANCELLED)
    cancelled_after(off, State.APPROVED)
    assert "家族会" not in page(client)


def test_a_date_that_a_series_leaves_out_says_so(client: Client, venue: Venue) -> None:
    series = application(venue)
    booking(series, SUNDAY, rule_day=SUNDAY)
    booking(series, date(2026, 12, 15), rule_day=date(2026, 12, 15), rule_number=1, state=State.REFUSED)
    assert "この日はありません" in cell(page(client), date(2026, 12, 15))


def test_a_date_of_a_series_on_a_holiday_says_that_it_is_being_asked(client: Client, venue: Venue) -> None:
    series = application(venue)
    booking(series, SUNDAY, rule_day=SUNDAY)
    on_holiday = date(2027, 1, 3)
    facts = {"rule_day": on_holiday, "state": State.WAITING, "verdict": Verdict.HOLIDAY}
    booking(series, on_holiday, **facts)
    said = cell(page(client), on_holiday)
    assert "そらまめ食堂" in said
    assert "確認中" in said


def test_who_comes_on_the_usual_day_reads_to_which_day_it_moved(client: Client, venue: Venue) -> None:
    booking(application(venue), date(2026, 12, 13), rule_day=SUNDAY)
    html = page(client)
    assert "12月13日（日）に変わりました" in cell(html, SUNDAY)
    assert "そらまめ食堂" in cell(html, date(2026, 12, 13))


@pytest.mark.parametrize("path", VIEWS)
def test_what_the_house_closed_says_why(client: Client, venue: Venue, path: str) -> None:
    Closure.objects.create(
        venue=venue,
        space=kitchen(venue),
        first_day=date(2026, 12, 1),
        last_day=date(2026, 12, 3),
        reason="床の修理",
    )
    html = page(client, path)
    for day in (1, 2, 3):
        assert "床の修理" in cell(html, date(2026, 12, day))
    assert html.count("床の修理") == 3


@pytest.mark.parametrize(
    ("path", "day", "reason"),
    [
        ("/calendar/2026/12/", date(2026, 12, 31), "休み 年末年始"),
        ("/calendar/2026/11/", date(2026, 11, 23), "休み 勤労感謝の日"),
        ("/calendar/2026/5/", date(2026, 5, 6), "休み 振替休日"),
        ("/calendar/2026/9/", date(2026, 9, 22), "休み 国民の休日"),
        ("/calendar/2026/12/", date(2026, 12, 1), "8:30–17:15"),
    ],
)
def test_every_day_says_when_somebody_is_there_or_why_nobody_is(
    client: Client, venue: Venue, path: str, day: date, reason: str
) -> None:
    assert reason in cell(page(client, path), day)


def test_one_space_alone(client: Client, venue: Venue) -> None:
    booking(application(venue, "部屋の会"), SUNDAY)
    cook = [(kitchen(venue), "09:00", "11:00", Phase.MAIN)]
    booking(application(venue, "台所の会"), SUNDAY, "09:00", "11:00", uses=cook)
    html = page(client, f"{VIEWS[0]}?space={kitchen(venue).pk}")
    assert "台所の会" in html
    assert "部屋の会" not in html


def test_a_filter_by_kind_tells_nothing_of_private_dates(client: Client, venue: Venue) -> None:
    booking(application(venue, "勉強部屋", purpose=Purpose.STUDY), SUNDAY)
    booking(application(venue, "秘密の会", is_public=False, purpose=Purpose.STUDY), date(2026, 12, 8))
    html = page(client, f"{VIEWS[0]}?kind=study")
    assert "勉強部屋" in html
    assert "使用中" not in cell(html, date(2026, 12, 8))


@pytest.mark.parametrize("query", ["?space=999999", "?space=x", "?kind=x", "?space=&kind=", "?space=%00"])
def test_a_filter_that_means_nothing_shows_everything(client: Client, venue: Venue, query: str) -> None:
    booking(application(venue), SUNDAY)
    assert "そらまめ食堂" in page(client, VIEWS[0] + query)


def test_the_filter_stays_when_one_leafs(client: Client, venue: Venue) -> None:
    html = page(client, f"{VIEWS[0]}?kind=study")
    assert 'href="/calendar/2027/1/?kind=study"' in html
    assert 'href="/calendar/2026/11/?kind=study"' in html


@pytest.mark.parametrize(
    "path",
    [
        "/calendar/1/1/", "/calendar/9999/12/", "/calendar/2024/10/", "/calendar/2028/1/",
        "/calendar/week/0001-01-01/", "/calendar/week/9999-12-31/", "/calendar/list/9999-12-31/",
    ],
)  # fmt: skip
def test_a_far_day_is_a_calm_page_that_leads_back(client: Client, venue: Venue, path: str) -> None:
    html = page(client, path, status=404)
    assert "その日のカレンダーは、ありません" in html
    assert 'href="/calendar/"' in html


@pytest.mark.parametrize(
    "path",
    [
        "/calendar/2026/13/", "/calendar/0/1/", "/calendar/99999999999999/1/",
        "/calendar/week/2026-02-29/", "/calendar/list/x/",
    ],
)  # fmt: skip
def test_what_is_no_day_does_not_exist(client: Client, venue: Venue, path: str) -> None:
    page(client, path, status=404)


def test_a_crawler_is_asked_not_to_leaf(client: Client, venue: Venue) -> None:
    html = page(client)
    assert re.findall(r'<a [^>]*href="/calendar/(?:\d|week/\d|list/\d)[^>]*>', html)
    assert [
        a
        for a in re.findall(r'<a [^>]*href="/calendar/(?:\d|week/|list/)[^>]*>', html)
        if "nofollow" not in a
    ] == []


def test_the_month_is_a_table_with_weekdays_and_whole_dates(client: Client, venue: Venue) -> None:
    html = page(client)
    assert html.count('<th scope="col">') == 7
    assert "12月6日（日）" in html


@pytest.mark.parametrize("path", VIEWS)
def test_an_english_reader_finds_no_japanese_but_what_is_marked(
    client: Client, venue: Venue, path: str
) -> None:
    booking(application(venue), SUNDAY)
    Closure.objects.create(venue=venue, first_day=SUNDAY, last_day=SUNDAY, reason="床の修理")
    html = page(client, path, "en").split("</header>", 1)[1]
    html = re.sub(r'<(\w+)[^>]* lang="ja"[^>]*>.*?</\1>', "", html)
    assert set(re.findall(r"[\u3040-\u30fa\u4e00-\u9fff]+", words(html))) <= {"西高尾"}


@pytest.mark.parametrize("path", VIEWS)
def test_easy_japanese_has_a_reading_on_every_kanji(client: Client, venue: Venue, path: str) -> None:
    html = page(client, path, "ja-easy").split("<body", 1)[1]
    html = re.sub(r'<nav class="languages".*?</nav>', "", html, flags=re.DOTALL)
    bare = re.sub(r"<ruby>.*?</ruby>|<option.*?</option>", "", html)
    assert set(re.findall(r"[\u4e00-\u9fff]+", words(bare))) <= {"西高尾"}


@pytest.mark.parametrize("rows", [1, 30])
@pytest.mark.parametrize("path", VIEWS)
def test_the_calendar_asks_as_few_questions_for_many_dates_as_for_one(
    client: Client, venue: Venue, path: str, rows: int, django_assert_max_num_queries: object
) -> None:
    for hour in range(rows):
        spans = (f"{hour % 10 + 8:02}:00", f"{hour % 10 + 8:02}:30")
        booking(application(venue, f"会{hour}"), SUNDAY, *spans)
        booking(application(venue, f"会{hour}"), SUNDAY, *spans, rule_day=date(2026, 12, 5))
    with django_assert_max_num_queries(14):  # type: ignore[operator]
        page(client, path)


@pytest.mark.parametrize("path", ["/calendar/", "/calendar/week/", "/calendar/list/"])
def test_a_town_that_has_entered_nothing_yet_has_a_calendar_too(client: Client, path: str) -> None:
    assert "まだありません" in page(client, path)


def test_a_closure_for_some_hours_says_which(client: Client, venue: Venue) -> None:
    Closure.objects.create(
        venue=venue, first_day=SUNDAY, last_day=SUNDAY, starts=time(9), ends=time(12), reason="点検"
    )
    assert "9:00–12:00" in cell(page(client), SUNDAY)


@pytest.mark.parametrize(("language", "name"), [("ja", "そらまめ食堂"), ("en", "A table for all")])
def test_a_date_of_an_activity_has_its_name_in_the_language_of_the_reader(
    client: Client, venue: Venue, language: str, name: str
) -> None:
    public = application(venue)
    activity(public)
    booking(public, SUNDAY)
    assert name in words(page(client, language=language))


def test_a_draft_of_an_activity_is_not_told(client: Client, venue: Venue) -> None:
    public = application(venue)
    activity(public, state=ActivityState.DRAFT, name={"ja": "まだ秘密の名前"})
    booking(public, SUNDAY)
    html = page(client)
    assert "そらまめ食堂" in html
    assert "まだ秘密の名前" not in html
