"""The door of an entry: found by who may see it, and every look leaves a trace."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse

from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.link_work.cases.doors import link_work_page

from . import queries
from .models import Intake

View = Callable[..., HttpResponse]


def intake_page(*, action: Action = Action.OPENED) -> Callable[[View], View]:
    """Gives the view its `intake`, or 404 for what this person may not know of."""

    def decorate(view: View) -> View:
        @wraps(view)
        @link_work_page
        def inside(request: HttpRequest, public_id: UUID, *args: Any, **kwargs: Any) -> HttpResponse:
            intake = queries.intake_of(request.user, public_id)  # type: ignore[arg-type]
            if intake is None:
                raise Http404
            response = view(request, intake, *args, **kwargs)
            if response.status_code == HTTPStatus.OK:
                _leave_trace(request, intake, action)
            return response

        return inside

    return decorate


@transaction.atomic
def _leave_trace(request: HttpRequest, intake: Intake, action: Action) -> None:
    case_number = intake.case.number if intake.case else ""
    record(by=request.user, action=action, thing="intake", thing_id=str(intake.pk), case_id=case_number)
