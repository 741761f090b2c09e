"""Pictures of an activity: the page of its writers, and the address from which they are shown."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sengetsu.base.form_pages import form_page, posted
from sengetsu.base.language_fields import words

from .access import writer_or_404
from .picture_actions import add_activity_picture, remove_activity_picture
from .picture_forms import ActivityPictureForm
from .picture_queries import file_shown, pictures_of
from .queries import own_activities

ONE_DAY = 24 * 60 * 60  # seconds; a picture that is taken down is gone from every browser by then


@require_http_methods(["GET", "HEAD", "POST"])
def activity_pictures(request: HttpRequest, activity_id: UUID) -> HttpResponse:
    writer = writer_or_404(request)
    activity = get_object_or_404(own_activities(writer), public_id=activity_id)
    form = ActivityPictureForm(posted(request), request.FILES or None)

    def act(data: dict[str, Any]) -> str:
        alt = words(data["alt"], data["alt_easy"], data["alt_en"])
        add_activity_picture(by=writer, activity=activity, drawings=data["picture"], alt=alt)
        return reverse("activity_pictures", args=[activity.public_id])

    context = {"activity": activity, "pictures": pictures_of(activity)}
    return form_page(
        request, form=form, template="living_room/activities/pictures.html", act=act, context=context
    )


@require_POST
def activity_picture_remove(request: HttpRequest, activity_id: UUID, picture_id: UUID) -> HttpResponse:
    writer = writer_or_404(request)
    activity = get_object_or_404(own_activities(writer), public_id=activity_id)
    remove_activity_picture(by=writer, picture=get_object_or_404(pictures_of(activity), public_id=picture_id))
    messages.success(request, "写真を外しました。")
    return redirect("activity_pictures", activity.public_id)


@login_not_required
@require_safe
def activity_picture_show(request: HttpRequest, picture_id: UUID, size: str) -> HttpResponse:
    """The bytes of one size. Always a JPEG that we drew ourselves; a picture never changes its bytes."""
    file = file_shown(request.user, picture_id, size)
    if file is None:
        raise Http404
    etag = f'"{file.digest[:32]}"'
    unchanged = get_conditional_response(request, etag=etag)
    answer = unchanged or HttpResponse(bytes(file.content), content_type="image/jpeg")
    is_public = file.picture.activity.is_published
    answer["Cache-Control"] = f"public, max-age={ONE_DAY}" if is_public else "no-store, private"
    answer["ETag"] = etag
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Disposition"] = "inline"
    return answer
