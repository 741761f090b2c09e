"""Applying without an account, in one form; and the page behind the link that the applicant keeps."""

import hashlib
import hmac
import secrets
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from sengetsu.accounts.invitations.queries import hash_of
from sengetsu.base.form_pages import add_refusal, posted, refusal_as_message
from sengetsu.base.once import once
from sengetsu.living_room.open_forms import admit, open_page, secret_page, status_of
from sengetsu.living_room.spaces.queries import place_of

from .actions import DatePlan, apply, cancel
from .applying import starting_with
from .choices import STANDING, Decision, Door, State
from .open_application import OpenApplyForm
from .queries import application_by_link, dates_of, lendable, venue_asked

CALLED_OFF = frozenset({State.WAITING, State.APPROVED})
APPLICATIONS_PER_ADDRESS = 10  # within the hour


@open_page
def booking_apply_open(request: HttpRequest) -> HttpResponse:
    venue = venue_asked(request, place_of(request))
    form = OpenApplyForm(
        posted(request), venue=venue, spaces=list(lendable(venue)), initial=starting_with(request)
    )
    sent = form.is_bound and form.is_valid() and (_was_sent(form) or form.judge())
    if sent and admit(request, form, what="booking", limit=APPLICATIONS_PER_ADDRESS):
        try:
            return redirect("booking_request_page", _apply(form))
        except ValidationError as refusal:
            add_refusal(form, refusal)
    context = {"form": form, "venue": venue}
    return render(request, "living_room/bookings/open_apply.html", context, status=status_of(form))


def _apply(form: OpenApplyForm) -> str:
    """Apply once, however often the form is sent, and return the token of the link, which nobody keeps."""
    token, decision_on_closed = _token(form), form.cleaned_data["hold_anyway"]
    decision = Decision.HOLD if decision_on_closed else Decision.USE

    def act() -> str:
        apply(
            by=None,
            venue=form.venue,
            facts=form.facts(),
            dates=[DatePlan(form.wanted_day, form.parts(), decision)],
            door=Door.OPEN,
            token_hash=hash_of(token),
        )
        return ""

    once(key=form.cleaned_data["once_key"], by=None, act=act)
    return token


def _token(form: OpenApplyForm) -> str:
    """The same for the same form with the same content: who taps twice gets the same page. Only this server
    can make it."""
    key = form.cleaned_data["once_key"] or secrets.token_urlsafe(24)
    made = hmac.new(settings.SECRET_KEY.encode(), f"booking\x00{key}".encode(), hashlib.sha256)
    return made.hexdigest()[:40]


def _was_sent(form: OpenApplyForm) -> bool:
    """Sent a second time, it would find its own date taken."""
    return application_by_link(hash_of(_token(form))).exists()


@secret_page
@require_safe
def booking_request_page(request: HttpRequest, token: str) -> HttpResponse:
    application = get_object_or_404(application_by_link(hash_of(token)))
    dates = list(dates_of(application))
    states = {date.state for date in dates}
    context: dict[str, Any] = {
        "application": application,
        "dates": dates,
        "token": token,
        "link": request.build_absolute_uri(),
        "can_cancel": bool(states & CALLED_OFF),
        "has_permit": bool(states & STANDING),
        "has_refusal": State.DECLINED in states,
    }
    return render(request, "living_room/bookings/open_page.html", context)


@secret_page
@require_POST
def booking_request_cancel(request: HttpRequest, token: str) -> HttpResponse:
    application = get_object_or_404(application_by_link(hash_of(token)))
    with refusal_as_message(request):
        cancel(
            by=None,
            bookings=[date for date in dates_of(application) if date.state in CALLED_OFF],
            token_hash=hash_of(token),
        )
        messages.success(request, gettext("取りやめました。"))
    return redirect("booking_request_page", token)
