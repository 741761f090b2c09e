"""The rooms and the kitchen for everybody: what there is, how one gets in, when it is free."""

import re
from datetime import date, time
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.base.language_fields import words
from sengetsu.living_room.bookings.models import Application
from sengetsu.living_room.bookings.series import Part
from sengetsu.living_room.bookings.verdicts import ground, judge
from sengetsu.living_room.demo import load_demo
from sengetsu.living_room.pages.free_times import FreeTimes, fortnight, month_asked
from sengetsu.living_room.spaces.models import Equipment, Space, SpecialDay, UsableHours, Venue
from sengetsu.living_room.spaces.picture_models import Picture, PictureFile
from sengetsu.living_room.spaces.queries import places
from tests.living_room.bookings.conftest import booked
from tests.people import SignIn

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]
LANGUAGES = ("ja", "ja-easy", "en")
WEDNESDAY = date(2026, 12, 2)


@pytest.fixture
def november() -> Any:
    with time_machine.travel("2026-11-25 10:00+09:00", tick=False):
        yield


@pytest.fixture
def venue() -> Venue:
    venue = load_demo()
    Application.objects.all().delete()
    return venue


def page(client: Client, path: str = "/spaces/", language: str = "ja") -> str:
    client.cookies["django_language"] = language
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def offers(html: str) -> list[str]:
    return re.findall(r'href="(/(?:spaces/apply|bookings/new)/\?[^"]*day=[^"]+)"', html)


def test_everybody_reads_what_there_is_and_how_to_get_in(venue: Venue, client: Client) -> None:
    html = page(client)
    for said in (
        "シェアスペース",
        "約15畳",
        "20人まで",
        "炊飯器",
        "ホワイトボード",
        "車いすで使えるトイレ",
        "原則無料",
    ):
        assert said in html
    assert "入口に5cmの段差があります" in html
    assert "エレベーター" in html


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["/spaces/", "room"])
def test_it_is_whole_in_three_languages(venue: Venue, client: Client, language: str, path: str) -> None:
    SpecialDay.objects.create(venue=venue, day=date(2026, 12, 3), reason="大掃除")
    room = venue.spaces.get(kind="room")
    html = page(client, f"/spaces/{room.pk}/" if path == "room" else path, language)
    body = html.split("<body", 1)[1].split("</header>", 1)[1].split("<footer", 1)[0]
    spoken = re.sub(r'<(caption|span) class="hush">.*?</\1>', "", body)  # readings are for the eye
    text = re.sub(r"<ruby>.*?</ruby>", "", spoken)
    found = set(re.findall(r"[\u3040-\u30fa\u30fc-\u30ff\u4e00-\u9fff]+", re.sub(r"<[^>]+>", " ", text)))
    if language == "en":
        assert found <= {"西高尾"}
    if language == "ja-easy":
        assert {word for word in found if re.search(r"[\u4e00-\u9fff]", word)} <= {"西高尾"}


def test_every_offer_passes_the_rule_that_saving_asks(venue: Venue, aoki: User, client: Client) -> None:
    room = venue.spaces.get(kind="room")
    booked(venue, aoki, (WEDNESDAY, (Part(room.pk, time(10), time(12)),)))
    here = ground(Venue.objects.get(), timezone.localdate(), date(2027, 12, 31))
    found = offers(page(client))
    assert len(found) > 20
    for address in found:
        asked = dict(re.findall(r"(\w+)=([^&]+)", address.replace("&amp;", "&").replace("%3A", ":")))
        starts, ends = time.fromisoformat(asked["starts"]), time.fromisoformat(asked["ends"])
        part = Part(int(asked["space"]), starts, ends)
        assert judge(here, date.fromisoformat(asked["day"]), [part]).is_plain
    taken = f"space={room.pk}&amp;day=2026-12-02&amp;starts=08%3A30&amp;ends=21"
    assert not any(taken in one for one in found)


def test_what_somebody_has_is_not_offered_and_nobody_is_named(
    venue: Venue, aoki: User, client: Client
) -> None:
    room = venue.spaces.get(kind="room")
    booked(venue, aoki, (WEDNESDAY, (Part(room.pk, time(10), time(12)),)))
    html = page(client, f"/spaces/{room.pk}/?month=2026-12")
    row = html.split('datetime="2026-12-02"', 1)[1].split("</tr>", 1)[0]
    assert re.findall(r"\d+:\d\d–\d+:\d\d(?=</a>)", row) == ["8:30–10:00", "12:00–21:30"]
    assert "おしゃべりの会" not in html


def test_an_offer_leads_to_a_form_with_its_day_and_time(venue: Venue, client: Client) -> None:
    address = next(one for one in offers(page(client)) if "2026-12-02" in one).replace("&amp;", "&")
    form = client.get(address).context["form"]
    assert "令和8年12月2日" in form["day"].value()
    assert form["starts"].value() == "08:30"


def test_an_organizer_is_led_to_her_own_page(venue: Venue, organizer_soda: User, sign_in: SignIn) -> None:
    html = page(sign_in(organizer_soda))
    assert offers(html)
    assert all(one.startswith("/bookings/new/") for one in offers(html))
    assert 'href="/place/"' not in html


def test_staff_find_the_page_on_which_it_is_changed(venue: Venue, aoki: User, sign_in: SignIn) -> None:
    assert 'href="/place/"' in page(sign_in(aoki))


def test_a_closed_day_says_why(venue: Venue, client: Client) -> None:
    html = page(client, "/spaces/?from=2026-12-28")
    assert "年末年始" in html
    assert "Year-end and New Year" in page(client, "/spaces/?from=2026-12-28", "en")
    assert "成人の日" in page(client, "/spaces/?from=2027-01-05")


def test_a_fortnight_leads_to_the_next_one_and_back(venue: Venue, client: Client) -> None:
    html = page(client)
    assert "from=2026-12-09" in html
    assert "前の2週間" not in html
    later = page(client, "/spaces/?from=2026-12-09")
    assert "from=2026-11-25" in later
    assert "from=2026-12-23" in later


@pytest.mark.parametrize(
    "asked", ["", "x", "2026-02-30", "2026-11-24", "2126-12-01", "2026-13-01", "9" * 50, "2026-W50-1", "<b>"]
)
def test_what_is_no_day_within_reach_shows_the_days_from_today(
    venue: Venue, client: Client, asked: str
) -> None:
    found = fortnight(asked, date(2026, 11, 25), date(2027, 12, 25))
    assert found.first in {date(2026, 11, 25), date(2026, 12, 7)}  # an ISO week is a day, too
    assert client.get("/spaces/", {"from": asked}).status_code == 200


@pytest.mark.parametrize(
    "asked", ["", "x", "2026-13", "2026-10", "2126-01", "2026-12-01", "9999-12", "0000-00"]
)
def test_what_is_no_month_within_reach_shows_this_month(venue: Venue, client: Client, asked: str) -> None:
    found = month_asked(asked, date(2026, 11, 25), date(2027, 12, 25))
    assert (found.first, found.days[0]) == (date(2026, 11, 1), date(2026, 11, 25))
    assert client.get(f"/spaces/{venue.spaces.all()[0].pk}/", {"month": asked}).status_code == 200


def test_the_last_month_has_no_next_one() -> None:
    found = month_asked("2027-12", date(2026, 11, 25), date(2027, 12, 25))
    assert (found.earlier, found.later, len(found.days)) == ("2027-11", "", 31)


def test_days_out_of_reach_offer_nothing(venue: Venue, client: Client) -> None:
    room = venue.spaces.get(kind="room")
    html = page(client, f"/spaces/{room.pk}/?month=2027-12")
    assert "まだ申し込めません" in html
    assert not any("2027-12-26" in one for one in offers(html))


def test_a_room_out_of_use_has_no_page_and_one_that_is_not_lent_no_offer(
    venue: Venue, client: Client
) -> None:
    kitchen = venue.spaces.get(kind="kitchen")
    Space.objects.filter(pk=kitchen.pk).update(is_bookable=False)
    html = page(client, f"/spaces/{kitchen.pk}/")
    assert "申し込みを受けていません" in html
    assert offers(html) == []
    Space.objects.filter(pk=kitchen.pk).update(retired_on=date(2026, 11, 1))
    assert client.get(f"/spaces/{kitchen.pk}/").status_code == 404
    assert "シェアキッチン" not in page(client)


def test_a_second_venue_is_listed_with_its_own_free_times(venue: Venue, client: Client) -> None:
    second = Venue.objects.create(
        name="月見", reading="つきみ", address="東町1-1", kind=words("縁側"), is_listed=False
    )
    porch = Space.objects.create(venue=second, kind="room", name=words("縁側", "{縁側|えんがわ}", "Veranda"))
    UsableHours.objects.create(venue=second, weekday=2, opens=time(10), closes=time(11))
    assert "月見" not in page(client)
    assert client.get(f"/spaces/{porch.pk}/").status_code == 404
    Venue.objects.filter(pk=second.pk).update(is_listed=True)
    mine = [one for one in offers(page(client)) if f"venue={second.pk}" in one]
    assert len(mine) == 2  # the two Wednesdays of a fortnight
    assert all(f"space={porch.pk}" in one for one in mine)


def test_a_town_without_a_place_has_a_calm_page(client: Client) -> None:
    assert "まだ、貸している部屋はありません" in page(client)


def test_a_published_picture_is_shown_with_words_in_the_visitors_language(
    venue: Venue, client: Client
) -> None:
    alt = words("畳の部屋", "{畳|たたみ}の {部屋|へや}", "A room with tatami mats")
    for number, is_published in enumerate((True, False)):
        picture = Picture.objects.create(
            venue=venue,
            space=venue.spaces.get(kind="room"),
            alt=alt,
            is_published=is_published,
            position=number,
        )
        for size in ("small", "large"):
            PictureFile.objects.create(
                picture=picture, size=size, content=b"x", digest="0", width=640, height=480
            )
    html = page(client, language="en")
    assert html.count('alt="A room with tatami mats"') == 1
    assert 'alt="畳の 部屋"' in page(client, language="ja-easy")
    assert 'width="640"' in html


def test_nothing_is_fetched_from_elsewhere_and_nothing_is_inline(venue: Venue, client: Client) -> None:
    html = page(client)
    assert re.findall(r'(?:src|href|srcset)="(?:https?:)?//[^"]+"', html) == []
    assert " style=" not in html
    assert len(html.encode()) < 80_000


def test_the_page_asks_no_more_for_many_rooms_things_and_dates(
    venue: Venue, aoki: User, client: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(10):
        space = Space.objects.create(venue=venue, kind="room", name=words(f"部屋{number}"))
        Equipment.objects.bulk_create(Equipment(venue=venue, space=space, name=words("机")) for _ in range(5))
        booked(venue, aoki, (WEDNESDAY, (Part(space.pk, time(10), time(12)),)))
    with django_assert_max_num_queries(20):
        page(client)


def test_the_strip_lies_within_its_edges(venue: Venue, aoki: User) -> None:
    here = places()[0]
    days = [date(2026, 12, day) for day in range(1, 29)]
    free = FreeTimes(here, here.spaces, days, aoki)
    assert free.width == (21 * 60 + 30 - (8 * 60 + 30)) // 15
    for day in free.days:
        for bar in [*day.staffed, *(bar for cell in day.cells for bar in cell.free)]:
            assert 0 <= bar.left < bar.left + bar.width <= free.width
