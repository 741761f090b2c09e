"""What search engines read: JSON in one block that ends where it should, and nothing that is not public."""

import json
import re
from datetime import date, time
from typing import Any

import pytest
import time_machine
from django.test import Client

from sengetsu.base.templatetags.base_linked_data import linked_data
from sengetsu.living_room.bookings.choices import State
from sengetsu.living_room.spaces.models import SpecialDay, Venue

from .dates import SECRETS, application, bare_town, booking

pytestmark = pytest.mark.django_db
NOW = "2026-11-25 10:00+09:00"
DEC = date(2026, 12, 6)


@pytest.fixture
def venue(db: None) -> Venue:
    return bare_town()


def data_in(html: str) -> Any:
    [text] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    return json.loads(text)


def front(client: Client, language: str = "ja") -> dict[str, Any]:
    client.cookies["django_language"] = language
    with time_machine.travel(NOW, tick=False):
        found: dict[str, Any] = data_in(client.get("/").content.decode())
    return found


def test_the_front_page_says_who_we_are_and_when_somebody_is_there(client: Client, venue: Venue) -> None:
    found = front(client)
    assert (found["@context"], found["@type"], found["name"]) == ("https://schema.org", "EventVenue", "織月")
    assert set(found["alternateName"]) >= {"せんげつ", "Sengetsu", "繊月"}
    assert found["address"]["streetAddress"] == "西高尾4-198-5"
    monday = {"dayOfWeek": "https://schema.org/Monday", "opens": "08:30", "closes": "17:15"}
    assert {"@type": "OpeningHoursSpecification", **monday} in found["openingHoursSpecification"]
    assert {space["name"] for space in found["containsPlace"]} == {"シェアスペース", "シェアキッチン"}


def test_the_rooms_say_it_too(client: Client, venue: Venue) -> None:
    [found] = data_in(client.get("/spaces/").content.decode())
    assert (found["@type"], found["name"]) == ("EventVenue", "織月")


def test_closed_days_of_the_next_weeks_have_their_dates(client: Client, venue: Venue) -> None:
    SpecialDay.objects.create(venue=venue, day=DEC, opens=time(10), closes=time(12))
    days = {day["validFrom"]: day for day in front(client)["specialOpeningHoursSpecification"]}
    assert (days["2026-12-31"]["opens"], days["2026-12-31"]["closes"]) == ("00:00", "00:00")
    assert (days["2026-12-06"]["opens"], days["2026-12-06"]["closes"]) == ("10:00", "12:00")
    assert "2026-12-01" not in days


@pytest.mark.parametrize(("language", "name"), [("ja", "織月"), ("ja-easy", "織月"), ("en", "Sengetsu")])
def test_it_speaks_the_language_of_the_page_without_readings(
    client: Client, venue: Venue, language: str, name: str
) -> None:
    found = front(client, language)
    assert found["name"] == name
    assert "{" not in json.dumps(found["containsPlace"], ensure_ascii=False).replace('{"@type"', "")


def test_open_dates_are_events_and_others_are_nothing(client: Client, venue: Venue) -> None:
    booking(application(venue), DEC)
    booking(application(venue, "秘密の会", is_public=False), date(2026, 12, 8))
    booking(application(venue, "まだの会"), date(2026, 12, 9), state=State.WAITING)
    found = front(client)
    assert [event["name"] for event in found["event"]] == ["そらまめ食堂"]
    assert found["event"][0]["startDate"] == "2026-12-06T12:00:00+09:00"
    assert found["event"][0]["location"] == {"@id": found["@id"]}
    said = json.dumps(found, ensure_ascii=False)
    assert [word for word in SECRETS.values() if word in said] == []


@pytest.mark.parametrize("title", ["</script><script>alert(1)</script>", "<!--", "A & B", 'a"b\\', "\u2028"])
def test_no_title_ends_the_block(client: Client, venue: Venue, title: str) -> None:
    booking(application(venue, title), DEC)
    assert front(client)["event"][0]["name"] == title


def test_nothing_in_nothing_out() -> None:
    assert linked_data(None) == ""
