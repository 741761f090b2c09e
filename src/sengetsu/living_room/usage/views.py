"""The key, the closing list and the report of a date; for staff the ledger and what is missing."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sengetsu.accounts.access import signed_in
from sengetsu.accounts.models import User
from sengetsu.base.form_pages import form_page, posted, refusal_as_message
from sengetsu.base.pagination import page_of
from sengetsu.living_room.bookings.models import Booking
from sengetsu.living_room.spaces.access import host_or_404
from sengetsu.living_room.spaces.queries import place_of

from . import queries
from .access import can_keep_keys, own_date_or_404, why_no_key, why_no_report
from .actions import close_up, hand_key, name_key_holder, save_report, take_key_back, undo_key
from .actions import write_closing_list as write_list
from .forms import ClosingForm, ClosingListForm, KeyForm, ReportForm

page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def key_list(request: HttpRequest) -> HttpResponse:
    host_or_404(request)
    today = timezone.localdate()
    out = list(queries.keys_out())
    context = {
        "overdue": [loan for loan in out if loan.booking.day < today],
        "out": [loan for loan in out if loan.booking.day >= today],
        "unnamed": queries.dates_without_key_holder(),
        "to_hand": queries.keys_to_hand(),
        "back": queries.keys_back()[:10],
        "now": timezone.now(),
    }
    return render(request, "living_room/usage/keys.html", context)


@page
def key_name(request: HttpRequest, date_id: UUID) -> HttpResponse:
    user, booking = signed_in(request), own_date_or_404(request, date_id)
    loan, is_keeper = queries.loan_of(booking), can_keep_keys(user)
    form = KeyForm(posted(request), loan=loan, is_keeper=is_keeper)

    def act(data: dict[str, Any]) -> str:
        number = name_key_holder(
            by=user, booking=booking, facts=form.facts(), with_others=data["with_others"]
        )
        messages.success(request, f"{data['holder_name']}さんに決めました（{number}日）。")
        return reverse("key_list") if is_keeper else request.path

    context = {"booking": booking, "loan": loan, "refusal": why_no_key(booking), "is_keeper": is_keeper}
    return form_page(request, form=form, template="living_room/usage/key.html", act=act, context=context)


@require_POST
def key_hand(request: HttpRequest, date_id: UUID) -> HttpResponse:
    return _key_moves(request, date_id, hand_key, "鍵をわたしました。")


@require_POST
def key_back(request: HttpRequest, date_id: UUID) -> HttpResponse:
    return _key_moves(request, date_id, take_key_back, "鍵が返ってきました。")


@require_POST
def key_undo(request: HttpRequest, date_id: UUID) -> HttpResponse:
    return _key_moves(request, date_id, undo_key, "取り消しました。")


@page
def closing_edit(request: HttpRequest, date_id: UUID) -> HttpResponse:
    user, booking = signed_in(request), own_date_or_404(request, date_id)
    items, closing = queries.items_of(booking), queries.closing_of(booking)
    form = ClosingForm(posted(request), items=items, closing=closing)

    def act(data: dict[str, Any]) -> str:
        close_up(by=user, booking=booking, ticked=form.ticked(), note=data["note"])
        messages.success(request, "ありがとうございました。つぎは、利用報告です。")
        return reverse("report_edit", args=[booking.public_id])

    context = {"booking": booking, "closing": closing, "refusal": why_no_report(booking)}
    return form_page(request, form=form, template="living_room/usage/closing.html", act=act, context=context)


@page
def report_edit(request: HttpRequest, date_id: UUID) -> HttpResponse:
    user, booking = signed_in(request), own_date_or_404(request, date_id)
    report = queries.report_of(booking)
    form = ReportForm(posted(request), report=report)

    def act(data: dict[str, Any]) -> str:
        facts = {"steps": form.steps(), "words": form.words(), "seen": data["seen"]}
        save_report(by=user, booking=booking, send=not form.tapped, **facts)
        if form.tapped:
            return f"{request.path}#count-{form.tapped}"
        messages.success(request, "報告を受け取りました。ありがとうございました。")
        return request.path

    context = {
        "booking": booking,
        "report": report,
        "corrections": queries.corrections_of(report),
        "refusal": why_no_report(booking),
        "is_keeper": can_keep_keys(user),
    }
    return form_page(request, form=form, template="living_room/usage/report.html", act=act, context=context)


@require_safe
def report_list(request: HttpRequest) -> HttpResponse:
    host_or_404(request)
    today = timezone.localdate()
    due = list(queries.reports_due())
    context = {
        "late": [date for date in due if date.day <= today - queries.LATE_AFTER],
        "fresh": [date for date in due if date.day > today - queries.LATE_AFTER],
        "to_look_at": queries.to_look_at(today - timedelta(days=30)),
        "page": page_of(request, queries.reports_sent(), size=20),
    }
    return render(request, "living_room/usage/reports.html", context)


@page
def closing_list_edit(request: HttpRequest) -> HttpResponse:
    host = host_or_404(request)
    here = place_of(request)
    if here is None:
        raise Http404
    venue = here.venue
    form = ClosingListForm(posted(request), initial={"items": queries.closing_list(venue)})

    def act(data: dict[str, Any]) -> str:
        write_list(by=host, venue=venue, items=data["items"])
        messages.success(request, "帰るときにすることを書きかえました。")
        return reverse("closing_list_edit")

    return form_page(request, form=form, template="living_room/usage/closing_list.html", act=act)


def _key_moves(request: HttpRequest, date_id: UUID, move: Callable[..., object], said: str) -> HttpResponse:
    host: User = host_or_404(request)
    booking: Booking = own_date_or_404(request, date_id)
    with refusal_as_message(request):
        move(by=host, booking=booking)
        messages.success(request, said)
    return redirect("key_list")
