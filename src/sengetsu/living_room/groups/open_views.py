"""What anybody may open: applying, what happens next, and the link that lets one into a group."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from sengetsu.accounts.invitations.entrance import enter
from sengetsu.accounts.invitations.forms import NewAccountForm
from sengetsu.accounts.invitations.queries import LinkDead
from sengetsu.accounts.models import User
from sengetsu.base.form_pages import add_refusal, form_page, posted
from sengetsu.living_room.open_forms import admit, open_page, secret_page, status_of

from .actions import apply
from .forms import ApplyForm
from .member_actions import join
from .models import MemberInvitation
from .queries import applied_group, is_member, living_link

APPLICATIONS = 10  # from one address within an hour


@open_page
def group_apply(request: HttpRequest) -> HttpResponse:
    form = ApplyForm(posted(request))
    by = request.user if isinstance(request.user, User) else None

    def act(_: dict[str, Any]) -> str:
        group = apply(by=by, facts=form.facts(), permits=form.permits())
        return reverse("group_applied", args=[group.public_id])

    if form.is_bound and form.is_valid():
        admit(request, form, what="group", limit=APPLICATIONS)
    response = form_page(request, form=form, template="living_room/groups/apply.html", act=act)
    if response.status_code == 200:  # noqa: PLR2004
        response.status_code = status_of(form)
    return response


@secret_page
def group_applied(request: HttpRequest, group_id: UUID) -> HttpResponse:
    group = applied_group(group_id)
    if group is None:
        raise Http404
    return render(request, "living_room/groups/applied.html", {"group": group})


@secret_page
def group_join(request: HttpRequest, token: str) -> HttpResponse:
    """The link of a group: who is signed in joins, who has no account makes one."""
    try:
        link = living_link(token)
        if isinstance(request.user, User):
            return _join(request, request.user, link, token)
        return _begin(request, link, token)
    except LinkDead:
        return render(request, "living_room/groups/dead.html", status=410)


def _join(request: HttpRequest, user: User, link: MemberInvitation, token: str) -> HttpResponse:
    if is_member(user, link.group):
        messages.info(request, f"もう「{link.group}」のメンバーです。このリンクは、ほかの人に使えます。")
        return redirect("group_show", link.group.public_id)
    if request.method != "POST":
        return render(request, "living_room/groups/join.html", {"link": link})
    group = join(by=user, token=token)
    return _welcome(request, group)


def _begin(request: HttpRequest, link: MemberInvitation, token: str) -> HttpResponse:
    form = NewAccountForm(posted(request))
    if form.is_bound and form.is_valid():
        try:
            enter(request, token=token, given=form.cleaned_data)
            return _welcome(request, link.group)
        except ValidationError as refusal:
            add_refusal(form, refusal)
    return render(request, "living_room/groups/join.html", {"link": link, "form": form})


def _welcome(request: HttpRequest, group: object) -> HttpResponse:
    messages.success(request, f"「{group}」のメンバーになりました。")
    return redirect("group_own")
