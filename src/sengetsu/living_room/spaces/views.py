"""Pages on which staff change what the town says about its place."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from sengetsu.base.form_pages import form_page, posted

from .access import host_or_404
from .actions import change_day, change_lending, change_text, change_venue, forget_day
from .choices import Topic
from .forms import DayForm, LendingForm, TextForm, VenueForm
from .models import LENDING_COLUMNS
from .queries import Place, place_of


@require_http_methods(["GET", "HEAD", "POST"])
def venue_edit(request: HttpRequest) -> HttpResponse:
    host = host_or_404(request)
    here = place_of(request)
    venue = here.venue if here else None
    form = VenueForm(posted(request), venue=venue, hours=here.hours if here else [])

    def act(data: dict[str, Any]) -> str:
        columns, hours = form.columns(), form.hours()
        change_venue(by=host, venue=venue, columns=columns, hours=hours, seen=data["seen"])
        return reverse("venue_edit")

    return form_page(
        request,
        form=form,
        template="living_room/spaces/venue_edit.html",
        act=act,
        context={"topics": Topic.choices},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def venue_lending(request: HttpRequest) -> HttpResponse:
    """When groups may use the place, and the rules of applying."""
    host = host_or_404(request)
    here = _here(request)
    form = LendingForm(posted(request), venue=here.venue)

    def act(data: dict[str, Any]) -> str:
        rules = {name: data[name] for name in LENDING_COLUMNS}
        change_lending(by=host, venue=here.venue, hours=form.hours(), seen=data["seen"], **rules)
        return reverse("venue_edit")

    return form_page(request, form=form, template="living_room/spaces/lending.html", act=act)


@require_http_methods(["GET", "HEAD", "POST"])
def venue_text_edit(request: HttpRequest, topic: str) -> HttpResponse:
    host = host_or_404(request)
    here = _here(request)
    if topic not in Topic.values:
        raise Http404
    said = here.texts.get(topic)
    form = TextForm(posted(request), text=said.text if said else None)

    def act(data: dict[str, Any]) -> str:
        change_text(by=host, venue=here.venue, topic=Topic(topic), text=form.text(), seen=data["seen"])
        return reverse("venue_edit")

    context = {"heading": Topic(topic).label}
    return form_page(
        request, form=form, template="living_room/spaces/text_edit.html", act=act, context=context
    )


@require_http_methods(["GET", "HEAD", "POST"])
def venue_days(request: HttpRequest) -> HttpResponse:
    host = host_or_404(request)
    here = _here(request)

    def act(data: dict[str, Any]) -> str:
        opens, closes = data["hours"][0] if data["hours"] else (None, None)
        facts = {"day": data["day"], "opens": opens, "closes": closes, "reason": data["reason"]}
        change_day(by=host, venue=here.venue, **facts)
        return reverse("venue_days")

    form = DayForm(posted(request))
    return form_page(request, form=form, template="living_room/spaces/days.html", act=act)


@require_POST
def venue_day_forget(request: HttpRequest, day_id: int) -> HttpResponse:
    forget_day(by=host_or_404(request), venue=_here(request).venue, day_id=day_id)
    return redirect("venue_days")


def _here(request: HttpRequest) -> Place:
    here = place_of(request)
    if here is None:
        raise Http404
    return here
