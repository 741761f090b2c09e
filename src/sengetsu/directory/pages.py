"""The page on which an entry of the directory is written."""

from collections.abc import Callable
from typing import Any

from django.forms import model_to_dict
from django.http import HttpRequest, HttpResponse

from sengetsu.base.form_pages import form_page, posted

from .models import Organization, Place, Service
from .organizations.forms import OrganizationForm, OwnEntryForm
from .places.forms import PlaceForm
from .services.forms import ServiceForm

Entry = Organization | Place | Service
Kind = type[OrganizationForm] | type[OwnEntryForm] | type[PlaceForm] | type[ServiceForm]


def entry_page(
    request: HttpRequest,
    *,
    kind: Kind,
    entry: Entry | None,
    save: Callable[[dict[str, Any], str], str],
    words: dict[str, str],
    start: dict[str, Any] | None = None,
) -> HttpResponse:
    """`save(facts, seen)` writes and returns the address to go to. `words`: `new`, `again` and `back` of the
    template; `start`: what a new entry begins with."""

    def act(data: dict[str, Any]) -> str:
        return save({name: data[name] for name in kind.EDITS}, data["seen"])

    form = kind(posted(request), initial=model_to_dict(entry) if entry else start)
    if entry:
        form.saw(entry)
    return form_page(
        request, form=form, template="directory/edit.html", act=act, context={"entry": entry, **words}
    )
