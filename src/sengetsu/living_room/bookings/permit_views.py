"""The papers of an application: 利用許可書 and 不許可通知."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from sengetsu.base.paper import pdf_answer

from .choices import STANDING, State
from .papers import dates_with_paper, number_of, permit, refusal


@require_safe
def booking_permit(request: HttpRequest, application_id: UUID) -> HttpResponse:
    dates = dates_with_paper(request.user, application_id, *STANDING)
    return pdf_answer(permit(dates), f"利用許可書_{number_of(dates[0].application)}.pdf")


@require_safe
def booking_refusal(request: HttpRequest, application_id: UUID) -> HttpResponse:
    dates = dates_with_paper(request.user, application_id, State.DECLINED)
    return pdf_answer(refusal(dates), f"不許可通知_{number_of(dates[0].application)}.pdf")
