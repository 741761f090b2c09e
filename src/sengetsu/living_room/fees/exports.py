"""The fees of a 年度 as CSV (UTF-8 with BOM, no formula runs in a spreadsheet)."""

import csv
import io

from django.http import HttpResponse

from sengetsu.accounts.models import User
from sengetsu.base.language import without_readings
from sengetsu.base.spreadsheet import safe_cell
from sengetsu.living_room.spaces.models import Venue

from .ledger import Row, of_fiscal_year, past_dates, rows, with_money
from .settling_actions import note_export

HEADINGS = (
    "利用日",
    "団体・申請者",
    "内容",
    "目的",
    "状態",
    "決まり",
    "売上（円）",
    "お客さんの数",
    "減免前（円）",
    "減免（円）",
    "料金（円）",
    "減免の名前",
    "通知番号",
    "通知日",
    "期限",
    "納める額（円）",
    "納入日",
    "訂正前の通知番号",
)


def fees_as_csv(by: User, venue: Venue, first_year: int) -> HttpResponse:
    """All past dates of the 年度 that a rule or a fee speaks of, in the order of their days."""
    dates = with_money(past_dates(venue) & of_fiscal_year(venue, first_year)).order_by("day", "starts", "pk")
    found = rows(venue, dates)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADINGS)
    writer.writerows([_written(cell) for cell in cells(row)] for row in found)
    note_export(by=by, fiscal_year=first_year, rows=len(found))
    answer = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="fees-{first_year}.csv"'
    return answer


def cells(row: Row) -> list[object]:
    return [*_of_date(row), *_of_fee(row), *_of_notice(row)]


def _of_date(row: Row) -> list[object]:
    application, report = row.booking.application, row.report
    return [
        row.booking.day.isoformat(),
        application.applicant,
        application.title,
        without_readings(str(application.get_purpose_display())),
        row.stage.label,
        row.rule.in_words if row.rule else "",
        report.sales if report else "",
        report.customers if report and report.customers is not None else "",
    ]


def _of_fee(row: Row) -> list[object]:
    fee = row.fee
    if fee is None:
        return [""] * 4
    return [fee.full, fee.waived, fee.amount, fee.grant.waiver.name if fee.grant else ""]


def _of_notice(row: Row) -> list[object]:
    notice = row.notice
    if notice is None:
        return [""] * 6
    return [
        notice.label,
        notice.issued_on.isoformat(),
        notice.due_on.isoformat() if notice.to_pay > 0 else "",
        notice.to_pay,
        notice.paid_on.isoformat() if notice.paid_on else "",
        notice.corrects.label if notice.corrects else "",
    ]


def _written(cell: object) -> object:
    """A number stays a number, also a negative one; what somebody wrote is text."""
    return cell if isinstance(cell, int) else safe_cell(str(cell))
