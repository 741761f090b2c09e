"""One date and its money, for organizers and for staff."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from sengetsu.accounts.access import signed_in
from sengetsu.base.form_pages import form_page, posted

from .access import can_keep_fees, why_no_report
from .dates import again, date_or_404, history_of, notice_or_404, own_rows
from .forms import SEND, SalesForm
from .papers import notice_answer
from .settling import preview
from .settling_actions import report_sales


@require_http_methods(["GET", "HEAD", "POST"])
def sales_report(request: HttpRequest, booking_id: UUID) -> HttpResponse:
    """Write, look at the fee with its steps, send."""
    person = signed_in(request)
    row = date_or_404(person, booking_id)
    form = SalesForm(posted(request), earlier=row.report)
    refusal = why_no_report(person, row.booking, row.rule, row.notice)
    context = {"row": row, "refusal": refusal}

    def act(data: dict[str, Any]) -> str:
        report_sales(by=person, booking=row.booking, **form.facts())
        messages.success(request, "売上の報告を受け付けました。")
        return reverse("booking_fee", args=[row.booking.public_id])

    if form.is_bound and form.step != SEND and not refusal and form.is_valid():
        found = preview(row.booking, row.rule, row.fee, form.cleaned_data["sales"])
        context |= {"form": form, "found": found}
        return render(request, f"living_room/fees/sales_{form.answer_template}.html", context)
    template = "living_room/fees/sales_form.html"
    return form_page(request, form=form, template=template, act=act, context=context)


@require_safe
def booking_fee(request: HttpRequest, booking_id: UUID) -> HttpResponse:
    """What a date costs and why, what is to do about it, and how it came to be."""
    person = signed_in(request)
    row = date_or_404(person, booking_id)
    may_keep = can_keep_fees(person)
    context = {
        "row": row,
        "may_keep": may_keep,
        "why_no_report": why_no_report(person, row.booking, row.rule, row.notice),
        "history": history_of(row, all_notices=may_keep),
        "again": again(row) if may_keep else None,
    }
    return render(request, "living_room/fees/date.html", context)


@require_safe
def payment_notice(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    return notice_answer(notice_or_404(signed_in(request), notice_id))


@require_safe
def own_fees(request: HttpRequest) -> HttpResponse:
    """An organizer's dates with something to report or to pay, and those before."""
    rows = own_rows(signed_in(request))
    if rows is None:
        raise Http404
    todo = [row for row in rows if row.is_for_organizer]
    done = [row for row in rows if not row.is_for_organizer]
    return render(request, "living_room/fees/own.html", {"todo": todo, "done": done})
