"""One date and its money, as somebody may see it. What one may not see answers 404."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from sengetsu.accounts.choices import Role
from sengetsu.accounts.models import User
from sengetsu.living_room.bookings.models import Booking
from sengetsu.living_room.groups.models import Group
from sengetsu.living_room.spaces.models import Venue

from .access import can_keep_fees, can_open_notice
from .ledger import Row, past_dates, rows, with_money
from .models import Fee, PaymentNotice, SalesReport
from .settling import Settlement, settlement

ROWS_OF_ONE_PERSON = 100


def date_or_404(user: User, booking_id: UUID) -> Row:
    """A date of one's own groups; any for staff."""
    found = get_object_or_404(
        Booking.objects.visible_to(user).select_related("application__venue"), public_id=booking_id
    )
    [row] = rows(found.application.venue, Booking.objects.filter(pk=found.pk))
    return row


def notice_or_404(user: User, notice_id: UUID) -> PaymentNotice:
    rows_with_all = PaymentNotice.objects.select_related("fee__booking__application__group", "paid_by")
    notice = get_object_or_404(rows_with_all, public_id=notice_id)
    if not can_open_notice(user, notice):
        raise Http404
    return notice


def own_rows(user: User) -> list[Row] | None:
    """The past dates of an organizer that cost something or might, newest first; None for everybody else."""
    is_organizer = user.has_role(Role.ORGANIZER) or Group.objects.of(user).exists()
    if can_keep_fees(user) or not is_organizer:
        return None
    found: list[Row] = []
    for venue in Venue.objects.all():
        dates = with_money(past_dates(venue).visible_to(user)).order_by("-day", "-starts", "-pk")
        found += rows(venue, dates[:ROWS_OF_ONE_PERSON])
    return found


@dataclass(frozen=True)
class History:
    """All that was said of a date, newest first: nothing that was corrected is lost."""

    reports: list[SalesReport]
    fees: list[Fee]


def history_of(row: Row, *, all_notices: bool) -> History:
    """`all_notices`: also the fees and notices that were corrected, which only staff see."""
    reports = SalesReport.objects.filter(booking=row.booking).select_related("reported_by")
    fees = Fee.objects.filter(booking=row.booking).select_related("notice__paid_by", "settled_by", "rule")
    return History(list(reports), list(fees) if all_notices else [])


def again(row: Row) -> Settlement | None:
    """What settling it once more would change: a waiver that came or went since then."""
    if row.fee is None or row.rule is None:
        return None
    if row.rule.terms.needs_sales and row.report is None:
        return None
    found = settlement(row.booking, row.rule, row.fee, row.report.sales if row.report else None)
    same = found.amount == row.fee.amount and found.grant == row.fee.grant
    return None if same else found
