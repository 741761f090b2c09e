"""Who may see and do what with fees. Refusals are Japanese only: organizers and staff read them."""

from sengetsu.accounts.models import User
from sengetsu.living_room.bookings.models import Booking
from sengetsu.living_room.spaces.access import can_edit_venue

from .models import PaymentNotice


def can_keep_fees(user: User) -> bool:
    """Link workers run the place, the welfare section answers for it: rules, waivers, the paid mark."""
    return can_edit_venue(user)


def can_report_sales(user: User, booking: Booking) -> bool:
    """Staff, and whoever acts for the group of this date."""
    return Booking.objects.visible_to(user).filter(pk=booking.pk).exists()


def can_open_notice(user: User, notice: PaymentNotice) -> bool:
    """A notice that was corrected is no longer what an organizer has to pay: only staff open it."""
    if can_keep_fees(user):
        return True
    return notice.fee.superseded_at is None and can_report_sales(user, notice.fee.booking)
