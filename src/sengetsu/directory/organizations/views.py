from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from sengetsu.accounts.models import User
from sengetsu.directory.pages import entry_page

from .access import can_keep_own, keeper_or_404
from .actions import keep_own_entry, save_organization
from .forms import OrganizationForm, OwnEntryForm
from .models import Organization
from .queries import organizations


@require_http_methods(["GET", "HEAD", "POST"])
def organization_new(request: HttpRequest) -> HttpResponse:
    return _edit(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
def organization_edit(request: HttpRequest, organization_id: UUID) -> HttpResponse:
    keeper_or_404(request)
    return _edit(request, get_object_or_404(organizations(), pk=organization_id))


def _edit(request: HttpRequest, organization: Organization | None) -> HttpResponse:
    keeper = keeper_or_404(request)

    def save(facts: dict[str, Any], seen: str) -> str:
        saved = save_organization(by=keeper, facts=facts, organization=organization, seen=seen)
        return reverse("organization_detail", args=[saved.pk])

    back = (
        reverse("organization_detail", args=[organization.pk]) if organization else reverse("directory_home")
    )
    words = {
        "new": "団体・窓口を加える",
        "again": "団体・窓口を書きなおす",
        "back": back,
    }
    return entry_page(request, kind=OrganizationForm, entry=organization, save=save, words=words)


@require_http_methods(["GET", "HEAD", "POST"])
def organization_own(request: HttpRequest, organization_id: UUID) -> HttpResponse:
    """An agency's own people look over their entry; for everybody else the page does not exist."""
    organization = get_object_or_404(organizations(), pk=organization_id)
    if not isinstance(request.user, User) or not can_keep_own(request.user, organization):
        raise Http404
    keeper = request.user

    def save(facts: dict[str, Any], seen: str) -> str:
        keep_own_entry(by=keeper, organization=organization, facts=facts, seen=seen)
        return reverse("organization_detail", args=[organization.pk])

    back = reverse("organization_detail", args=[organization.pk])
    words = {"new": "", "again": "台帳の自分のページを確かめる", "back": back}
    return entry_page(request, kind=OwnEntryForm, entry=organization, save=save, words=words)
