"""Pictures: the pages of staff, and the address from which a published one is shown."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sengetsu.base.form_pages import form_page, posted

from .access import host_or_404
from .pages import address, here_or_404
from .picture_actions import add_picture, change_picture, move_picture, remove_picture
from .picture_forms import NewPictureForm, PictureForm
from .picture_models import Picture
from .picture_queries import file_shown, pictures
from .queries import Place, place_of_venue

ONE_DAY = 24 * 60 * 60  # seconds; a picture that is taken down is gone from every browser by then


@login_not_required
@require_safe
def picture_show(request: HttpRequest, picture_id: UUID, size: str) -> HttpResponse:
    """The bytes of one size. Always a JPEG that we drew ourselves; a picture never changes its bytes."""
    file = file_shown(request.user, picture_id, size)
    if file is None:
        raise Http404
    etag = f'"{file.digest[:32]}"'
    unchanged = get_conditional_response(request, etag=etag)
    answer = unchanged or HttpResponse(bytes(file.content), content_type="image/jpeg")
    published = file.picture.is_published
    answer["Cache-Control"] = f"public, max-age={ONE_DAY}" if published else "no-store, private"
    answer["ETag"] = etag
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Disposition"] = "inline"
    return answer


@require_safe
def picture_list(request: HttpRequest) -> HttpResponse:
    here = here_or_404(request)
    context = {"here": here, "pictures": pictures().filter(venue=here.venue)}
    return render(request, "living_room/spaces/pictures.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def picture_new(request: HttpRequest) -> HttpResponse:
    host, here = host_or_404(request), here_or_404(request)
    form = NewPictureForm(posted(request), request.FILES or None, venue=here.venue)

    def act(data: dict[str, Any]) -> str:
        add_picture(by=host, venue=here.venue, drawings=data["picture"], facts=form.facts())
        return address("picture_list", here)

    context = {"here": here}
    template = "living_room/spaces/picture_edit.html"
    return form_page(request, form=form, template=template, act=act, context=context)


@require_http_methods(["GET", "HEAD", "POST"])
def picture_edit(request: HttpRequest, picture_id: UUID) -> HttpResponse:
    host = host_or_404(request)
    picture, here = _picture(picture_id)
    form = PictureForm(posted(request), venue=picture.venue, picture=picture)

    def act(data: dict[str, Any]) -> str:
        change_picture(by=host, picture=picture, facts=form.facts(), seen=data["seen"])
        return address("picture_list", here)

    context = {"here": here, "picture": picture}
    template = "living_room/spaces/picture_edit.html"
    return form_page(request, form=form, template=template, act=act, context=context)


@require_POST
def picture_move(request: HttpRequest, picture_id: UUID) -> HttpResponse:
    host = host_or_404(request)
    picture, here = _picture(picture_id)
    move_picture(by=host, picture=picture, up="up" in request.POST)
    return redirect(address("picture_list", here))


@require_POST
def picture_remove(request: HttpRequest, picture_id: UUID) -> HttpResponse:
    host = host_or_404(request)
    picture, here = _picture(picture_id)
    remove_picture(by=host, picture=picture)
    messages.success(request, "写真を外しました。")
    return redirect(address("picture_list", here))


def _picture(picture_id: UUID) -> tuple[Picture, Place | None]:
    picture = get_object_or_404(pictures(), public_id=picture_id)
    return picture, place_of_venue(picture.venue_id)
