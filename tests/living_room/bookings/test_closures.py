"""A closure takes what is free, deletes nothing, tells whom it meets, and gets what is given back."""

from datetime import time, timedelta

import pytest

from sengetsu.accounts.access import Refused
from sengetsu.accounts.models import User
from sengetsu.living_room.bookings.actions import cancel, close_space, lift_closure
from sengetsu.living_room.bookings.models import Booking, Closure, Slot
from sengetsu.living_room.bookings.queries import met_by, met_by_closed_days
from sengetsu.living_room.bookings.slots import Taken
from sengetsu.living_room.bookings.verdicts import ground
from sengetsu.living_room.groups.models import Group
from sengetsu.living_room.notices.models import Notice
from sengetsu.living_room.spaces.models import Space, SpecialDay, Venue

from .conftest import WEDNESDAY, booked, span


def closed(by: User, venue: Venue, space: Space | None, starts: int, ends: int) -> Closure:
    return close_space(
        by=by, venue=venue, space=space, first_day=WEDNESDAY, last_day=WEDNESDAY + timedelta(1),
        starts=time(starts), ends=time(ends), reason="換気扇の工事",
    )  # fmt: skip


def test_it_meets_dates_and_deletes_none(
    venue: Venue, room: Space, organizer_soda: User, soramame: Group, aoki: User
) -> None:
    made = booked(venue, organizer_soda, (WEDNESDAY, (span(room, 10, 12),)), of=soramame)
    closure = closed(aoki, venue, room, 11, 14)
    assert list(met_by(closure)) == list(made.bookings.all())
    assert "換気扇の工事" in Notice.objects.get(user=organizer_soda).text
    assert Booking.objects.get().slots.count() == 8
    assert closure.slots.count() == 8 + 12  # 12–14 on the first day, 11–14 on the second


def test_what_a_met_date_gives_back_belongs_to_the_closure(venue: Venue, room: Space, aoki: User) -> None:
    made = booked(venue, aoki, (WEDNESDAY, (span(room, 10, 12),)))
    closure = closed(aoki, venue, room, 11, 14)
    cancel(by=aoki, bookings=made.bookings.all())
    assert closure.slots.filter(day=WEDNESDAY).count() == 12
    with pytest.raises(Taken):
        booked(venue, aoki, (WEDNESDAY, (span(room, 11, 12),)))


def test_lifting_it_frees_all_spaces(venue: Venue, room: Space, aoki: User) -> None:
    closure = closed(aoki, venue, None, 9, 21)
    assert Slot.objects.count() == 2 * 2 * 48
    lift_closure(by=aoki, closure=closure)
    assert booked(venue, aoki, (WEDNESDAY, (span(room, 10, 12),)))
    lift_closure(by=aoki, closure=closure)
    assert Slot.objects.count() == 8


def test_organizers_close_nothing(venue: Venue, room: Space, organizer_soda: User) -> None:
    with pytest.raises(Refused):
        closed(organizer_soda, venue, room, 9, 12)


def test_a_day_that_is_closed_later_lists_the_dates_that_do_not_know_of_it(
    venue: Venue, room: Space, aoki: User
) -> None:
    booked(venue, aoki, (WEDNESDAY, (span(room, 10, 12),)))
    assert met_by_closed_days(ground(venue, WEDNESDAY, WEDNESDAY)) == []
    SpecialDay.objects.create(venue=venue, day=WEDNESDAY, reason="大掃除")
    fresh = Venue.objects.get(pk=venue.pk)
    [(met, why)] = met_by_closed_days(ground(fresh, WEDNESDAY, WEDNESDAY))
    assert (met.day, why) == (WEDNESDAY, "大掃除")
