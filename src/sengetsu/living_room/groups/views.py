"""The pages of those who act for a group; who runs the place sees the same page, with more on it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sengetsu.accounts.access import signed_in
from sengetsu.base.form_pages import posted, refusal_as_message

from .access import can_run, is_open
from .actions import change_facts
from .decision_actions import ask_renewal
from .models import Group
from .own_forms import FactsForm
from .pages import own_group, short_form
from .queries import history, open_links, own_groups, removed_lately, undoable


@require_safe
def group_own(request: HttpRequest) -> HttpResponse:
    """わたしの団体: where an organizer's day begins."""
    user = signed_in(request)
    groups = own_groups(user)
    if not groups and can_run(user):
        return redirect("group_list")
    page = {"groups": groups, "may_apply": any(group.is_valid for group in groups)}
    return render(request, "living_room/groups/own.html", page)


@require_safe
def group_show(request: HttpRequest, group_id: UUID) -> HttpResponse:
    by, group = own_group(request, group_id)
    page: dict[str, Any] = {
        "group": group,
        "may_write": is_open(group) or can_run(by),
        "removed": removed_lately(group),
        "links": open_links(group),
    }
    return render(request, "living_room/groups/show.html", {**page, **_for_staff(request, group)})


def _for_staff(request: HttpRequest, group: Group) -> dict[str, Any]:
    if not can_run(request.user):
        return {}
    return {"is_staff": True, "steps": history(group), "undoable": undoable(group)}


@require_http_methods(["GET", "HEAD", "POST"])
def group_edit(request: HttpRequest, group_id: UUID) -> HttpResponse:
    by, group = own_group(request, group_id)
    form = FactsForm(posted(request), group=group)
    return short_form(
        request,
        group=group,
        form=form,
        act=lambda data: change_facts(by=by, group=group, facts=form.facts(), seen=data["seen"]),
        done="書きなおしました。",
        words={"heading": "団体のことを書きなおす", "button": "保存する"},
    )


@require_POST
def group_ask_renewal(request: HttpRequest, group_id: UUID) -> HttpResponse:
    by, group = own_group(request, group_id)
    with refusal_as_message(request):
        ask_renewal(by=by, group=group)
        messages.success(request, "更新をたのみました。運営が確かめて、お知らせします。")
    return redirect("group_show", group_id)
