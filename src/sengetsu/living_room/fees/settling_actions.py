"""The only writer of sales reports, fees and 納入通知.

Every act takes the trail's lock first (`writing`), so two people at one date wait in line: numbers have no
gap, and a correction sees the paid mark that was set a moment before.
"""

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from sengetsu.accounts.access import Refused
from sengetsu.accounts.models import User
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.audit.writing import writing
from sengetsu.base.dates import wareki
from sengetsu.base.seen import refuse_if_other
from sengetsu.living_room.bookings.models import Booking
from sengetsu.living_room.bookings.recipients import recipients
from sengetsu.living_room.notices.actions import notify, withdraw_notice

from .access import can_keep_fees, can_report_sales, why_no_report, why_not_paid
from .models import Fee, PaymentNotice, SalesReport
from .papers import new_notice
from .queries import facts_of_last_report, last_report, reminder_key
from .settling import Settlement, current_fee, notice_of, rule_for, settlement

CHANGED_MEANWHILE = "開いたあとに、料金の計算が変わりました。もう一度、計算をたしかめてください。"


@writing()
def report_sales(
    *,
    by: User,
    booking: Booking,
    sales: int,
    customers: int | None = None,
    note: str = "",
    reason: str = "",
    shown: int | None = None,
    seen: str = "",
) -> SalesReport:
    """Report what was sold on a date, or correct it; where a rule is in force, settle the fee.

    `reason`: why it is corrected. `shown`: the fee in yen that the page showed; another one now refuses the
    report. `seen`: see `base.seen`. Raises `PermissionDenied`, `Refused`, `Stale`, `ValidationError`.
    """
    booking = _fresh(booking)
    if not can_report_sales(by, booking):
        raise PermissionDenied
    settled, earlier = current_fee(booking), last_report(booking)
    rule = rule_for(booking, settled)
    if refusal := why_no_report(by, booking, rule, notice_of(settled)):
        raise Refused(refusal)
    refuse_if_other(facts_of_last_report(earlier), seen=seen)
    if earlier and not reason:
        raise ValidationError({"reason": "訂正のわけを書いてください。"})
    report = SalesReport.objects.create(
        booking=booking,
        version=earlier.version + 1 if earlier else 1,
        sales=sales,
        customers=customers,
        note=note,
        correction_reason=reason if earlier else "",
        reported_by=by,
    )
    if rule:
        found = settlement(booking, rule, settled, sales)
        if shown is not None and shown != found.amount:
            raise ValidationError(CHANGED_MEANWHILE)
        _settle(by, found, settled, report, report.correction_reason)
    for _, _, suffix in recipients(booking.application):
        withdraw_notice(by=by, key=reminder_key(booking, suffix))
    action = Action.CORRECTED if earlier else Action.CREATED
    record(by=by, action=action, thing="sales_report", thing_id=report.pk, detail={"version": report.version})
    return report


@writing()
def settle(*, by: User, booking: Booking, reason: str = "") -> Fee:
    """Settle a date, or settle it again (a waiver came later). The same fee again changes nothing.

    Raises `PermissionDenied`, `Refused`.
    """
    _check(by)
    booking = _fresh(booking)
    settled, report = current_fee(booking), last_report(booking)
    rule = rule_for(booking, settled)
    if rule is None:
        raise Refused("この目的の料金の決まりがありません。先に決まりを書いてください。")
    if not booking.is_over:
        raise Refused("この日は、まだ終わっていません。")
    if rule.terms.needs_sales and report is None:
        raise Refused("売上の報告が、まだありません。")
    found = settlement(booking, rule, settled, report.sales if report else None)
    if settled and settled.amount == found.amount and settled.grant == found.grant:
        return settled
    return _settle(by, found, settled, report, reason)


@writing()
def settle_free(*, by: User | None, bookings: Sequence[Booking]) -> int:
    """Settle the dates among these that cost nothing whatever was sold; how many. For the worker.

    What costs something waits for a person: a notice is issued by somebody.
    """
    number = 0
    for booking in bookings:
        row = _fresh(booking)
        rule = rule_for(row, None)
        if rule is None or rule.terms.needs_sales or not row.is_over or current_fee(row):
            continue
        found = settlement(row, rule, None, None)
        if found.amount == 0:
            _settle(by, found, None, None, "")
            number += 1
    return number


@writing()
def strike_fee(*, by: User, booking: Booking, reason: str) -> Fee:
    """Take nothing for a date after all (nobody came, the wrong date). A notice that is out is corrected."""
    _check(by)
    booking = _fresh(booking)
    settled = current_fee(booking)
    if settled is None:
        raise Refused("この日の料金は、まだ決まっていません。")
    if settled.amount == 0:
        return settled
    steps = [["取り消し", reason], ["料金", "0円"]]
    fee = Fee(
        booking=booking,
        rule=settled.rule,
        report=settled.report,
        trial_number=settled.trial_number,
        steps=steps,
        full=0,
        amount=0,
    )
    return _replace(by, fee, settled, reason)


@writing()
def mark_paid(*, by: User, notice: PaymentNotice, paid_on: date) -> PaymentNotice:
    """The money came in, or was given back. Raises `PermissionDenied`, `Refused`, `ValidationError`."""
    _check(by)
    row = _notice(notice)
    if refusal := why_not_paid(row):
        raise Refused(refusal)
    if paid_on > timezone.localdate():
        raise ValidationError({"paid_on": "これから先の日は書けません。"})
    row.paid_on, row.paid_at, row.paid_by = paid_on, timezone.now(), by
    row.save(update_fields=["paid_on", "paid_at", "paid_by"])
    record(by=by, action=Action.RECEIVED, thing="payment_notice", thing_id=row.pk)
    return row


@writing()
def unmark_paid(*, by: User, notice: PaymentNotice) -> None:
    """The mark was set by mistake. On a corrected notice it stays: the next one was reckoned with it."""
    _check(by)
    row = _notice(notice)
    if row.fee.superseded_at:
        raise Refused("この通知は訂正されました。新しい通知で直してください。")
    if row.paid_at is None:
        return
    row.paid_on = row.paid_at = row.paid_by = None
    row.save(update_fields=["paid_on", "paid_at", "paid_by"])
    record(by=by, action=Action.WITHDRAWN, thing="payment_notice", thing_id=row.pk)


@writing()
def note_export(*, by: User, fiscal_year: int, rows: int) -> None:
    """The list left the house as a file."""
    _check(by)
    detail = {"fiscal_year": fiscal_year, "rows": rows}
    record(by=by, action=Action.EXPORTED, thing="fee_export", detail=detail)


def _settle(
    by: User | None,
    found: Settlement,
    settled: Fee | None,
    report: SalesReport | None,
    reason: str,
) -> Fee:
    fee = Fee(
        booking=found.booking,
        rule=found.rule,
        report=report,
        grant=found.grant,
        trial_number=found.trial_number,
        steps=[[step.label, step.words] for step in found.calculation.steps],
        full=found.calculation.full,
        amount=found.amount,
    )
    return _replace(by, fee, settled, reason)


def _replace(by: User | None, fee: Fee, settled: Fee | None, reason: str) -> Fee:
    """Save a fee in the place of the one before it; a notice where there is something to say."""
    if settled:
        settled.superseded_at = timezone.now()
        settled.save(update_fields=["superseded_at"])
    fee.reason, fee.settled_by = reason if settled else "", by
    fee.save()
    earlier = notice_of(settled)
    if fee.amount or earlier:
        _issue(by, fee, earlier)
    action = Action.CORRECTED if settled else Action.CREATED
    record(by=by, action=action, thing="fee", thing_id=fee.pk, detail={"yen": fee.amount})
    return fee


def _issue(by: User | None, fee: Fee, earlier: PaymentNotice | None) -> None:
    notice = new_notice(fee, corrects=earlier)
    notice.save()
    _tell(by, notice)


def _tell(by: User | None, notice: PaymentNotice) -> None:
    """Whoever acts for the date hears that there is a notice; the amount stands on the page only."""
    booking = notice.fee.booking
    what = "訂正しました" if notice.corrects_id else "出しました"
    text = f"「{booking.application.title}」（{wareki(booking.day, weekday=True)}）の料金の通知を{what}。"
    for to, address, suffix in recipients(booking.application):
        where = "金額と期限は、ページで見てください。" if to else "通知書は、窓口でお渡しします。"
        notify(
            by=by,
            key=f"payment-notice:{notice.public_id}:{suffix}",
            to=to,
            address=address,
            subject=f"料金の通知を{what}",
            text=text + where,
            path=reverse("booking_fee", args=[booking.public_id]) if to else "",
        )


def _fresh(booking: Booking) -> Booking:
    """The row as it is now, under the trail's lock."""
    return Booking.objects.select_related("application__venue", "application__group").get(pk=booking.pk)


def _notice(notice: PaymentNotice) -> PaymentNotice:
    rows = PaymentNotice.objects.select_related("fee", "paid_by", "corrected_by")
    return rows.get(pk=notice.pk)


def _check(by: User) -> None:
    if not can_keep_fees(by):
        raise PermissionDenied
