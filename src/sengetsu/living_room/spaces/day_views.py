"""Days that are not like their weekday: closed, open at other hours, a holiday on which the place opens."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from sengetsu.base.dates import wareki
from sengetsu.base.form_pages import form_page, posted, refusal_as_message

from .access import host_or_404
from .actions import change_day, forget_day
from .forms import DayForm, OfDay
from .holidays import holidays_ahead
from .pages import address, here_or_404

SETTLE = "もう入っている予定は残っています。「部屋」のページで確かめてください。"


@require_http_methods(["GET", "HEAD", "POST"])
def venue_days(request: HttpRequest) -> HttpResponse:
    host, here = host_or_404(request), here_or_404(request)
    form = DayForm(posted(request))

    def act(data: dict[str, Any]) -> str:
        change_day(by=host, venue=here.venue, **form.facts())
        messages.success(request, f"{wareki(data['day'], weekday=True)}のことを決めました。{SETTLE}")
        return address("venue_days", here)

    context = {"here": here, "holidays": holidays_ahead(here.calendar, timezone.localdate())}
    template = "living_room/spaces/days.html"
    return form_page(request, form=form, template=template, act=act, context=context)


@require_POST
def venue_day_open(request: HttpRequest) -> HttpResponse:
    """One tap on a holiday: the place opens as on any such weekday."""
    host, here = host_or_404(request), here_or_404(request)
    form = DayForm({**request.POST.dict(), "how": OfDay.AS_USUAL})
    if form.is_valid():
        with refusal_as_message(request):
            change_day(by=host, venue=here.venue, **form.facts())
            day = wareki(form.cleaned_data["day"], weekday=True)
            messages.success(request, f"{day}は、いつもの時間で開けます。")
    return redirect(address("venue_days", here))


@require_POST
def venue_day_forget(request: HttpRequest, day_id: int) -> HttpResponse:
    host, here = host_or_404(request), here_or_404(request)
    forget_day(by=host, venue=here.venue, day_id=day_id)
    return redirect(address("venue_days", here))
