"""Who may do what with fees, and what is possible now. Japanese only: organizers and staff read it."""

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.living_room.bookings.access import can_act_for
from sengetsu.living_room.bookings.choices import STANDING
from sengetsu.living_room.bookings.models import Booking
from sengetsu.living_room.spaces.access import can_edit_venue

from .models import FeeRule, PaymentNotice


def can_keep_fees(user: User | AnonymousUser | None) -> bool:
    """Link workers run the place, the welfare section answers for it: rules, waivers, the paid mark."""
    return user is not None and can_edit_venue(user)


def can_report_sales(user: User | AnonymousUser | None, booking: Booking) -> bool:
    """Staff, and whoever acts for the group of this date."""
    return can_act_for(user, booking.application)


def can_open_notice(user: User, notice: PaymentNotice) -> bool:
    """A notice that was corrected is no longer what an organizer has to pay: only staff open it."""
    if can_keep_fees(user):
        return True
    return notice.fee.superseded_at is None and can_report_sales(user, notice.fee.booking)


def why_no_report(
    user: User | None, booking: Booking, rule: FeeRule | None, notice: PaymentNotice | None
) -> str:
    """Why the sales of a date cannot be reported or corrected now; empty when they can."""
    if booking.state not in STANDING:
        return f"この日は「{booking.get_state_display()}」なので、売上の報告はいりません。"
    if booking.starts_at > timezone.now():
        return "この日は、まだ始まっていません。終わってから報告してください。"
    if rule and not rule.terms.needs_sales:
        return f"この日の料金は「{rule.in_words}」なので、売上の報告はいりません。"
    if notice and notice.paid_at and not can_keep_fees(user):
        return "料金はもう納めていただきました。直したいときは、運営に声をかけてください。"
    return ""


def why_not_paid(notice: PaymentNotice) -> str:
    """Why a notice cannot be marked as paid; empty when it can."""
    if notice.fee.superseded_at:
        newer = getattr(notice, "corrected_by", None)
        return f"この通知は訂正されました。新しい通知{f'（{newer}）' if newer else ''}を見てください。"
    if notice.paid_at:
        who = f"（{notice.paid_by}さん）" if notice.paid_by_id else ""
        return f"もう納入の印がついています{who}。"
    return "" if notice.to_pay else "納める額がありません。"
