from typing import Any
from uuid import UUID

from django.forms import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from sengetsu.base.form_pages import form_page, posted

from .access import keeper_or_404
from .actions import save_organization
from .forms import OrganizationForm
from .models import Organization
from .queries import organizations

TEMPLATE = "directory/organizations/edit.html"


@require_http_methods(["GET", "HEAD", "POST"])
def organization_new(request: HttpRequest) -> HttpResponse:
    return _edit(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
def organization_edit(request: HttpRequest, organization_id: UUID) -> HttpResponse:
    keeper_or_404(request)
    return _edit(request, get_object_or_404(organizations(), pk=organization_id))


def _edit(request: HttpRequest, organization: Organization | None) -> HttpResponse:
    keeper = keeper_or_404(request)

    def act(data: dict[str, Any]) -> str:
        facts = {name: data[name] for name in OrganizationForm.Meta.fields}
        saved = save_organization(by=keeper, facts=facts, organization=organization)
        return reverse("organization_detail", args=[saved.pk])

    initial = model_to_dict(organization) if organization else None
    form = OrganizationForm(posted(request), initial=initial)
    return form_page(request, form=form, template=TEMPLATE, act=act, context={"organization": organization})
