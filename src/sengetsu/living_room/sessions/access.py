"""Whoever acts for a date keeps its papers. Japanese only: organizers and staff read the refusals."""

from sengetsu.living_room.bookings.choices import STANDING
from sengetsu.living_room.bookings.models import Booking
from sengetsu.living_room.usage.access import can_use, own_date_or_404

__all__ = ["can_use", "own_date_or_404", "why_not_kept"]


def why_not_kept(booking: Booking) -> str:
    """Papers are kept of dates that are approved; empty when they can be."""
    if booking.state in STANDING:
        return ""
    return f"この日は「{booking.get_state_display()}」なので、まだ書けません。"
