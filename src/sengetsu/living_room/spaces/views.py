"""Pages on which staff change what the town says about its places."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from sengetsu.base.form_pages import form_page, posted

from .access import host_or_404
from .actions import change_lending, change_text, change_venue
from .choices import Topic
from .forms import LendingForm, TextForm, VenueForm
from .models import LENDING_COLUMNS
from .overview import overview
from .pages import address, here_or_404
from .queries import place_of, place_of_venue, places


@require_safe
def venue_home(request: HttpRequest) -> HttpResponse:
    """Everything that staff may say about a place, with what is said now."""
    here = here_or_404(request)
    context = {"here": here, "places": places(), "lines": overview(here), "topics": Topic.choices}
    return render(request, "living_room/spaces/home.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def venue_new(request: HttpRequest) -> HttpResponse:
    """A further venue of the town; the first one is entered where it is changed."""
    host = host_or_404(request)
    form = VenueForm(posted(request), hours=[], first=False)

    def act(data: dict[str, Any]) -> str:
        columns, hours = form.columns(), form.hours()
        venue = change_venue(by=host, venue=None, columns=columns, hours=hours, is_another=True)
        return address("venue_home", place_of_venue(venue.pk))

    return form_page(request, form=form, template="living_room/spaces/venue_new.html", act=act)


@require_http_methods(["GET", "HEAD", "POST"])
def venue_edit(request: HttpRequest) -> HttpResponse:
    host = host_or_404(request)
    here = here_or_404(request) if place_of(request) else None
    venue = here.venue if here else None
    hours, first = (here.hours, here.is_first) if here else ([], True)
    form = VenueForm(posted(request), venue=venue, hours=hours, first=first)

    def act(data: dict[str, Any]) -> str:
        columns, hours = form.columns(), form.hours()
        change_venue(by=host, venue=venue, columns=columns, hours=hours, seen=data["seen"])
        return address("venue_home", here)

    template = "living_room/spaces/venue_edit.html"
    return form_page(request, form=form, template=template, act=act, context={"here": here})


@require_http_methods(["GET", "HEAD", "POST"])
def venue_lending(request: HttpRequest) -> HttpResponse:
    """When groups may use the place, and the rules of applying."""
    host, here = host_or_404(request), here_or_404(request)
    form = LendingForm(posted(request), venue=here.venue)

    def act(data: dict[str, Any]) -> str:
        rules = {name: data[name] for name in LENDING_COLUMNS}
        change_lending(by=host, venue=here.venue, hours=form.hours(), seen=data["seen"], **rules)
        return address("venue_home", here)

    template = "living_room/spaces/lending.html"
    return form_page(request, form=form, template=template, act=act, context={"here": here})


@require_http_methods(["GET", "HEAD", "POST"])
def venue_text_edit(request: HttpRequest, topic: str) -> HttpResponse:
    host, here = host_or_404(request), here_or_404(request)
    if topic not in Topic.values:
        raise Http404
    said = here.texts.get(topic)
    form = TextForm(posted(request), text=said.text if said else None)

    def act(data: dict[str, Any]) -> str:
        change_text(by=host, venue=here.venue, topic=Topic(topic), text=form.text(), seen=data["seen"])
        return address("venue_home", here)

    context = {"heading": Topic(topic).label, "here": here}
    template = "living_room/spaces/text_edit.html"
    return form_page(request, form=form, template=template, act=act, context=context)
