from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from sengetsu.base.paper import pdf_answer
from sengetsu.living_room.spaces.queries import place_of

from .posters import poster
from .queries import readable


@login_not_required
@require_safe
def activity_poster(request: HttpRequest, activity_id: UUID) -> HttpResponse:
    """The poster of an activity that anybody may read; of a draft, for those who write it."""
    activity, here = readable(activity_id, request.user), place_of(request)
    if activity is None or here is None:
        raise Http404
    return pdf_answer(poster(activity, here), f"{activity.name['ja']}.pdf")
