"""Late sales reports are asked for once: `sengetsu work` calls `remind`."""

from datetime import datetime

from django.urls import reverse

from sengetsu.accounts.models import User
from sengetsu.base.dates import wareki
from sengetsu.living_room.bookings.models import Booking
from sengetsu.living_room.bookings.recipients import recipients
from sengetsu.living_room.notices.actions import notify
from sengetsu.living_room.notices.models import Notice
from sengetsu.living_room.spaces.models import Venue

from .ledger import late_dates
from .queries import reminder_key


def remind(*, by: User | None, now: datetime) -> int:
    """Ask the organizers of every date whose report is late, each of them once. How many were asked now."""
    late = (booking for venue in Venue.objects.all() for booking in late_dates(venue, now))
    return sum(_ask(by, booking) for booking in late)


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
