"""The doors of a conference. Whoever has no seat meets 404, whoever has not acknowledged, the oath."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from sengetsu.accounts.access import roles_required, signed_in
from sengetsu.accounts.choices import Role
from sengetsu.audit.choices import Action
from sengetsu.link_work.cases.doors import leave_list_trace

from . import access, queries
from .models import AgendaItem, Conference, Paper

View = Callable[..., HttpResponse]


def staff_page(view: View) -> View:
    """For the city's own members. Gives the view its `conference`."""

    @wraps(view)
    @roles_required(Role.LINK_WORKER, Role.MANAGER)
    def inside(request: HttpRequest, conference_id: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        conference = queries.conference_of(signed_in(request), conference_id)
        if conference is None:
            raise Http404
        member = access.member_of(signed_in(request), conference)
        if member is None or not access.has_acknowledged(member):
            return redirect("conference_oath", conference.public_id)
        return view(request, conference, *args, **kwargs)

    return inside


def item_page(view: View) -> View:
    """As `staff_page`, with an `item`; each page leaves a trace that names the case."""

    @wraps(view)
    @staff_page
    def inside(request: HttpRequest, conference: Conference, item_id: Any, **kwargs: Any) -> HttpResponse:
        item = queries.item_of(signed_in(request), conference, item_id)
        if item is None:
            raise Http404
        return traced(request, item, view(request, item, **kwargs))

    return inside


def paper_page(action: Action = Action.OPENED) -> Callable[[View], View]:
    """As `staff_page`, with a `paper`."""

    def decorate(view: View) -> View:
        @wraps(view)
        @staff_page
        def inside(
            request: HttpRequest, conference: Conference, paper_id: Any, **kwargs: Any
        ) -> HttpResponse:
            paper: Paper | None = queries.paper_of(signed_in(request), conference, paper_id)
            if paper is None:
                raise Http404
            return traced(request, paper.item, view(request, paper, **kwargs), action)

        return inside

    return decorate


def traced(
    request: HttpRequest, item: AgendaItem, response: HttpResponse, action: Action = Action.OPENED
) -> HttpResponse:
    if response.status_code == HTTPStatus.OK:
        leave_list_trace(request, [item.case], thing="conference", action=action)
    return response
