"""What I was told, and what the house told others."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from sengetsu.accounts.access import signed_in
from sengetsu.base.form_pages import refusal_as_message
from sengetsu.base.pagination import page_of

from . import queries
from .access import postmaster_or_404
from .actions import mark_all_seen, mark_seen, settle, try_again
from .delivery import goes_by_mail


@require_safe
def notice_list(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    context = {"page": page_of(request, queries.notices_of(user)), "unread": queries.unread_by(user)}
    return render(request, "living_room/notices/list.html", context)


@require_POST
def notice_open(request: HttpRequest, notice_id: int) -> HttpResponse:
    """Go to what the notice is about; it counts as seen."""
    user = signed_in(request)
    notice = get_object_or_404(queries.notices_of(user), pk=notice_id)
    mark_seen(by=user, notice=notice)
    leads_home = url_has_allowed_host_and_scheme(notice.path, allowed_hosts=None)
    return redirect(notice.path if leads_home else "notice_list")


@require_POST
def notice_seen(request: HttpRequest, notice_id: int) -> HttpResponse:
    user = signed_in(request)
    mark_seen(by=user, notice=get_object_or_404(queries.notices_of(user), pk=notice_id))
    return redirect("notice_list")


@require_POST
def notice_seen_all(request: HttpRequest) -> HttpResponse:
    mark_all_seen(by=signed_in(request))
    return redirect("notice_list")


@require_safe
def notice_outbox(request: HttpRequest) -> HttpResponse:
    postmaster_or_404(request)
    context = {
        "stuck": queries.stuck(),
        "waiting": queries.waiting()[:50],
        "waiting_number": queries.waiting().count(),
        "page": page_of(request, queries.sent()),
        "by_mail": goes_by_mail(),
    }
    return render(request, "living_room/notices/outbox.html", context)


@require_POST
def notice_again(request: HttpRequest, notice_id: int) -> HttpResponse:
    user = postmaster_or_404(request)
    notice = get_object_or_404(queries.outbox(), pk=notice_id)
    with refusal_as_message(request):
        try_again(by=user, notice=notice)
        messages.success(request, "もう一度送ります。")
    return redirect("notice_outbox")


@require_POST
def notice_settle(request: HttpRequest, notice_id: int) -> HttpResponse:
    user = postmaster_or_404(request)
    notice = get_object_or_404(queries.outbox(), pk=notice_id)
    with refusal_as_message(request):
        settle(by=user, notice=notice)
        messages.success(request, "伝わったことにしました。もう送りません。")
    return redirect("notice_outbox")
