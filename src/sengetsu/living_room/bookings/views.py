"""Pages of whoever applies: an organizer for a group, staff for somebody on the telephone."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sengetsu.accounts.access import signed_in
from sengetsu.accounts.choices import Role
from sengetsu.accounts.models import User
from sengetsu.base.form_pages import add_refusal, form_page, posted, refusal_as_message
from sengetsu.base.once import answered, once
from sengetsu.living_room.spaces.queries import place_of

from .access import can_decide
from .actions import cancel, change, take_up, undo
from .applying import apply_with, form_for, key_of_sending, preview_of, starting_with
from .choices import STANDING, State
from .date_forms import ChangeForm, DecideForm, ReasonForm
from .forms import ApplyForm
from .queries import (
    application_of,
    applications_of,
    booking_of,
    coming_of,
    dates_of,
    lendable,
    papers_ending,
    venue_asked,
)
from .rows import rows_of


def applicant_or_404(request: HttpRequest) -> User:
    """Organizers and staff apply here; for everybody else these pages do not exist."""
    user = signed_in(request)
    if not user.has_role(Role.ORGANIZER, Role.LINK_WORKER, Role.MANAGER):
        raise Http404
    return user


@require_safe
def booking_list(request: HttpRequest) -> HttpResponse:
    user = applicant_or_404(request)
    if can_decide(user):
        return redirect("booking_desk")
    today = timezone.localdate()
    context = {
        "rows": rows_of(coming_of(user, today), user),
        "applications": applications_of(user, today),
    }
    return render(request, "living_room/bookings/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def booking_new(request: HttpRequest) -> HttpResponse:
    """Form → preview of verdicts (where there is something to decide) → saved."""
    user = applicant_or_404(request)
    venue = venue_asked(request, place_of(request))
    form = form_for(user, venue, posted(request), initial=starting_with(request))
    if form.is_bound and "edit" not in request.POST and form.is_valid():
        return _previewed(request, user, form)
    context = {"form": form, "venue": venue, "is_desk": can_decide(user)}
    return render(request, "living_room/bookings/new.html", context)


def _previewed(request: HttpRequest, user: User, form: ApplyForm) -> HttpResponse:
    key = key_of_sending(form, request.POST)
    if done := answered(key=key, by=user):  # a second tap would find its own dates taken
        return redirect(done)
    preview = preview_of(form, request.POST)
    if preview is not None and preview.is_decided and ("save" in request.POST or not preview.in_series):
        try:
            return redirect(once(key=key, by=user, act=partial(apply_with, form, preview, by=user)))
        except ValidationError as refusal:
            add_refusal(form, refusal)
            preview = preview_of(form, request.POST)  # somebody was faster: look again
    if preview is None or (form.errors and not preview.in_series):
        context = {"form": form, "venue": form.venue, "is_desk": can_decide(user)}
        return render(request, "living_room/bookings/new.html", context)
    context = {"form": form, "preview": preview, "sent": form.sent()}
    return render(request, "living_room/bookings/preview.html", context)


@require_safe
def application_page(request: HttpRequest, application_id: UUID) -> HttpResponse:
    user = applicant_or_404(request)
    return application_shown(request, user, application_id)


def application_shown(
    request: HttpRequest, user: User, application_id: UUID, form: DecideForm | None = None
) -> HttpResponse:
    application = get_object_or_404(application_of(user), public_id=application_id)
    rows = rows_of(dates_of(application), user)
    context = {
        "application": application,
        "rows": rows,
        "waiting": [row for row in rows if row.is_waiting],
        "may_decide": can_decide(user),
        "has_approved": any(row.booking.state in STANDING for row in rows),
        "has_declined": any(row.booking.state == State.DECLINED for row in rows),
        "papers_ending": papers_ending(application),
        "form": form or DecideForm(waiting=dates_of(application)),
    }
    return render(request, "living_room/bookings/application.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def booking_change(request: HttpRequest, booking_id: UUID) -> HttpResponse:
    user = applicant_or_404(request)
    booking = get_object_or_404(booking_of(user), public_id=booking_id)
    form = ChangeForm(posted(request), booking=booking, spaces=list(lendable(booking.application.venue)))

    def act(data: dict[str, Any]) -> str:
        facts = {"day": data["day"], "parts": form.parts(), "hold_anyway": data["hold_anyway"]}
        change(by=user, booking=booking, **facts)
        messages.success(request, "日時を変えました。15分のあいだは、元に戻せます。")
        return reverse("application_page", args=[booking.application.public_id])

    context = {"booking": booking}
    return form_page(
        request, form=form, template="living_room/bookings/change.html", act=act, context=context
    )


@require_http_methods(["GET", "HEAD", "POST"])
def booking_cancel(request: HttpRequest, booking_id: UUID) -> HttpResponse:
    user = applicant_or_404(request)
    booking = get_object_or_404(booking_of(user), public_id=booking_id)

    def act(data: dict[str, Any]) -> str:
        cancel(by=user, bookings=[booking], reason=data["reason"])
        messages.success(request, "取りやめました。15分のあいだは、元に戻せます。")
        return reverse("application_page", args=[booking.application.public_id])

    return form_page(
        request,
        form=ReasonForm(posted(request)),
        template="living_room/bookings/cancel.html",
        act=act,
        context={"booking": booking},
    )


@require_POST
def booking_undo(request: HttpRequest, booking_id: UUID) -> HttpResponse:
    user = applicant_or_404(request)
    booking = get_object_or_404(booking_of(user), public_id=booking_id)
    with refusal_as_message(request):
        undo(by=user, booking=booking)
        messages.success(request, "元に戻しました。")
    return redirect("application_page", booking.application.public_id)


@require_POST
def booking_take_up(request: HttpRequest, booking_id: UUID) -> HttpResponse:
    user = applicant_or_404(request)
    booking = get_object_or_404(booking_of(user), public_id=booking_id)
    with refusal_as_message(request):
        take_up(by=user, booking=booking)
        messages.success(request, "この日も申し込みました。")
    return redirect("application_page", booking.application.public_id)
