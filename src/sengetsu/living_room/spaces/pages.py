"""What the pages of staff about a place have in common."""

from typing import cast

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from .access import host_or_404
from .kinds import KINDS, Kind, Row
from .queries import Place, place_of, place_of_venue

LONGEST_NUMBER = 9  # digits of an id that a page writes into its own address


def here_or_404(request: HttpRequest) -> Place:
    """The venue that the page is about: `?venue=`, else the first. For who may not edit it there is none."""
    host_or_404(request)
    asked = request.GET.get("venue", "")
    if not asked:
        here = place_of(request)
    else:
        here = place_of_venue(int(asked)) if asked.isdecimal() and len(asked) <= LONGEST_NUMBER else None
    if here is None:
        raise Http404
    return here


def kind_or_404(request: HttpRequest, slug: str) -> Kind:
    host_or_404(request)
    if slug not in KINDS:
        raise Http404
    return KINDS[slug]


def row_or_404(request: HttpRequest, slug: str, row_id: int) -> tuple[Kind, Row, Place]:
    kind = kind_or_404(request, slug)
    row = cast(Row, get_object_or_404(kind.model, pk=row_id))
    here = place_of_venue(row.venue_id)
    if here is None:
        raise Http404
    return kind, row, here


def address(name: str, here: Place | None, *args: object) -> str:
    """A page about this venue; the first one needs no word about itself."""
    return reverse(name, args=args) + (here.query if here else "")
