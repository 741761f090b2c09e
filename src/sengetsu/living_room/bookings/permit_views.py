"""The papers of an application: for whoever is signed in, and by the link of an applicant."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from sengetsu.accounts.access import signed_in
from sengetsu.accounts.invitations.queries import hash_of
from sengetsu.base.paper import pdf_answer
from sengetsu.living_room.open_forms import secret_page

from .choices import STANDING, State
from .models import Booking
from .papers import dates_with_paper, number_of, permit, refusal
from .queries import application_by_link, application_of


@require_safe
def booking_permit(request: HttpRequest, application_id: UUID) -> HttpResponse:
    asked = application_of(signed_in(request)).filter(public_id=application_id)
    return _permit(dates_with_paper(asked, *STANDING))


@require_safe
def booking_refusal(request: HttpRequest, application_id: UUID) -> HttpResponse:
    asked = application_of(signed_in(request)).filter(public_id=application_id)
    return _refusal(dates_with_paper(asked, State.DECLINED))


@secret_page
@require_safe
def booking_request_permit(request: HttpRequest, token: str) -> HttpResponse:
    return _permit(dates_with_paper(application_by_link(hash_of(token)), *STANDING))


@secret_page
@require_safe
def booking_request_refusal(request: HttpRequest, token: str) -> HttpResponse:
    return _refusal(dates_with_paper(application_by_link(hash_of(token)), State.DECLINED))


def _permit(dates: list[Booking]) -> HttpResponse:
    return pdf_answer(permit(dates), f"利用許可書_{number_of(dates[0].application)}.pdf")


def _refusal(dates: list[Booking]) -> HttpResponse:
    return pdf_answer(refusal(dates), f"不許可通知_{number_of(dates[0].application)}.pdf")
