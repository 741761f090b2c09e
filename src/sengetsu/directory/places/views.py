from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from sengetsu.directory.organizations.access import keeper_or_404
from sengetsu.directory.organizations.models import Organization
from sengetsu.directory.organizations.queries import organizations
from sengetsu.directory.pages import entry_page

from .actions import add_place, change_place
from .forms import PlaceForm
from .models import Place
from .queries import places_with_keeper


@require_http_methods(["GET", "HEAD", "POST"])
def place_new(request: HttpRequest, organization_id: UUID) -> HttpResponse:
    keeper_or_404(request)
    return _edit(request, None, get_object_or_404(organizations(), pk=organization_id))


@require_http_methods(["GET", "HEAD", "POST"])
def place_edit(request: HttpRequest, place_id: UUID) -> HttpResponse:
    keeper_or_404(request)
    place = get_object_or_404(places_with_keeper(), pk=place_id)
    return _edit(request, place, place.organization)


def _edit(request: HttpRequest, place: Place | None, organization: Organization) -> HttpResponse:
    keeper = keeper_or_404(request)
    back = reverse("organization_detail", args=[organization.pk])

    def save(facts: dict[str, Any], seen: str) -> str:
        if place:
            change_place(by=keeper, place=place, facts=facts, seen=seen)
        else:
            add_place(by=keeper, organization=organization, facts=facts)
        return back

    words = {"new": "場所を加える", "again": "場所を書きなおす", "back": back}
    return entry_page(request, kind=PlaceForm, entry=place, save=save, words=words)
