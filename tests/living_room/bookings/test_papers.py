"""利用許可書 and 不許可通知: opened, and their text read."""

from datetime import UTC, date, datetime, time, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from sengetsu.accounts.invitations.queries import hash_of
from sengetsu.accounts.models import User
from sengetsu.living_room.bookings.choices import Door, Phase, Purpose, State, Verdict
from sengetsu.living_room.bookings.models import Application, Booking, Use
from sengetsu.living_room.demo import load_demo
from sengetsu.living_room.groups.models import Group, Membership
from tests.people import SignIn

pytestmark = pytest.mark.django_db

SUNDAY = date(2026, 12, 6)
DECIDED = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
LUNCH = (
    (1, Phase.COOK, time(10), time(12)),
    (0, Phase.MAIN, time(12), time(15)),
    (1, Phase.CLEAN_UP, time(15), time(16)),
)
EVENING = ((0, Phase.MAIN, time(17, 30), time(19, 30)),)


@pytest.fixture
def asked(organizer_soda: User) -> Application:
    """そらまめ食堂 of organizer_soda's group wants the room and the kitchen."""
    group = Group.objects.create(name="そらまめの会")
    Membership.objects.create(group=group, user=organizer_soda)
    return Application.objects.create(
        venue=load_demo(),
        group=group,
        title="そらまめ食堂",
        purpose=Purpose.COMMUNITY_CAFETERIA,
        contact_name="髙橋 空",
        people=30,
        door=Door.ACCOUNT,
    )


def put(asked: Application, day: date, parts: Any = LUNCH, **facts: Any) -> Booking:
    facts = {"state": State.APPROVED, "decided_at": DECIDED, "verdict": Verdict.OUT_OF_HOURS, **facts}
    spaces = list(asked.venue.spaces.all())
    starts, ends = min(part[2] for part in parts), max(part[3] for part in parts)
    booking = Booking.objects.create(application=asked, day=day, starts=starts, ends=ends, **facts)
    for space, phase, begins, until in parts:
        Use.objects.create(booking=booking, space=spaces[space], phase=phase, starts=begins, ends=until)
    return booking


def read(sign_in: SignIn, who: User, asked: Application, name: str = "booking_permit") -> str:
    answer = sign_in(who).get(reverse(name, args=[asked.public_id]))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    assert "no-store" in answer["Cache-Control"]
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)


def test_the_permit_says_who_where_and_when_in_both_calendars(
    asked: Application, organizer_soda: User, sign_in: SignIn
) -> None:
    put(asked, SUNDAY)
    told = read(sign_in, organizer_soda, asked)
    for words in (
        "利用許可書",
        "そらまめの会さま",
        "髙橋 空",
        "そらまめ食堂",
        "地域食堂",
        "織月",
        "西高尾4-198-5",
    ):
        assert words in told
    for words in (
        "令和8年12月6日（日）",
        "2026年",
        "10:00–12:00",
        "調理",
        "12:00–15:00",
        "15:00–16:00",
        "片づけ",
    ):
        assert words in told
    assert f"2026-{asked.pk:05d}" in told
    assert "令和8年11月24日（2026年11月24日）" in told


def test_out_of_hours_the_permit_asks_for_a_key_holder(
    asked: Application, organizer_soda: User, sign_in: SignIn
) -> None:
    booking = put(asked, SUNDAY)
    assert "鍵を持つ人" in read(sign_in, organizer_soda, asked)
    Booking.objects.filter(pk=booking.pk).update(verdict=Verdict.OK)
    assert "鍵を持つ人" not in read(sign_in, organizer_soda, asked)


def test_a_series_lists_every_date_once_under_its_times(
    asked: Application, organizer_soda: User, sign_in: SignIn
) -> None:
    for week in range(30):
        put(asked, SUNDAY + timedelta(weeks=week))
    put(asked, date(2026, 12, 15), EVENING)
    told = read(sign_in, organizer_soda, asked)
    assert "全部で30日" in told
    assert told.count("10:00–12:00") == 1
    assert "令和9年6月27日（日）" in told
    assert "令和8年12月15日（火）" in told
    assert "17:30–19:30" in told


def test_dates_that_were_not_granted_stand_on_the_permit_with_their_reason(
    asked: Application, organizer_soda: User, sign_in: SignIn
) -> None:
    put(asked, SUNDAY)
    put(asked, date(2027, 1, 3), state=State.REFUSED, verdict=Verdict.CLOSED, reason="年末年始")
    put(asked, date(2027, 2, 7), state=State.WAITING)
    told = read(sign_in, organizer_soda, asked)
    assert "この許可に入っていない日" in told
    assert "令和9年1月3日（日）" in told
    assert "年末年始" in told
    assert "まだ決まっていない日が1日" in told
    assert "令和9年2月7日" not in told


def test_the_refusal_gives_the_reason_and_offers_to_look_further(
    asked: Application, organizer_soda: User, sign_in: SignIn
) -> None:
    put(asked, SUNDAY, state=State.DECLINED, reason="防災訓練があるため")
    told = read(sign_in, organizer_soda, asked, "booking_refusal")
    for words in (
        "不許可通知",
        "令和8年12月6日（日）",
        "防災訓練があるため",
        "いっしょに考えます",
        "048-000-0001",
    ):
        assert words in told


def test_there_is_no_paper_before_the_decision(
    asked: Application, organizer_soda: User, sign_in: SignIn
) -> None:
    put(asked, SUNDAY, state=State.WAITING, decided_at=None)
    client = sign_in(organizer_soda)
    for name in ("booking_permit", "booking_refusal"):
        assert client.get(reverse(name, args=[asked.public_id])).status_code == 404


def test_whoever_acts_for_another_group_gets_no_paper(
    asked: Application, commissioner_hara: User, aoki: User, sign_in: SignIn
) -> None:
    put(asked, SUNDAY)
    assert (
        sign_in(commissioner_hara).get(reverse("booking_permit", args=[asked.public_id])).status_code == 404
    )
    assert "そらまめ食堂" in read(sign_in, aoki, asked)


def test_what_was_typed_is_text(asked: Application, organizer_soda: User, sign_in: SignIn) -> None:
    typed = "#panic() $x$ *会* 🍛"
    Application.objects.filter(pk=asked.pk).update(title=typed, contact_name='"}<b>')
    put(asked, SUNDAY)
    told = read(sign_in, organizer_soda, asked)
    assert "#panic() $x$ *会*" in told
    assert '"}<b>' in told


def test_the_same_permit_is_the_same_file(asked: Application, organizer_soda: User, sign_in: SignIn) -> None:
    put(asked, SUNDAY)
    client, address = sign_in(organizer_soda), reverse("booking_permit", args=[asked.public_id])
    assert client.get(address).content == client.get(address).content


@pytest.mark.parametrize("dates", [1, 30])
def test_a_permit_costs_the_same_queries_for_one_date_and_for_thirty(
    asked: Application, organizer_soda: User, sign_in: SignIn, django_assert_max_num_queries: Any, dates: int
) -> None:
    for week in range(dates):
        put(asked, SUNDAY + timedelta(weeks=week))
    client, address = sign_in(organizer_soda), reverse("booking_permit", args=[asked.public_id])
    with django_assert_max_num_queries(10):
        assert client.get(address).status_code == 200


def test_whoever_applied_without_an_account_gets_the_papers_by_the_link(
    asked: Application, client: Client
) -> None:
    Application.objects.filter(pk=asked.pk).update(token_hash=hash_of("a-link"), group=None)
    put(asked, SUNDAY)
    page = client.get(reverse("booking_request_page", args=["a-link"])).content.decode()
    address = reverse("booking_request_permit", args=["a-link"])
    assert address in page
    assert reverse("booking_request_refusal", args=["a-link"]) not in page
    answer = client.get(address)
    assert "no-store" in answer["Cache-Control"]
    assert "髙橋 空さま" in PdfReader(BytesIO(answer.content)).pages[0].extract_text()
    assert client.get(reverse("booking_request_permit", args=["another"])).status_code == 404
    assert client.get(reverse("booking_request_refusal", args=["a-link"])).status_code == 404
