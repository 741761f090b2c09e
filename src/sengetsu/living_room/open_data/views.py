"""Open data: a page for people that explains the files, and the files."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sengetsu.directory.api.views import open_to_all
from sengetsu.directory.exchange.queries import last_change
from sengetsu.directory.exchange.writing import as_hsds
from sengetsu.directory.towns.queries import town

from . import tables
from .queries import events, facilities

SETS: dict[str, Callable[[], list[dict[str, Any]]]] = {"facilities": facilities, "events": events}
CSV = "text/csv; charset=utf-8"


@login_not_required
@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    counts = {name: len(told()) for name, told in SETS.items()}
    context = {
        "town": town(),
        "counts": counts,
        "changed": last_change(),
        "edition": tables.mapping()["edition"],
    }
    return render(request, "living_room/open_data/home.html", context)


@open_to_all
def open_data_csv(request: HttpRequest, data_set: str) -> HttpResponseBase:
    response = HttpResponse(tables.as_csv(data_set, _facts(data_set), town()), content_type=CSV)
    response["Content-Disposition"] = f'attachment; filename="{data_set}.csv"'
    return response


@open_to_all
def open_data_json(request: HttpRequest, data_set: str) -> HttpResponseBase:
    told = tables.as_json(data_set, _facts(data_set), town())
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False})


@open_to_all
def open_data_columns(request: HttpRequest) -> HttpResponseBase:
    return JsonResponse(tables.mapping(), json_dumps_params={"ensure_ascii": False})


@open_to_all
def open_data_hsds(request: HttpRequest) -> HttpResponseBase:
    """The whole directory in one file: a list of full HSDS services."""
    response = HttpResponse(as_hsds(), content_type="application/json")
    response["Content-Disposition"] = 'attachment; filename="directory-hsds.json"'
    return response


def _facts(data_set: str) -> list[dict[str, Any]]:
    if data_set not in SETS:
        raise Http404
    return SETS[data_set]()
