from typing import Any
from uuid import UUID

from django.forms import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from sengetsu.base.form_pages import form_page, posted
from sengetsu.directory.organizations.access import keeper_or_404
from sengetsu.directory.organizations.models import Organization
from sengetsu.directory.organizations.queries import organizations

from .actions import save_place
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

    def act(data: dict[str, Any]) -> str:
        facts = {name: data[name] for name in PlaceForm.Meta.fields}
        save_place(by=keeper, facts={**facts, "organization": organization}, place=place)
        return reverse("organization_detail", args=[organization.pk])

    form = PlaceForm(posted(request), initial=model_to_dict(place) if place else None)
    context = {"place": place, "organization": organization}
    return form_page(request, form=form, template="directory/places/edit.html", act=act, context=context)
