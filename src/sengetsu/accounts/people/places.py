"""Teams and agencies: where people belong."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from sengetsu.accounts import actions
from sengetsu.accounts.access import signed_in
from sengetsu.accounts.models import Agency, Team

from . import forms, queries
from .views import administrators, page_with_form


@administrators
@page_with_form
def team_list(request: HttpRequest) -> HttpResponse:
    form = forms.TeamForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.save_team(by=signed_in(request), name=form.cleaned_data["name"])
        return _saved(request, "team_list")
    return render(request, "accounts/people/teams.html", {"form": form, "teams": queries.teams()})


@administrators
@page_with_form
def team_edit(request: HttpRequest, team_id: int) -> HttpResponse:
    team = queries.teams().filter(pk=team_id).first()

    def save(name: str) -> None:
        actions.save_team(by=signed_in(request), name=name, team=team)

    return _edit(request, team, forms.TeamForm, save, "team_list")


@administrators
@page_with_form
def agency_list(request: HttpRequest) -> HttpResponse:
    form = forms.AgencyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.save_agency(by=signed_in(request), name=form.cleaned_data["name"])
        return _saved(request, "agency_list")
    return render(request, "accounts/people/agencies.html", {"form": form, "agencies": queries.agencies()})


@administrators
@page_with_form
def agency_edit(request: HttpRequest, agency_id: int) -> HttpResponse:
    agency = queries.agencies().filter(pk=agency_id).first()

    def save(name: str) -> None:
        actions.save_agency(by=signed_in(request), name=name, agency=agency)

    return _edit(request, agency, forms.AgencyForm, save, "agency_list")


def _edit(
    request: HttpRequest,
    thing: Team | Agency | None,
    kind: type[forms.TeamForm],
    save: Callable[[str], None],
    back: str,
) -> HttpResponse:
    if thing is None:
        raise Http404
    form = kind(request.POST if request.method == "POST" else None, thing=thing, initial={"name": thing.name})
    if request.method == "POST" and form.is_valid():
        save(form.cleaned_data["name"])
        return _saved(request, back)
    return render(request, "accounts/people/place.html", {"form": form, "thing": thing, "back": back})


def _saved(request: HttpRequest, back: str) -> HttpResponse:
    messages.success(request, "保存しました。")
    return redirect(back)
