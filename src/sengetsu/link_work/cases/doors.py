"""The door of a case: who may come in, the reason that is asked, and the trace that every look leaves."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action

from . import access
from .models import Case

View = Callable[..., HttpResponse]


def link_work_page(view: View) -> View:
    """Only who may come into the confidential wing; for others the address does not exist."""

    @wraps(view)
    def inside(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not access.can_enter(request.user):  # type: ignore[arg-type]
            raise Http404
        return view(request, *args, **kwargs)

    return inside


def find_case(request: HttpRequest, public_id: Any) -> Case:
    """The case, or 404 for what does not exist and for what this person may not know of alike."""
    case = (
        Case.objects.visible_to(request.user)  # type: ignore[arg-type]
        .select_related("team", "owner", "next_person", "household")
        .filter(public_id=public_id)
        .first()
    )
    if case is None:
        raise Http404
    return case


def case_page(*, thing: str = "case", action: Action = Action.OPENED) -> Callable[[View], View]:
    """Gives the view its `case`. Outside the own team a reason is asked first; each page that shows
    anything of the case is recorded before it leaves, or it does not leave."""

    def decorate(view: View) -> View:
        @wraps(view)
        @link_work_page
        def inside(request: HttpRequest, public_id: Any, *args: Any, **kwargs: Any) -> HttpResponse:
            case = find_case(request, public_id)
            if not access.can_open(request.user, case):  # type: ignore[arg-type]
                return ask_for_reason(request, case, back=reverse("case_page", args=[public_id]))
            response = view(request, case, *args, **kwargs)
            if response.status_code == HTTPStatus.OK:
                leave_trace(request, case, thing=thing, action=action)
            return response

        return inside

    return decorate


def ask_for_reason(request: HttpRequest, case: Case, *, back: str) -> HttpResponse:
    """To the page that asks; from there to the page that was asked for, or after a sent form to `back`."""
    here = request.get_full_path() if request.method == "GET" else back
    return redirect(f"{reverse('case_reason', args=[case.public_id])}?{urlencode({'next': here})}")


def leave_trace(request: HttpRequest, case: Case, *, thing: str, action: Action) -> None:
    with transaction.atomic():
        record(by=request.user, action=action, thing=thing, thing_id=case.number, case_id=case.number)


def leave_list_trace(
    request: HttpRequest, cases: Any, *, thing: str, action: Action = Action.LISTED, others: int = 0
) -> None:
    """One entry for a page that names several cases, or `others`: letters and people of no case yet.
    A search and an export leave one also when they found nothing: asking is a look."""
    ids = sorted({case.number for case in cases})
    if ids or others or action in {Action.SEARCHED, Action.EXPORTED}:
        with transaction.atomic():
            record(by=request.user, action=action, thing=thing, listed=ids)
