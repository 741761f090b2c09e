"""Stale entries for keepers, and the page behind the link that their owners get."""

from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from sengetsu.base.form_pages import add_refusal, posted
from sengetsu.base.open_forms import admit_address, secret_page, status_of
from sengetsu.base.pagination import page_of
from sengetsu.base.qr_code import code_of
from sengetsu.directory.organizations.access import keeper_or_404
from sengetsu.directory.services.queries import services

from .actions import LIFE, ask_to_confirm, confirm_by_link
from .forms import CORRECTED, ConfirmForm
from .queries import lately_confirmed, open_confirmation, stale_services

ROWS = 30
ANSWERS_PER_ADDRESS = 60


@require_safe
def stale_list(request: HttpRequest) -> HttpResponse:
    keeper_or_404(request)
    context = {"page": page_of(request, stale_services(), size=ROWS), "confirmed": lately_confirmed()}
    return render(request, "directory/confirmations/stale.html", context)


@require_POST
def confirmation_ask(request: HttpRequest, service_id: UUID) -> HttpResponse:
    """Shows the link once, as a letter to print, copy or mail."""
    keeper = keeper_or_404(request)
    service = get_object_or_404(services(), pk=service_id)
    token = ask_to_confirm(by=keeper, service=service)
    url = settings.PUBLIC_URL + reverse("confirmation_answer", args=[token])
    context = {"service": service, "url": url, "code": code_of(url), "days": LIFE.days}
    return render(request, "directory/confirmations/letter.html", context)


@secret_page
def confirmation_answer(request: HttpRequest, token: str) -> HttpResponse:
    found = open_confirmation(token)
    if found is None:
        return render(request, "directory/confirmations/dead.html", status=404)
    form = ConfirmForm(posted(request), initial=model_to_dict(found.service, fields=CORRECTED))
    address = request.META.get("REMOTE_ADDR", "")
    if (
        form.is_bound
        and form.is_valid()
        and admit_address(address, form, what="confirm", limit=ANSWERS_PER_ADDRESS)
    ):
        try:
            confirm_by_link(
                by=None, confirmation=found, facts={name: form.cleaned_data[name] for name in CORRECTED}
            )
        except ValidationError as refusal:
            add_refusal(form, refusal)
        else:
            return render(request, "directory/confirmations/thanks.html", {"service": found.service})
    context = {"form": form, "service": found.service}
    return render(request, "directory/confirmations/answer.html", context, status=status_of(form))
