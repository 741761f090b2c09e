"""Money in the demo town: what is free is free (founding fact 9), a trial shop pays a share of its sales.

The share is invented, as the source prints none: a town writes its own.
"""

from datetime import date, time, timedelta

from django.db import transaction
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.base.dates import fiscal_year
from sengetsu.living_room.bookings.choices import Door, Purpose, State
from sengetsu.living_room.bookings.models import Application, Booking, Slot, Use
from sengetsu.living_room.groups.choices import GroupState
from sengetsu.living_room.groups.models import Group, Membership
from sengetsu.living_room.spaces.choices import SpaceKind
from sengetsu.living_room.spaces.models import Space, Venue

from .choices import Kind, Rounding, Unit
from .models import FeeRule, FeeSettings, PaymentNotice, Waiver
from .rules import Terms
from .settling_actions import mark_paid, report_sales

FREE = Terms(Kind.FREE)
SHARE = Terms(Kind.PERCENTAGE, rate=1000, cap=5000, free_times=1, rounding=Rounding.DOWN, unit=Unit.TEN.value)
SALES = (18_450, 32_780)  # yen, of the first dates; the last one is still to be reported
OPENS, CLOSES = time(10), time(14)
SATURDAY = 5


@transaction.atomic
def load_demo(venue: Venue, users: dict[str, User]) -> None:
    """Rules, a row of the waiver table, and a group that sold bread on three Saturdays. Once."""
    if FeeRule.objects.filter(venue=venue).exists():
        return
    first_day = date(fiscal_year(timezone.localdate()), 4, 1)
    for purpose in Purpose:
        _rule(venue, purpose, SHARE if purpose == Purpose.TRIAL_SHOP else FREE, first_day)
    FeeSettings.objects.create(
        venue=venue, issuer="デモのまちの長", where_to_pay="織月の窓口（平日8:30–17:15）で納めてください。"
    )
    Waiver.objects.create(
        venue=venue,
        name="市が後援する活動",
        who="市の後援の承認を受けた団体",
        rate=5000,
        first_day=first_day,
        note="割合はデモのための例です",
    )
    _trial_shop(venue, users, first_day)


def _rule(venue: Venue, purpose: Purpose, terms: Terms, first_day: date) -> None:
    facts = {name: getattr(terms, name) for name in Terms.__dataclass_fields__}
    FeeRule.objects.create(venue=venue, purpose=purpose, version=1, valid_from=first_day, **facts)


def _trial_shop(venue: Venue, users: dict[str, User], first_day: date) -> None:
    kitchen = Space.objects.filter(venue=venue, kind=SpaceKind.KITCHEN).first()
    saturdays = [day for day in _last_saturdays(3) if day >= first_day]
    if kitchen is None or not saturdays:
        return
    group = Group.objects.create(
        name="こむぎ工房", state=GroupState.APPROVED, valid_until=first_day + timedelta(days=364)
    )
    Membership.objects.create(group=group, user=users["soda"])
    application = Application.objects.create(
        venue=venue,
        group=group,
        title="こむぎ工房のパンの日",
        purpose=Purpose.TRIAL_SHOP,
        is_public=True,
        door=Door.ACCOUNT,
        entered_by=users["soda"],
    )
    dates = [_date(application, kitchen, day) for day in saturdays]
    for booking, sales in zip(dates, SALES, strict=False):
        report_sales(by=users["soda"], booking=booking, sales=sales, customers=sales // 600)
    for notice in PaymentNotice.objects.filter(fee__booking__in=dates):
        mark_paid(by=users["mori"], notice=notice, paid_on=timezone.localdate())


def _last_saturdays(number: int) -> list[date]:
    today = timezone.localdate()
    last = today - timedelta(days=(today.weekday() - SATURDAY) % 7 or 7)
    return [last - timedelta(weeks=back) for back in range(number * 2 - 2, -1, -2)]


def _date(application: Application, kitchen: Space, day: date) -> Booking:
    booking = Booking.objects.create(
        application=application, day=day, starts=OPENS, ends=CLOSES, state=State.USED
    )
    Use.objects.create(booking=booking, space=kitchen, starts=OPENS, ends=CLOSES)
    Slot.objects.bulk_create(
        (
            Slot(space=kitchen, day=day, quarter=quarter, booking=booking)
            for quarter in range(OPENS.hour * 4, CLOSES.hour * 4)
        ),
        ignore_conflicts=True,  # a demo that somebody has played with
    )
    return booking
