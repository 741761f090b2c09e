"""The rooms and the kitchen for everybody: what there is, how to get in, and when it is free."""

from datetime import date

from dateutil.relativedelta import relativedelta
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from sengetsu.living_room.spaces.access import can_edit_venue
from sengetsu.living_room.spaces.linked_data import place_data
from sengetsu.living_room.spaces.models import Venue
from sengetsu.living_room.spaces.queries import listed_places
from sengetsu.living_room.spaces.rooms import house_of, room_shown

from .free_times import FreeTimes, apply_address, fortnight, month_asked


@login_not_required
@require_safe
def space_list(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    houses = [house_of(place) for place in listed_places()]
    last = max((_last_day(house.place.venue, today) for house in houses), default=today)
    period = fortnight(request.GET.get("from", ""), today, last)
    shown = [(house, FreeTimes(house.place, house.lent, period.days, request.user)) for house in houses]
    context = {
        "shown": shown,
        "period": period,
        "linked_data": [place_data(house.place, today) for house in houses],
        "apply": apply_address(request.user),
        "may_edit": can_edit_venue(request.user),
    }
    return render(request, "living_room/pages/space_list.html", context)


@login_not_required
@require_safe
def space_show(request: HttpRequest, space_id: int) -> HttpResponse:
    found = room_shown(space_id)
    if found is None:
        raise Http404
    house, room = found
    today = timezone.localdate()
    month = month_asked(request.GET.get("month", ""), today, _last_day(house.place.venue, today))
    lent = [room.space] if room.space.is_lent else []
    context = {
        "house": house,
        "room": room,
        "month": month,
        "free": FreeTimes(house.place, lent, month.days, request.user),
        "apply": apply_address(request.user),
    }
    return render(request, "living_room/pages/space.html", context)


def _last_day(venue: Venue, today: date) -> date:
    return today + relativedelta(months=venue.books_ahead_months)
