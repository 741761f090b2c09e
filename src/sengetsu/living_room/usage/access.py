"""Who may, and what is possible now, each refusal with the sentence that the page shows.

Organizers act for the dates of their own groups, staff for all; the rule is that of the bookings.
Japanese only: organizers and staff read these.
"""

from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest

from sengetsu.accounts.models import User
from sengetsu.living_room.bookings.access import can_act_for, can_decide
from sengetsu.living_room.bookings.choices import HOLDING, State
from sengetsu.living_room.bookings.models import Booking

from .models import KeyLoan


def own_date_or_404(request: HttpRequest, date_id: UUID) -> Booking:
    """A date for which the asking person acts; every other one does not exist."""
    found = Booking.objects.visible_to(request.user).on_page().filter(public_id=date_id).first()
    if found is None:
        raise Http404
    return found


def can_use(user: User | AnonymousUser | None, booking: Booking) -> bool:
    """Name the key holder, tick the closing list, report."""
    return can_act_for(user, booking.application)


def can_keep_keys(user: User | AnonymousUser | None) -> bool:
    """Hand keys over and take them back, write the closing list."""
    return can_decide(user)


def why_no_key(booking: Booking) -> str:
    """Why no key holder can be named for this date now; empty when one can."""
    if booking.state not in HOLDING:
        return f"この日は「{booking.get_state_display()}」なので、鍵はいりません。"
    if not booking.needs_key:
        return "この日は、開いている時間の中なので、鍵はいりません。"
    return "この日は、もう過ぎています。" if booking.is_over else ""


def why_not_hand(booking: Booking, loan: KeyLoan | None) -> str:
    if loan is None:
        return "先に、鍵を持つ人を決めてください。"
    if loan.handed_at:
        return f"鍵は、もう{loan.holder_name}さんにわたしてあります。"
    if booking.state != State.APPROVED:
        return f"この日は「{booking.get_state_display()}」なので、鍵をわたせません。"
    return ""


def why_not_undo(loan: KeyLoan | None) -> str:
    if loan is None or loan.last_move_at is None:
        return "取り消すことがありません。"
    return "" if loan.can_be_undone else "15分が過ぎたので、取り消せません。"


def why_no_report(booking: Booking) -> str:
    """Why nothing can be counted, reported or ticked for this date now."""
    if not booking.is_standing:
        return f"この日は「{booking.get_state_display()}」なので、報告はいりません。"
    return "" if booking.has_begun else "この日の利用は、まだ始まっていません。"
