import re

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from sengetsu.accounts.access import SignedInRequest
from sengetsu.accounts.choices import Role
from sengetsu.base.way_back import way_back

from . import actions

PLACE = re.compile(r"[a-z_]{3,20}:[0-9a-z-]{1,60}")


def is_place(place: str) -> bool:
    return PLACE.fullmatch(place) is not None


def _check(request: SignedInRequest, place: str) -> None:
    """Drafts are their writer's own, so only the wing itself is guarded here."""
    if not is_place(place) or not request.user.has_role(Role.LINK_WORKER, Role.MANAGER):
        raise Http404


@require_POST
def draft_keep(request: SignedInRequest, place: str) -> HttpResponse:
    _check(request, place)
    try:
        actions.keep_draft(by=request.user, place=place, content=dict(request.POST.lists()))
    except ValueError as too_long:
        return JsonResponse({"problem": str(too_long)}, status=413)
    return JsonResponse({"saved_at": timezone.localtime().strftime("%H:%M")})


@require_POST
def draft_drop(request: SignedInRequest, place: str) -> HttpResponse:
    _check(request, place)
    actions.drop_draft(by=request.user, place=place)
    return redirect(way_back(request, request.POST.get("next", ""), otherwise="/home/"))
