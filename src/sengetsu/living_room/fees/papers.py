"""納入通知 as a paper. What it says is frozen when it is issued, and typeset again when it is read."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from sengetsu.base.dates import era_year, fiscal_year, month_and_day
from sengetsu.base.language import without_readings
from sengetsu.base.paper import pdf_answer, typeset
from sengetsu.base.yen import yen
from sengetsu.living_room.spaces.models import Venue
from sengetsu.living_room.spaces.opening import LOOK_AHEAD
from sengetsu.living_room.spaces.queries import opening_calendar

from .models import Fee, FeeSettings, PaymentNotice
from .queries import next_number, settings_of

TEMPLATE = "living_room/fees/paper/payment_notice.typ"


def both_eras(day: date) -> str:
    """令和8年（2026年）11月22日（日）."""
    return f"{era_year(day)}（{day.year}年）{month_and_day(day)}"


def fiscal_year_words(first_year: int) -> str:
    """令和8年度（2026年度）."""
    return f"{era_year(date(first_year, 4, 1))}度（{first_year}年度）"


def new_notice(fee: Fee, *, corrects: PaymentNotice | None) -> PaymentNotice:
    """The next notice of the venue with everything that it says, not saved. Call it under the trail's lock:
    the number must have no gap and no twin."""
    today, conditions = timezone.localdate(), settings_of(fee.booking.application.venue)
    already_paid = corrects.received if corrects else 0
    notice = PaymentNotice(
        fee=fee,
        venue=conditions.venue,
        fiscal_year=fiscal_year(today),
        number=next_number(conditions.venue, fiscal_year(today)),
        corrects=corrects,
        issued_on=today,
        due_on=due_day(conditions.venue, today + timedelta(days=conditions.due_days)),
        already_paid=already_paid,
        to_pay=fee.amount - already_paid,
    )
    notice.facts = facts_of(notice, conditions)
    return notice


def due_day(venue: Venue, day: date) -> date:
    """That day, or the next one on which the place is open: nobody pays at a closed counter."""
    calendar = opening_calendar(venue, list(venue.hours.all()))
    days = (day + timedelta(days=later) for later in range(LOOK_AHEAD))
    return next((one for one in days if calendar.spans(one)), day)


def facts_of(notice: PaymentNotice, conditions: FeeSettings) -> dict[str, Any]:
    """All words of the paper, as they are today."""
    fee, venue = notice.fee, conditions.venue
    booking, application = fee.booking, fee.booking.application
    spaces = {without_readings(str(use.space)) for use in booking.uses.select_related("space")}
    purpose = without_readings(str(application.get_purpose_display()))
    earlier = notice.corrects
    return {
        "title": "納入通知書（訂正）" if earlier else "納入通知書",
        "number": f"{fiscal_year_words(notice.fiscal_year)} 第{notice.number}号",
        "issued_on": both_eras(notice.issued_on),
        "addressee": f"{application.applicant} {'御中' if application.group_id else '様'}",
        "issuer": conditions.issuer or venue.name,
        "place": venue.name,
        "address": venue.address,
        "phone": venue.phone,
        "what": [
            ["使った日", f"{both_eras(booking.day)} {booking.starts:%H:%M}–{booking.ends:%H:%M}"],
            ["したこと", f"{application.title}（{purpose}）"],
            ["場所", "、".join(sorted(spaces))],
            ["決まり", fee.rule.in_words],
        ],
        "steps": [list(step) for step in fee.steps],
        "amount": yen(fee.amount),
        "already_paid": yen(notice.already_paid) if notice.already_paid else "",
        "gives_back": notice.to_pay < 0,
        "to_pay": yen(abs(notice.to_pay)),
        "due_on": both_eras(notice.due_on) if notice.to_pay > 0 else "",
        "where_to_pay": conditions.where_to_pay,
        "corrects": f"{both_eras(earlier.issued_on)}に出した{earlier.facts['number']}" if earlier else "",
        "reason": fee.reason,
    }


def notice_answer(notice: PaymentNotice) -> HttpResponse:
    """The paper in the browser."""
    pdf = typeset(TEMPLATE, notice.facts)
    return pdf_answer(pdf, f"納入通知書_{notice.fiscal_year}-{notice.number}.pdf")
