"""What staff decides about one group."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from sengetsu.base.form_pages import posted, refusal_as_message

from .actions import write_note
from .decision_actions import approve, decline, end, renew, undo
from .own_forms import NoteForm, ReasonForm, UntilForm
from .pages import hosted_group, short_form

page_with_form = require_http_methods(["GET", "HEAD", "POST"])


@page_with_form
def group_approve(request: HttpRequest, group_id: UUID) -> HttpResponse:
    by, group = hosted_group(request, group_id)
    return short_form(
        request,
        group=group,
        form=UntilForm(posted(request), group=group),
        act=lambda data: approve(by=by, group=group, until=data["until"]),
        done="登録しました。団体に知らせます。",
        words={"heading": "この団体を登録する", "button": "登録する"},
    )


@page_with_form
def group_renew(request: HttpRequest, group_id: UUID) -> HttpResponse:
    by, group = hosted_group(request, group_id)

    def act(data: dict[str, Any]) -> object:
        return renew(by=by, group=group, until=data["until"], shown_until=data["shown_until"])

    return short_form(
        request,
        group=group,
        form=UntilForm(posted(request), group=group),
        act=act,
        done="更新しました。団体に知らせます。",
        words={"heading": "登録を更新する", "button": "更新する"},
    )


@page_with_form
def group_decline(request: HttpRequest, group_id: UUID) -> HttpResponse:
    by, group = hosted_group(request, group_id)
    return short_form(
        request,
        group=group,
        form=ReasonForm(posted(request)),
        act=lambda data: decline(by=by, group=group, reason=data["reason"]),
        done="登録しないことにしました。15分たつと団体に知らせます。それまでは、もどせます。",
        words={"heading": "登録しない", "button": "登録しないことにする"},
    )


@page_with_form
def group_end(request: HttpRequest, group_id: UUID) -> HttpResponse:
    by, group = hosted_group(request, group_id)
    return short_form(
        request,
        group=group,
        form=ReasonForm(posted(request)),
        act=lambda data: end(by=by, group=group, reason=data["reason"]),
        done="登録をおわりにしました。15分たつと団体に知らせます。それまでは、もどせます。",
        words={"heading": "登録をおわりにする", "button": "おわりにする"},
    )


@require_POST
def group_undo(request: HttpRequest, group_id: UUID) -> HttpResponse:
    by, group = hosted_group(request, group_id)
    with refusal_as_message(request):
        undo(by=by, group=group)
        messages.success(request, "もとにもどしました。")
    return redirect("group_show", group_id)


@page_with_form
def group_note(request: HttpRequest, group_id: UUID) -> HttpResponse:
    by, group = hosted_group(request, group_id)
    return short_form(
        request,
        group=group,
        form=NoteForm(posted(request), group=group),
        act=lambda data: write_note(by=by, group=group, note=data["note"], seen=data["seen"]),
        done="メモを保存しました。",
        words={"heading": "運営のメモ", "lead": "団体の人には見えません。", "button": "保存する"},
    )
