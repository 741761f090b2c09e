"""Spaces, equipment, barrier-free facts and yearly closures: one set of pages for all of them."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sengetsu.base.form_pages import form_page, posted, refusal_as_message

from .access import host_or_404
from .kinds import Kind, Row
from .models import Space
from .pages import address, here_or_404, kind_or_404, row_or_404
from .queries import Place
from .row_actions import move_row, remove_row, retire_space, reuse_space, save_row
from .row_forms import FORMS


@require_safe
def row_list(request: HttpRequest, row_kind: str) -> HttpResponse:
    kind, here = kind_or_404(request, row_kind), here_or_404(request)
    context = {"here": here, "kind": kind, "rows": kind.rows_of(here.venue.pk)}
    return render(request, "living_room/spaces/rows.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def row_new(request: HttpRequest, row_kind: str) -> HttpResponse:
    return _edit(request, kind_or_404(request, row_kind), None, here_or_404(request))


@require_http_methods(["GET", "HEAD", "POST"])
def row_edit(request: HttpRequest, row_kind: str, row_id: int) -> HttpResponse:
    return _edit(request, *row_or_404(request, row_kind, row_id))


@require_POST
def row_move(request: HttpRequest, row_kind: str, row_id: int) -> HttpResponse:
    kind, row, here = row_or_404(request, row_kind, row_id)
    move_row(by=host_or_404(request), row=row, up="up" in request.POST)
    return redirect(address("row_list", here, kind.slug))


@require_POST
def row_remove(request: HttpRequest, row_kind: str, row_id: int) -> HttpResponse:
    kind, row, here = row_or_404(request, row_kind, row_id)
    with refusal_as_message(request):
        name = str(row)
        remove_row(by=host_or_404(request), row=row)
        messages.success(request, f"「{name}」を外しました。")
    return redirect(address("row_list", here, kind.slug))


@require_POST
def space_retire(request: HttpRequest, space_id: int) -> HttpResponse:
    kind, row, here = row_or_404(request, "spaces", space_id)
    retire_space(by=host_or_404(request), space=cast(Space, row))
    messages.success(request, f"「{row}」を使わないことにしました。もう入っている予定は残っています。")
    return redirect(address("row_list", here, kind.slug))


@require_POST
def space_reuse(request: HttpRequest, space_id: int) -> HttpResponse:
    kind, row, here = row_or_404(request, "spaces", space_id)
    reuse_space(by=host_or_404(request), space=cast(Space, row))
    messages.success(request, f"「{row}」を、また使います。")
    return redirect(address("row_list", here, kind.slug))


def _edit(request: HttpRequest, kind: Kind, row: Row | None, here: Place) -> HttpResponse:
    host = host_or_404(request)
    form = FORMS[kind.model](posted(request), kind=kind, venue=here.venue, row=row)

    def act(data: dict[str, Any]) -> str:
        save_row(by=host, kind=kind, venue=here.venue, row=row, facts=form.facts(), seen=data["seen"])
        return address("row_list", here, kind.slug)

    context = {"here": here, "kind": kind, "row": row}
    template = "living_room/spaces/row_edit.html"
    return form_page(request, form=form, template=template, act=act, context=context)
