"""The papers of one date, for the organizer's phone."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sengetsu.accounts.access import signed_in
from sengetsu.base.form_pages import form_page, posted, refusal_as_message

from . import queries
from .access import own_date_or_404, why_not_kept
from .actions import add_helper, keep_sheet, note_arrival, note_consent, remove_helper, withdraw_consent
from .choices import Giver, Medium
from .forms import ConsentForm, HelperForm, SheetForm

page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def session_page(request: HttpRequest, date_id: UUID) -> HttpResponse:
    """All papers of the date; also what one prints for the health centre."""
    booking = own_date_or_404(request, date_id)
    sheets = list(queries.sheets_of(booking))
    context = {
        "booking": booking,
        "sheet": sheets[0] if sheets else None,
        "earlier": sheets[1:],
        "helpers": queries.helpers_of(booking),
        "consents": queries.consents_of(booking),
        "refusal": why_not_kept(booking),
    }
    return render(request, "living_room/sessions/page.html", context)


@page
def session_hygiene(request: HttpRequest, date_id: UUID) -> HttpResponse:
    user, booking = signed_in(request), own_date_or_404(request, date_id)
    form = SheetForm(posted(request), last=queries.sheets_of(booking).first())

    def act(_: dict[str, Any]) -> str:
        sheet = keep_sheet(by=user, booking=booking, facts=form.facts())
        messages.success(request, "衛生の記録を残しました。")
        for warning in sheet.warnings:
            messages.warning(request, f"{warning}。確かめてください。")
        return reverse("session_page", args=[booking.public_id])

    context = {"booking": booking, "refusal": why_not_kept(booking)}
    return form_page(
        request, form=form, template="living_room/sessions/hygiene.html", act=act, context=context
    )


@page
def session_helper_new(request: HttpRequest, date_id: UUID) -> HttpResponse:
    user, booking = signed_in(request), own_date_or_404(request, date_id)
    form = HelperForm(posted(request))

    def act(_: dict[str, Any]) -> str:
        add_helper(by=user, booking=booking, facts=form.facts())
        return reverse("session_page", args=[booking.public_id])

    context = {"booking": booking, "heading": "手伝う人を書く"}
    return form_page(request, form=form, template="living_room/sessions/small.html", act=act, context=context)


@require_POST
def session_helper_arrived(request: HttpRequest, date_id: UUID, helper_id: UUID) -> HttpResponse:
    user, booking = signed_in(request), own_date_or_404(request, date_id)
    with refusal_as_message(request):
        note_arrival(by=user, helper=queries.helper_or_404(booking, helper_id))
    return redirect("session_page", booking.public_id)


@require_POST
def session_helper_remove(request: HttpRequest, date_id: UUID, helper_id: UUID) -> HttpResponse:
    user, booking = signed_in(request), own_date_or_404(request, date_id)
    remove_helper(by=user, helper=queries.helper_or_404(booking, helper_id))
    messages.success(request, "一覧から外しました。")
    return redirect("session_page", booking.public_id)


@page
def session_photo_new(request: HttpRequest, date_id: UUID) -> HttpResponse:
    user, booking = signed_in(request), own_date_or_404(request, date_id)

    def act(data: dict[str, Any]) -> str:
        media = [Medium(one) for one in data["shown_in"]]
        note_consent(
            by=user, booking=booking, name=data["name"], media=media, given_by=Giver(data["given_by"])
        )
        return reverse("session_page", args=[booking.public_id])

    context = {"booking": booking, "heading": "写真の同意を書く"}
    form = ConsentForm(posted(request))
    return form_page(request, form=form, template="living_room/sessions/small.html", act=act, context=context)


@require_POST
def session_photo_withdraw(request: HttpRequest, date_id: UUID, consent_id: UUID) -> HttpResponse:
    user, booking = signed_in(request), own_date_or_404(request, date_id)
    withdraw_consent(by=user, consent=queries.consent_or_404(booking, consent_id))
    messages.success(request, "同意を取りやめました。この人の写真は、もうどこにも出せません。")
    return redirect("session_page", booking.public_id)
