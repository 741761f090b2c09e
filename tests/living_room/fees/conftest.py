"""Wednesday, 25 November 2026, ten in the morning; the bakers sold bread last Sunday."""

from collections.abc import Iterator

import pytest
import time_machine

from sengetsu.accounts.models import User
from sengetsu.living_room.bookings.models import Booking
from sengetsu.living_room.fees.models import FeeRule
from sengetsu.living_room.groups.models import Group

from .shops import TENTH, group_of, rule_of, shop_of


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with time_machine.travel("2026-11-25T10:00:00+09:00", tick=False):
        yield


@pytest.fixture
def bakers(organizer_soda: User) -> Group:
    return group_of(organizer_soda)


@pytest.fixture
def tenth(db: None) -> FeeRule:
    """10 % of the sales, at least 500 yen, at most 3,000."""
    return rule_of(TENTH)


@pytest.fixture
def shop(bakers: Group, tenth: FeeRule) -> Booking:
    return shop_of(bakers)
