from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.forms import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sengetsu.base.qr_code import code_of
from sengetsu.directory.organizations.access import can_keep_directory, keeper_or_404
from sengetsu.directory.pages import entry_page

from .actions import assure_service, save_service
from .forms import ServiceForm
from .models import Service
from .queries import services


@login_not_required
@require_safe
def service_detail(request: HttpRequest, service_id: UUID) -> HttpResponse:
    service = get_object_or_404(services(), pk=service_id)
    context = {"service": service, "may_keep": can_keep_directory(request.user)}
    return render(request, "directory/services/detail.html", context)


@login_not_required
@require_safe
def service_card(request: HttpRequest, service_id: UUID) -> HttpResponse:
    """A sheet to hand to somebody who has no telephone or likes paper."""
    service = get_object_or_404(services(), pk=service_id)
    url = settings.PUBLIC_URL + reverse("service_detail", args=[service.pk])
    context = {"service": service, "code": code_of(url), "url": url}
    return render(request, "directory/services/card.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def service_new(request: HttpRequest) -> HttpResponse:
    return _edit(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
def service_edit(request: HttpRequest, service_id: UUID) -> HttpResponse:
    keeper_or_404(request)
    return _edit(request, get_object_or_404(services(), pk=service_id))


@require_POST
def service_assure(request: HttpRequest, service_id: UUID) -> HttpResponse:
    keeper = keeper_or_404(request)
    service = get_object_or_404(services(), pk=service_id)
    assure_service(by=keeper, service=service)
    messages.success(request, "今日、内容を確かめたことにしました。")
    return redirect("service_detail", service.pk)


def _edit(request: HttpRequest, service: Service | None) -> HttpResponse:
    keeper = keeper_or_404(request)

    def save(facts: dict[str, Any], seen: str) -> str:
        saved = save_service(by=keeper, facts=facts, service=service, seen=seen)
        return reverse("service_detail", args=[saved.pk])

    back = reverse("service_detail", args=[service.pk]) if service else reverse("directory_home")
    words = {"new": "資源を加える", "again": "資源を書きなおす", "back": back}
    start = {**model_to_dict(Service()), "organization": request.GET.get("organization")}
    return entry_page(request, kind=ServiceForm, entry=service, save=save, words=words, start=start)
