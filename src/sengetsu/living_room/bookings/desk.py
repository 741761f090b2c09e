"""What waits for those who run a place, most pressing first."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.living_room.spaces.models import Venue

from .queries import between, free_again, met_by_closed_days, refused, waiting
from .rows import rows_of
from .verdicts import ground

AHEAD = timedelta(days=7)


def desk_of(venue: Venue, user: User) -> dict[str, Any]:
    """A constant number of queries, whatever the number of rows."""
    today = timezone.localdate()
    far = max((row.day for row in refused(venue, today)), default=today)
    here = ground(venue, today, far)
    week = rows_of(between(venue, today, today + AHEAD).prefetch_related("undo_steps__by"), user)
    return {
        "waiting": waiting(venue),
        "today": [row for row in week if row.booking.day == today],
        "week": [row for row in week if row.booking.day != today],
        "met": met_by_closed_days(here),
        "free_again": free_again(here),
    }
