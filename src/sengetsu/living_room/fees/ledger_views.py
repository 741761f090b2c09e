"""The staff's list of fees, and what staff do about one of them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sengetsu.base.dates import fiscal_year
from sengetsu.base.form_pages import form_page, posted, refusal_as_message
from sengetsu.base.pagination import page_of
from sengetsu.living_room.spaces.access import host_or_404
from sengetsu.living_room.spaces.pages import address, here_or_404
from sengetsu.living_room.spaces.queries import places

from .actions import grant_waiver
from .dates import date_or_404, notice_or_404
from .exports import fees_as_csv
from .forms import PaidForm, StrikeForm, WaiveForm
from .ledger import fiscal_years, rows, settled_in, sums_of, to_do
from .queries import open_waivers, purposes_without_rule
from .settling_actions import mark_paid, settle, settle_free, strike_fee, unmark_paid


@require_safe
def fee_list(request: HttpRequest) -> HttpResponse:
    """First what is to do, then what is done, by 年度."""
    here, year = here_or_404(request), _year(request)
    venue = here.venue
    months, total = sums_of(venue, year)
    page = page_of(request, settled_in(venue, year))
    context = {
        "here": here,
        "places": places(),
        "to_do": to_do(venue),
        "unruled": purposes_without_rule(venue, timezone.localdate()),
        "year": year,
        "years": fiscal_years(venue),
        "months": months,
        "total": total,
        "page": page,
        "done": rows(venue, page.object_list),
    }
    return render(request, "living_room/fees/list.html", context)


@require_safe
def fee_export(request: HttpRequest) -> HttpResponse:
    return fees_as_csv(host_or_404(request), here_or_404(request).venue, _year(request))


@require_POST
def fee_settle(request: HttpRequest, booking_id: UUID) -> HttpResponse:
    host = host_or_404(request)
    row = date_or_404(host, booking_id)
    with refusal_as_message(request):
        settle(by=host, booking=row.booking, reason="減免の変更" if row.fee else "")
        messages.success(request, "料金を計算しました。")
    return redirect("booking_fee", booking_id)


@require_POST
def fee_settle_free(request: HttpRequest) -> HttpResponse:
    host, here = host_or_404(request), here_or_404(request)
    waiting = [row.booking for row in to_do(here.venue).free]
    number = settle_free(by=host, bookings=waiting)
    messages.success(request, f"無料の日を{number}件、まとめて確定しました。")
    return redirect(address("fee_list", here))


@require_http_methods(["GET", "HEAD", "POST"])
def fee_strike(request: HttpRequest, booking_id: UUID) -> HttpResponse:
    host = host_or_404(request)
    row = date_or_404(host, booking_id)

    def act(data: dict[str, Any]) -> str:
        strike_fee(by=host, booking=row.booking, reason=data["reason"])
        return reverse("booking_fee", args=[booking_id])

    form = StrikeForm(posted(request))
    return form_page(
        request, form=form, template="living_room/fees/strike.html", act=act, context={"row": row}
    )


@require_http_methods(["GET", "HEAD", "POST"])
def fee_waive(request: HttpRequest, booking_id: UUID) -> HttpResponse:
    """A waiver for the application of this date, or for its group."""
    host = host_or_404(request)
    row = date_or_404(host, booking_id)
    application = row.booking.application
    form = WaiveForm(posted(request), application=application)
    form.choose_among("waiver", open_waivers(application.venue, timezone.localdate()))

    def act(data: dict[str, Any]) -> str:
        grant_waiver(by=host, waiver=data["waiver"], reason=data["reason"], **form.whom())
        messages.success(request, "減免をつけました。")
        return reverse("booking_fee", args=[booking_id])

    return form_page(
        request, form=form, template="living_room/fees/waive.html", act=act, context={"row": row}
    )


@require_http_methods(["GET", "HEAD", "POST"])
def notice_paid(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    host = host_or_404(request)
    notice = notice_or_404(host, notice_id)
    booking = notice.fee.booking

    def act(data: dict[str, Any]) -> str:
        mark_paid(by=host, notice=notice, paid_on=data["paid_on"])
        messages.success(request, f"{notice}の納入を記録しました。")
        return reverse("booking_fee", args=[booking.public_id])

    context = {"notice": notice, "booking": booking}
    form = PaidForm(posted(request), gives_back=notice.to_pay < 0)
    return form_page(request, form=form, template="living_room/fees/paid.html", act=act, context=context)


@require_POST
def notice_unpaid(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    host = host_or_404(request)
    notice = notice_or_404(host, notice_id)
    with refusal_as_message(request):
        unmark_paid(by=host, notice=notice)
    return redirect("booking_fee", notice.fee.booking.public_id)


def _year(request: HttpRequest) -> int:
    """The 年度 that is asked for; anything else is this one."""
    asked = request.GET.get("year", "")
    years = range(2000, 2200)
    found = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) == 4 else 0  # noqa: PLR2004
    return found if found in years else fiscal_year(timezone.localdate())
