"""What `sengetsu work` does about money: late sales reports are asked for once, free dates are settled."""

from datetime import datetime

from django.urls import reverse

from sengetsu.accounts.models import User
from sengetsu.base.dates import wareki
from sengetsu.living_room.bookings.models import Booking
from sengetsu.living_room.bookings.recipients import recipients
from sengetsu.living_room.notices.actions import notify
from sengetsu.living_room.notices.models import Notice
from sengetsu.living_room.spaces.models import Venue

from .ledger import free_dates, late_dates
from .queries import reminder_key
from .settling_actions import settle_free

AT_ONCE = 50  # dates in one round of the worker


def remind(*, by: User | None, now: datetime) -> int:
    """Ask the organizers of every date whose report is late, each of them once. How many were asked now."""
    late = (booking for venue in Venue.objects.all() for booking in late_dates(venue, now))
    return sum(_ask(by, booking) for booking in late)


def settle_what_is_free(*, by: User | None, now: datetime) -> int:
    """Say "free, by this rule" of past dates for which there is nothing to pay and nothing to report.

    Some at a time: the worker comes again. Nobody is told, and no notice is issued.
    """
    waiting = [booking for venue in Venue.objects.all() for booking in free_dates(venue, now)[:AT_ONCE]]
    settle_free(by=by, bookings=waiting)
    return 0


def _ask(by: User | None, booking: Booking) -> int:
    asked = 0
    title = f"「{booking.application.title}」（{wareki(booking.day, weekday=True)}）"
    for to, address, suffix in recipients(booking.application):
        key = reminder_key(booking, suffix)
        if Notice.objects.filter(key=key).exists():
            continue
        how = "ページから報告できます。" if to else "この場所に、電話か窓口で知らせてください。"
        notify(
            by=by,
            key=key,
            to=to,
            address=address,
            subject="売上の報告をお願いします",
            text=f"{title}の売上の報告が、まだ届いていません。{how}",
            path=reverse("sales_report", args=[booking.public_id]) if to else "",
        )
        asked += 1
    return asked
