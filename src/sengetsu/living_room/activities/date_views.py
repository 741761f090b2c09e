"""One date of an activity for its organizers: who signed up, and on what terms one does."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sengetsu.accounts.models import User
from sengetsu.base.form_pages import form_page, posted, refusal_as_message
from sengetsu.living_room.bookings.models import Booking

from .access import writer_or_404
from .models import Activity
from .offers import offer_of
from .queries import own_activities
from .sign_up_actions import cancel_sign_up, set_sign_up_terms
from .sign_up_forms import TermsForm
from .sign_up_queries import own_date, parties, terms_of_activity, terms_of_date

TERMS = "living_room/activities/terms.html"


@require_safe
def sign_up_list(request: HttpRequest, booking_id: UUID) -> HttpResponse:
    """The list for the door: who comes, who waits, what somebody cannot eat."""
    _, booking, activity = own_date_or_404(request, booking_id)
    context = {"booking": booking, "activity": activity, "offer": offer_of(booking)}
    rows = parties(booking)
    return render(request, "living_room/activities/sign_ups.html", {**context, "parties": rows})


@require_POST
def sign_up_remove(request: HttpRequest, booking_id: UUID, sign_up_id: UUID) -> HttpResponse:
    """Somebody cancelled by telephone."""
    writer, booking, _ = own_date_or_404(request, booking_id)
    row = next((row for row in parties(booking) if row.public_id == sign_up_id), None)
    if row is None:
        raise Http404
    with refusal_as_message(request):
        cancel_sign_up(by=writer, sign_up=row)
        messages.success(request, "取りやめにしました。席は、待っている人にまわりました。")
    return redirect("sign_up_list", booking.public_id)


@require_http_methods(["GET", "HEAD", "POST"])
def sign_up_terms(request: HttpRequest, activity_id: UUID) -> HttpResponse:
    """For all dates of an activity that have no terms of their own."""
    writer = writer_or_404(request)
    activity = get_object_or_404(own_activities(writer), public_id=activity_id)
    form = TermsForm(posted(request), terms=terms_of_activity(activity))

    def act(_: dict[str, Any]) -> str:
        set_sign_up_terms(by=writer, activity=activity, facts=form.facts())
        return reverse("activity_manage", args=[activity.public_id])

    return form_page(request, form=form, template=TERMS, act=act, context={"activity": activity})


@require_http_methods(["GET", "HEAD", "POST"])
def sign_up_date_terms(request: HttpRequest, booking_id: UUID) -> HttpResponse:
    """For one date only."""
    writer, booking, activity = own_date_or_404(request, booking_id)
    form = TermsForm(posted(request), terms=terms_of_date(booking, activity))

    def act(_: dict[str, Any]) -> str:
        set_sign_up_terms(by=writer, activity=activity, booking=booking, facts=form.facts())
        return reverse("sign_up_list", args=[booking.public_id])

    context = {"activity": activity, "booking": booking}
    return form_page(request, form=form, template=TERMS, act=act, context=context)


def own_date_or_404(request: HttpRequest, booking_id: UUID) -> tuple[User, Booking, Activity]:
    """A date of an activity that the asking person writes; every other one does not exist."""
    writer = writer_or_404(request)
    booking = own_date(writer, booking_id)
    if booking is None:
        raise Http404
    return writer, booking, booking.application.activity_link.activity
