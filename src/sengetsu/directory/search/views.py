"""What a visitor walks through, without JavaScript: the search, and all that one organization offers."""

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from sengetsu.base.pagination import page_of
from sengetsu.directory.organizations.access import can_keep_directory
from sengetsu.directory.organizations.queries import organizations
from sengetsu.directory.places.queries import places_of
from sengetsu.directory.services.queries import services_of

from .filters import filtered
from .needs import headings
from .queries import category_counts, find_services, near_services
from .question import LANGUAGES, Question
from .similar import similar_services

ROWS = 20


# no_store: what somebody searched for is not to be found on a shared computer.
@login_not_required
@require_safe
@cache_control(no_store=True, private=True)
def directory_home(request: HttpRequest) -> HttpResponse:
    question = Question.read(request.GET)
    services = find_services(text=question.text, category=question.category)
    services = filtered(services, question, timezone.localtime())
    page = page_of(request, services, size=ROWS) if question.is_asked else None
    nothing = page is not None and not page.paginator.count
    context = {
        "question": question,
        "page": page,
        "similar": similar_services(question.text) if nothing else [],
        "near": near_services(question.text) if nothing else [],
        "languages": LANGUAGES,
        "categories": category_counts(),
        "headings": headings(),
        "may_keep": can_keep_directory(request.user),
    }
    return render(request, "directory/search/home.html", context)


@login_not_required
@require_safe
def organization_detail(request: HttpRequest, organization_id: UUID) -> HttpResponse:
    organization = get_object_or_404(organizations(), pk=organization_id)
    context = {
        "organization": organization,
        "places": places_of(organization),
        "services": services_of(organization),
        "may_keep": can_keep_directory(request.user),
    }
    return render(request, "directory/organizations/detail.html", context)
