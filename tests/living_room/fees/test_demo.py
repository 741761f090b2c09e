"""The demo town's money."""

from datetime import date

import pytest

from sengetsu.accounts import demo as accounts_demo
from sengetsu.living_room import demo as living_room_demo
from sengetsu.living_room.bookings.models import Booking
from sengetsu.living_room.fees import demo as fees_demo
from sengetsu.living_room.fees.choices import Stage
from sengetsu.living_room.fees.ledger import rows
from sengetsu.living_room.fees.queries import purposes_without_rule

pytestmark = pytest.mark.django_db


def test_the_demo_town_has_a_free_a_settled_and_a_late_shop_and_loads_them_once() -> None:
    users = accounts_demo.load_demo()
    venue = living_room_demo.load_demo()
    for _ in range(2):
        fees_demo.load_demo(venue, users)
    dates = Booking.objects.filter(application__title="こむぎ工房のパンの日")
    assert [row.stage for row in rows(venue, dates)] == [Stage.FREE, Stage.PAID, Stage.LATE]
    assert purposes_without_rule(venue, date(2026, 11, 25)) == []
