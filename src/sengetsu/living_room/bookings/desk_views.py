"""Pages of those who run the place: what waits for a decision, and when a space is out of use."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sengetsu.accounts.models import User
from sengetsu.base.form_pages import add_refusal, form_page, posted
from sengetsu.living_room.spaces.access import host_or_404
from sengetsu.living_room.spaces.queries import place_of

from .actions import approve, close_space, decline, lift_closure
from .date_forms import ClosureForm, DecideForm
from .desk import desk_of
from .queries import application_of, closure_of, closures_with_met, dates_of, lendable, venue_asked
from .views import application_shown


@require_safe
def booking_desk(request: HttpRequest) -> HttpResponse:
    host = host_or_404(request)
    venue = venue_asked(request, place_of(request))
    return render(request, "living_room/bookings/desk.html", {"venue": venue, **desk_of(venue, host)})


@require_POST
def booking_decide(request: HttpRequest, application_id: UUID) -> HttpResponse:
    host = host_or_404(request)
    application = get_object_or_404(application_of(host), public_id=application_id)
    form = DecideForm(request.POST, waiting=dates_of(application))
    if form.is_valid():
        try:
            _decide(request, host, form.cleaned_data)
            return redirect("application_page", application.public_id)
        except ValidationError as refusal:
            add_refusal(form, refusal)
    return application_shown(request, host, application.public_id, form)


def _decide(request: HttpRequest, host: User, data: dict[str, Any]) -> None:
    if data["decision"] == "approve":
        count = approve(by=host, bookings=data["dates"])
        messages.success(request, f"{count}日を許可しました。15分のあいだは、元に戻せます。")
    else:
        decline(by=host, bookings=data["dates"], reason=data["reason"])
        messages.success(request, "許可しないことにしました。お知らせは15分あとに届きます。")


@require_http_methods(["GET", "HEAD", "POST"])
def closure_list(request: HttpRequest) -> HttpResponse:
    host = host_or_404(request)
    venue = venue_asked(request, place_of(request))

    def act(data: dict[str, Any]) -> str:
        facts = {name: data[name] for name in ("space", "first_day", "starts", "ends", "reason")}
        close_space(by=host, venue=venue, last_day=data["last_day"] or data["first_day"], **facts)
        messages.success(request, "使えない期間を決めました。重なる予約は、下に出ています。")
        return reverse("closure_list")

    form = ClosureForm(posted(request), spaces=lendable(venue))
    context = {"venue": venue, "closures": closures_with_met(venue, timezone.localdate())}
    return form_page(
        request, form=form, template="living_room/bookings/closures.html", act=act, context=context
    )


@require_POST
def closure_lift(request: HttpRequest, closure_id: int) -> HttpResponse:
    host = host_or_404(request)
    lift_closure(by=host, closure=get_object_or_404(closure_of(), pk=closure_id))
    messages.success(request, "使えない期間をやめました。")
    return redirect("closure_list")
