"""As time goes by: used, lapsed, and told of a day that was closed later. Once each."""

import pytest
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.living_room.bookings.choices import Decision
from sengetsu.living_room.bookings.reminders import remind
from sengetsu.living_room.groups.models import Group
from sengetsu.living_room.notices.models import Notice
from sengetsu.living_room.spaces.models import Space, SpecialDay, Venue

from .conftest import WEDNESDAY, booked, span

pytestmark = pytest.mark.django_db


def test_whoever_has_a_date_on_a_day_that_is_closed_later_is_told_once(
    venue: Venue, room: Space, organizer_soda: User, soramame: Group
) -> None:
    booked(venue, organizer_soda, (WEDNESDAY, (span(room, 10, 12),)), of=soramame)
    assert remind(by=None, now=timezone.now()) == 0
    SpecialDay.objects.create(venue=venue, day=WEDNESDAY, reason="大掃除")
    assert [remind(by=None, now=timezone.now()) for _ in range(2)] == [1, 0]
    notice = Notice.objects.get(user=organizer_soda)
    assert "大掃除" in notice.text
    assert "12月2日（水） 10:00–12:00" in notice.text


def test_who_said_hold_anyway_knows_of_the_day(
    venue: Venue, room: Space, organizer_soda: User, soramame: Group
) -> None:
    SpecialDay.objects.create(venue=venue, day=WEDNESDAY, reason="大掃除")
    booked(venue, organizer_soda, (WEDNESDAY, (span(room, 10, 12),)), of=soramame, decision=Decision.HOLD)
    assert remind(by=None, now=timezone.now()) == 0


def test_a_round_with_nothing_to_do_writes_nothing(
    venue: Venue, django_assert_max_num_queries: object
) -> None:
    with django_assert_max_num_queries(14):  # type: ignore[operator]
        remind(by=None, now=timezone.now())
