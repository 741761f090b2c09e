"""The pages of activities that anybody may open."""

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from sengetsu.living_room.spaces.queries import place_of

from .access import can_write
from .allergens import answers, edition
from .coming import coming
from .linked_data import activity_data
from .offers import visits
from .picture_queries import pictures_of
from .queries import activity_rows, readable, rhythm_of
from .question import Question

DATES = 6  # on the page of one activity


@login_not_required
@require_safe
def activity_list(request: HttpRequest) -> HttpResponse:
    """What goes on, each with its next date."""
    here, question = place_of(request), Question.read(request.GET)
    rows = activity_rows(here.venue, here.calendar, timezone.now(), question) if here else []
    return render(request, "living_room/activities/list.html", {"rows": rows, "question": question})


@login_not_required
@require_safe
def activity_show(request: HttpRequest, activity_id: UUID) -> HttpResponse:
    """Who, for whom, when, what it costs, what is in the food, and how to come."""
    activity, here = readable(activity_id, request.user), place_of(request)
    if activity is None or here is None:
        raise Http404
    said = answers(edition(activity.allergen_edition), activity.allergens)
    dates = coming(activity.venue, here.calendar, timezone.now(), DATES, of=activity)
    context = {
        "activity": activity,
        "rhythm": rhythm_of(activity),
        "visits": visits(dates, activity),
        "pictures": pictures_of(activity),
        "answers": said,
        "mandatory_count": sum(answer.allergen.is_mandatory for answer in said),
        "linked_data": activity_data(activity, here, timezone.localdate()) if activity.is_published else None,
        "may_write": can_write(request.user, activity),
    }
    return render(request, "living_room/activities/show.html", context)
