"""Everybody with an account: the administrator's pages, and the list and invitations for managers."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sengetsu.accounts import access, actions
from sengetsu.accounts.access import Refused, roles_required, signed_in
from sengetsu.accounts.choices import Role
from sengetsu.accounts.invitations import actions as invitations
from sengetsu.accounts.invitations.forms import InvitationForm
from sengetsu.accounts.invitations.queries import invitation_of, open_invitations
from sengetsu.accounts.models import RoleGrant, User
from sengetsu.accounts.own.queries import own_grants, second_factors
from sengetsu.base.once import once

from . import forms, queries

administrators = roles_required(Role.ADMINISTRATOR)
inviters = roles_required(Role.ADMINISTRATOR, Role.MANAGER)
page_with_form = require_http_methods(["GET", "HEAD", "POST"])


def _person(pk: int) -> User:
    if person := queries.person(pk):
        return person
    raise Http404


def _grant(pk: int) -> RoleGrant:
    if grant := queries.grant_of(pk):
        return grant
    raise Http404


@inviters
@require_safe
def account_list(request: HttpRequest) -> HttpResponse:
    user, words = signed_in(request), request.GET.get("q", "").strip()[:80]
    left = request.GET.get("left") == "1"
    page = {
        "people": queries.people(active=not left, words=words),
        "invitations": open_invitations(user),
        "words": words,
        "left": left,
        "may_manage": access.can_manage_people(user),
    }
    return render(request, "accounts/people/list.html", page)


@inviters
@never_cache
@page_with_form
def account_invite(request: HttpRequest) -> HttpResponse:
    by = signed_in(request)
    form = InvitationForm(request.POST if request.method == "POST" else None, by=by)
    if request.method == "GET" or not form.is_valid():
        return render(request, "accounts/people/invite.html", {"form": form})
    tokens: list[str] = []

    def act() -> str:
        facts = {name: value for name, value in form.cleaned_data.items() if name != "once_key"}
        tokens.append(invitations.invite(by=by, **facts))
        return "account_list"

    where = once(key=form.cleaned_data["once_key"], by=by, act=act)
    return _show_link(request, tokens) if tokens else redirect(where)


def _show_link(request: HttpRequest, tokens: list[str]) -> HttpResponse:
    """The only moment in which the link can be seen: it is kept nowhere."""
    return render(request, "accounts/people/link.html", {"token": tokens[0]})


@inviters
@require_POST
def invitation_revoke(request: HttpRequest, invitation_id: int) -> HttpResponse:
    by = signed_in(request)
    invitation = invitation_of(by, invitation_id)
    if invitation is None:
        raise Http404
    invitations.revoke(by=by, invitation=invitation)
    messages.success(request, "招待を取り消しました。")
    return redirect("account_list")


@administrators
@page_with_form
def account_edit(request: HttpRequest, user_id: int) -> HttpResponse:
    person = _person(user_id)
    form = forms.NameForm(
        request.POST if request.method == "POST" else None, initial={"display_name": person.display_name}
    )
    if request.method == "POST" and form.is_valid():
        actions.rename(by=signed_in(request), user=person, display_name=form.cleaned_data["display_name"])
        messages.success(request, "お名前を変えました。")
        return redirect("account_edit", user_id=person.pk)
    page = {
        "person": person,
        "grants": own_grants(person),
        "factors": second_factors(person),
        "form": form,
    }
    return render(request, "accounts/people/edit.html", page)


@administrators
@page_with_form
def grant_give(request: HttpRequest, user_id: int) -> HttpResponse:
    by, person = signed_in(request), _person(user_id)
    form = forms.RoleForm(request.POST if request.method == "POST" else None, by=by)
    if request.method == "POST" and form.is_valid():
        facts = {name: value for name, value in form.cleaned_data.items() if name != "once_key"}
        return _try(
            request,
            person,
            "役割をわたしました。",
            lambda: actions.give_role(by=by, user=person, **facts),
            form.cleaned_data["once_key"],
        )
    return render(request, "accounts/people/grant.html", {"form": form, "person": person})


@administrators
@page_with_form
def grant_change(request: HttpRequest, grant_id: int) -> HttpResponse:
    by, grant = signed_in(request), _grant(grant_id)
    form = forms.TermForm(
        request.POST if request.method == "POST" else None,
        initial={"starts_on": grant.starts_on, "ends_on": grant.ends_on},
    )
    if request.method == "POST" and form.is_valid():
        days = {name: form.cleaned_data[name] for name in ("starts_on", "ends_on")}
        return _try(
            request,
            grant.user,
            "期間を変えました。",
            lambda: actions.change_term(by=by, grant=grant, **days),
            form.cleaned_data["once_key"],
        )
    page = {"form": form, "person": grant.user, "grant": grant}
    return render(request, "accounts/people/grant.html", page)


@administrators
@require_POST
def grant_end(request: HttpRequest, grant_id: int) -> HttpResponse:
    by, grant = signed_in(request), _grant(grant_id)
    return _try(request, grant.user, "役割を終わりました。", lambda: actions.end_role(by=by, grant=grant))


@administrators
@page_with_form
def account_end(request: HttpRequest, user_id: int) -> HttpResponse:
    by, person = signed_in(request), _person(user_id)
    if request.method != "POST":
        return render(request, "accounts/people/end.html", {"person": person})
    return _try(request, person, "離任の手続きをしました。", lambda: actions.end_account(by=by, user=person))


@administrators
@never_cache
@page_with_form
def account_reinvite(request: HttpRequest, user_id: int) -> HttpResponse:
    by, person = signed_in(request), _person(user_id)
    if request.method != "POST":
        return render(request, "accounts/people/reinvite.html", {"person": person})
    try:
        return _show_link(request, [invitations.reinvite(by=by, user=person)])
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("account_edit", user_id=person.pk)


def _try(request: HttpRequest, person: User, done: str, act: object, key: str = "") -> HttpResponse:
    """Do it and go back to the person; a refusal is the sentence shown there."""

    def acted() -> str:
        act()  # type: ignore[operator]
        return "done"

    try:
        once(key=key, by=request.user, act=acted)
        messages.success(request, done)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("account_edit", user_id=person.pk)
