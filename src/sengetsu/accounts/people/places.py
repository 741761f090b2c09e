"""Teams and agencies: where people belong."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from sengetsu.accounts import actions
from sengetsu.accounts.access import signed_in
from sengetsu.accounts.models import Agency, Team
from sengetsu.base.form_pages import form_page, posted

from . import forms, queries
from .views import administrators, page_with_form


@dataclass(frozen=True)
class Kind:
    """Teams or agencies: what the page calls them, and the names of their addresses."""

    title: str
    list_name: str
    edit_name: str
    form: type[forms.TeamForm]
    rows: Callable[[], QuerySet[Any]]


TEAMS = Kind("チーム", "team_list", "team_edit", forms.TeamForm, queries.teams)
AGENCIES = Kind("機関", "agency_list", "agency_edit", forms.AgencyForm, queries.agencies)


@administrators
@page_with_form
def team_list(request: HttpRequest) -> HttpResponse:
    return _page(request, TEAMS, Team(), "accounts/people/places.html")


@administrators
@page_with_form
def team_edit(request: HttpRequest, team_id: int) -> HttpResponse:
    return _edit(request, TEAMS, team_id)


@administrators
@page_with_form
def agency_list(request: HttpRequest) -> HttpResponse:
    return _page(request, AGENCIES, Agency(), "accounts/people/places.html")


@administrators
@page_with_form
def agency_edit(request: HttpRequest, agency_id: int) -> HttpResponse:
    return _edit(request, AGENCIES, agency_id)


def _edit(request: HttpRequest, kind: Kind, pk: int) -> HttpResponse:
    return _page(request, kind, get_object_or_404(kind.rows(), pk=pk), "accounts/people/place.html")


def _page(request: HttpRequest, kind: Kind, place: Team | Agency, template: str) -> HttpResponse:
    by = signed_in(request)

    def act(given: dict[str, Any]) -> str:
        actions.save_place(by=by, place=place, name=given["name"], seen=given["seen"])
        messages.success(request, "保存しました。")
        return reverse(kind.list_name)

    form = kind.form(posted(request), place=place)
    context = {"kind": kind, "rows": kind.rows(), "place_now": place.name}
    return form_page(request, form=form, template=template, act=act, context=context)
