"""The feeds: what is in each, what never is, and that an unchanged one costs a line."""

from datetime import date, time

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from sengetsu.living_room.activities.choices import ActivityState
from sengetsu.living_room.bookings.choices import Phase, State, Step
from sengetsu.living_room.bookings.models import Booking, Closure, UndoStep
from sengetsu.living_room.bookings.series import Every, Part, Rule
from sengetsu.living_room.pages.told import TOKYO
from sengetsu.living_room.spaces.models import Space, Venue

from .dates import SECRETS, activity, application, bare_town, booking, kitchen, room
from .ics import events, read

pytestmark = pytest.mark.django_db
NOW = "2026-11-25 10:00+09:00"
DEC, JAN, FEB, MAR = date(2026, 12, 6), date(2027, 1, 3), date(2027, 2, 7), date(2027, 3, 7)


@pytest.fixture
def venue(db: None) -> Venue:
    return bare_town()


def feed(client: Client, path: str = "/calendar.ics", **headers: str) -> bytes:
    with time_machine.travel(NOW, tick=False):
        answer = client.get(path, headers=headers)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return answer.content


def space_feed(client: Client, venue: Venue) -> bytes:
    return feed(client, reverse("calendar_ics_space", args=[kitchen(venue).pk]))


def first_sundays(venue: Venue) -> Rule:
    cook = Part(kitchen(venue).pk, time(9), time(12), Phase.COOK)
    return Rule(Every.MONTHLY, 6, (cook, Part(room(venue).pk, time(12), time(15))), nth=1)


def soramame(venue: Venue) -> dict[date, Booking]:
    """December is held, January called off, February not approved yet, March moved by a week."""
    series = application(venue, rules=[first_sundays(venue).as_json()])
    activity(series)
    uses = [
        (kitchen(venue), "09:00", "12:00", Phase.COOK),
        (room(venue), "12:00", "15:00", Phase.MAIN),
    ]
    days = {DEC: DEC, JAN: JAN, FEB: FEB, MAR: date(2027, 3, 14)}
    made = {
        usual: booking(series, day, "09:00", "15:00", uses=uses, rule_day=usual, sequence=1)
        for usual, day in days.items()
    }
    UndoStep.objects.create(booking=made[JAN], step=Step.CANCEL, before={"state": "approved"})
    Booking.objects.filter(pk=made[JAN].pk).update(state=State.CANCELLED, sequence=2)
    Booking.objects.filter(pk=made[FEB].pk).update(state=State.WAITING)
    return made


def in_tokyo(spans: list[tuple[object, object]]) -> list[str]:
    return [f"{start.astimezone(TOKYO):%m-%d %H:%M}–{end.astimezone(TOKYO):%H:%M}" for start, end in spans]  # type: ignore[attr-defined]


def test_a_series_tells_when_to_come_what_is_off_and_what_moved(client: Client, venue: Venue) -> None:
    soramame(venue)
    text = feed(client)
    found = read(text)
    assert in_tokyo(found.held) == ["12-06 12:00–15:00", "03-14 12:00–15:00"]  # type: ignore[arg-type]
    assert in_tokyo(found.off) == ["01-03 12:00–15:00"]  # type: ignore[arg-type]
    assert b"RRULE:FREQ=MONTHLY;UNTIL=20270307T030000Z;BYDAY=1SU" in text
    assert b"DTSTART;TZID=Asia/Tokyo:20261206T120000" in text
    assert b"EXDATE;TZID=Asia/Tokyo:20270207T120000" in text
    assert text.count(b"\r\nUID:") == 3
    assert len({line for line in text.split(b"\r\n") if line.startswith(b"UID:")}) == 1


def test_the_kitchen_is_told_for_as_long_as_it_is_in_use(client: Client, venue: Venue) -> None:
    soramame(venue)
    held = read(space_feed(client, venue)).held
    assert in_tokyo(held) == ["12-06 09:00–12:00", "02-07 09:00–12:00", "03-14 09:00–12:00"]  # type: ignore[arg-type]


def test_an_event_leads_to_its_page_and_says_where_to_come(client: Client, venue: Venue) -> None:
    soramame(venue)
    master = next(event for event in events(feed(client)) if "rrule" in event)
    assert str(master["summary"]) == "そらまめ食堂"
    assert "シェアスペース" in str(master["location"])
    assert "西高尾4-198-5" in str(master["location"])


@pytest.mark.parametrize("state", [State.APPROVED, State.WAITING])
def test_who_uses_a_space_for_what_is_in_no_feed(client: Client, venue: Venue, state: State) -> None:
    cook = [(kitchen(venue), "13:00", "15:00", Phase.MAIN)]
    private = application(venue, "家族の話し合い", is_public=False)
    booking(private, DEC, "13:00", "15:00", state=state, uses=cook)
    texts = (feed(client), space_feed(client, venue))
    assert events(texts[0]) == []
    [event] = events(texts[1])
    assert (str(event["summary"]), str(event["class"])) == (
        ("仮押さえ", "PRIVATE") if state == State.WAITING else ("使用中", "PRIVATE")
    )
    said = (texts[0] + texts[1]).replace(b"\r\n ", b"").decode()
    assert [
        word for word in ("家族の話し合い", str(private.public_id), *SECRETS.values()) if word in said
    ] == []


def test_two_dates_of_one_private_group_are_not_told_to_be_one_group(client: Client, venue: Venue) -> None:
    private = application(venue, "会", is_public=False, rules=[first_sundays(venue).as_json()])
    for day in (DEC, FEB):
        cook = [(kitchen(venue), "13:00", "15:00", Phase.MAIN)]
        booking(private, day, "13:00", "15:00", rule_day=day, uses=cook)
    found = events(space_feed(client, venue))
    assert len({str(event["uid"]) for event in found}) == 2
    assert [event for event in found if "rrule" in event] == []


def test_no_contact_of_an_open_date_is_in_a_feed(client: Client, venue: Venue) -> None:
    booking(application(venue), DEC)
    text = feed(client).replace(b"\r\n ", b"").decode()
    assert [word for word in SECRETS.values() if word in text] == []


@pytest.mark.parametrize(
    "state", [State.DECLINED, State.REFUSED, State.LAPSED, State.CANCELLED, State.WAITING]
)
def test_what_was_never_promised_is_not_told(client: Client, venue: Venue, state: State) -> None:
    booking(application(venue), DEC, state=state)
    assert events(feed(client)) == []


def test_what_the_house_closed_is_in_the_feed_of_the_space(client: Client, venue: Venue) -> None:
    facts = {"venue": venue, "first_day": DEC, "last_day": DEC}
    Closure.objects.create(space=kitchen(venue), reason="床の修理", **facts)
    Closure.objects.create(space=room(venue), reason="壁の修理", **facts)
    assert [str(event["summary"]) for event in events(space_feed(client, venue))] == ["使えません：床の修理"]


def test_an_activity_has_a_feed_of_its_own(client: Client, venue: Venue) -> None:
    study, salon = application(venue, "勉強部屋"), application(venue, "サロン")
    booking(study, DEC)
    booking(salon, DEC, "16:00", "17:00")
    path = reverse("calendar_ics_activity", args=[activity(study).public_id])
    assert [str(event["summary"]) for event in events(feed(client, path))] == ["勉強部屋"]


def test_a_space_that_is_no_more_has_no_feed(client: Client, venue: Venue) -> None:
    path = reverse("calendar_ics_space", args=[kitchen(venue).pk])
    venue.spaces.update(retired_on=date(2026, 11, 1))
    assert client.get(path).status_code == 404


def test_a_place_that_is_not_shown_yet_has_no_feed(client: Client, venue: Venue) -> None:
    second = Venue.objects.create(name="分室", reading="ぶんしつ", address="東間1-1", is_listed=False)
    space = Space.objects.create(venue=second, kind="room", name={"ja": "小部屋"})
    assert client.get(reverse("calendar_ics_space", args=[space.pk])).status_code == 404


def test_a_draft_has_no_feed(client: Client, venue: Venue) -> None:
    draft = activity(application(venue), state=ActivityState.DRAFT)
    assert client.get(reverse("calendar_ics_activity", args=[draft.public_id])).status_code == 404


def test_what_is_long_over_leaves_the_feed_but_a_series_stays_whole(client: Client, venue: Venue) -> None:
    one = application(venue, "むかしの会")
    booking(one, date(2026, 1, 10))
    booking(one, DEC)
    series = application(venue, "つづく会", rules=[first_sundays(venue).as_json()])
    for day in (date(2026, 5, 3), DEC):
        booking(series, day, rule_day=day)
    held = read(feed(client)).held
    assert sorted(f"{start.astimezone(TOKYO):%y-%m-%d}" for start, _ in held) == [
        "26-05-03",
        "26-12-06",
        "26-12-06",
    ]


def test_a_program_that_has_the_feed_already_gets_a_line(client: Client, venue: Venue) -> None:
    booking(application(venue), DEC)
    with time_machine.travel(NOW, tick=False):
        first = client.get("/calendar.ics")
        again = client.get("/calendar.ics", headers={"if-none-match": first["ETag"]})
        by_date = client.get("/calendar.ics", headers={"if-modified-since": first["Last-Modified"]})
    assert [again.status_code, by_date.status_code] == [304, 304]
    assert again.content == b""
    assert "max-age" in first["Cache-Control"]


def test_a_change_reaches_a_program_that_has_the_feed_already(client: Client, venue: Venue) -> None:
    public = application(venue)
    booking(public, DEC)
    before = client.get("/calendar.ics")["ETag"]
    public.title = "ほしまめ食堂"
    public.save()
    after = client.get("/calendar.ics", headers={"if-none-match": before})
    assert after.status_code == 200
    assert "ほしまめ食堂" in after.content.decode()


def test_the_feed_is_the_same_in_every_language_of_the_pages(client: Client, venue: Venue) -> None:
    soramame(venue)
    japanese = feed(client)
    client.cookies["django_language"] = "en"
    assert feed(client) == japanese


@pytest.mark.parametrize("rows", [1, 30])
def test_a_feed_asks_as_few_questions_for_many_dates_as_for_one(
    client: Client, venue: Venue, rows: int, django_assert_max_num_queries: object
) -> None:
    for number in range(rows):
        series = application(venue, f"会{number}", rules=[first_sundays(venue).as_json()])
        activity(series)
        for day in (DEC, FEB):
            booking(series, day, rule_day=day)
    with django_assert_max_num_queries(10):  # type: ignore[operator]
        feed(client)
    with django_assert_max_num_queries(10):  # type: ignore[operator]
        space_feed(client, venue)


def test_a_town_that_has_entered_nothing_has_no_feed(client: Client) -> None:
    assert client.get("/calendar.ics").status_code == 404
