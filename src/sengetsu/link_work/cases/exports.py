"""The list of the team's cases as CSV (UTF-8 with BOM): no notes, and no formula runs in a spreadsheet."""

import csv
import io
from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from sengetsu.audit.choices import Action
from sengetsu.base.spreadsheet import safe_cell

from .doors import leave_list_trace
from .models import Case

HEADINGS = ("番号", "呼び名", "段階", "緊急度", "担当", "次の日", "次の一歩", "前回", "信頼のはしご")


def _row(case: Case) -> list[str]:
    return [
        case.number,
        case.title,
        case.get_state_display(),
        case.get_urgency_display(),
        str(case.owner or ""),
        case.next_on.isoformat() if case.next_on else "",
        case.next_step,
        case.last_contact_on.isoformat() if case.last_contact_on else "",
        case.get_trust_display() if case.trust else "",
    ]


def cases_as_csv(request: HttpRequest, cases: Sequence[Case]) -> HttpResponse:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADINGS)
    writer.writerows([safe_cell(value) for value in _row(case)] for case in cases)
    leave_list_trace(request, cases, thing="case_export", action=Action.EXPORTED)
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="cases-{timezone.localdate()}.csv"'
    return response
