"""Who acts for a group: a link for one more, and an end for who leaves."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from sengetsu.accounts.models import User
from sengetsu.base.form_pages import refusal_as_message
from sengetsu.base.qr_code import code_of

from .member_actions import end_membership, invite_member, take_back_link
from .models import Group, Membership
from .pages import own_group
from .queries import is_last_member, link_of, membership_of


@require_POST
def member_invite(request: HttpRequest, group_id: UUID) -> HttpResponse:
    """Make a link and show it: the only moment in which it can be seen."""
    by, group = own_group(request, group_id)
    with refusal_as_message(request):
        token = invite_member(by=by, group=group)
        url = request.build_absolute_uri(reverse("group_join", args=[token]))
        page = {"group": group, "url": url, "code": code_of(url)}
        response = render(request, "living_room/groups/link.html", page)
        response["Cache-Control"] = "no-store, private"
        return response
    return redirect("group_show", group_id)


@require_POST
def link_revoke(request: HttpRequest, group_id: UUID, link_id: int) -> HttpResponse:
    by, group = own_group(request, group_id)
    link = link_of(group, link_id)
    if link is None:
        raise Http404
    with refusal_as_message(request):
        take_back_link(by=by, link=link)
        messages.success(request, "リンクを取り消しました。")
    return redirect("group_show", group_id)


@require_http_methods(["GET", "HEAD", "POST"])
def member_end(request: HttpRequest, group_id: UUID, membership_id: int) -> HttpResponse:
    """Asked once more before, because who ended oneself comes back by invitation only."""
    by, group = own_group(request, group_id)
    membership = membership_of(group, membership_id)
    if membership is None:
        raise Http404
    is_self = membership.user_id == by.pk
    if request.method == "POST":
        with refusal_as_message(request):
            end_membership(by=by, membership=membership)
            messages.success(request, f"{membership.user}さんは、「{group}」のメンバーではなくなりました。")
        return _after(by, group, membership)
    page = {"group": group, "membership": membership, "is_self": is_self, "is_last": is_last_member(group)}
    return render(request, "living_room/groups/member_end.html", page)


def _after(by: User, group: Group, membership: Membership) -> HttpResponse:
    """Who left may not see the group any more."""
    return redirect("group_own") if membership.user_id == by.pk else redirect("group_show", group.public_id)
