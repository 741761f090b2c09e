"""Everybody with an account: the administrator's pages, and the list and invitations for managers."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sengetsu.accounts import access, actions
from sengetsu.accounts.access import roles_required, signed_in
from sengetsu.accounts.choices import Role
from sengetsu.accounts.invitations import actions as invitations
from sengetsu.accounts.invitations.forms import InvitationForm, RoleFields
from sengetsu.accounts.invitations.queries import invitation_of, open_invitations
from sengetsu.accounts.models import RoleGrant, User
from sengetsu.accounts.own.queries import own_grants, second_factors
from sengetsu.base.form_pages import form_page, posted, refusal_as_message

from . import forms, queries

administrators = roles_required(Role.ADMINISTRATOR)
inviters = roles_required(Role.ADMINISTRATOR, Role.MANAGER)
GRANT_PAGE = "accounts/people/grant.html"
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
    form = InvitationForm(posted(request), by=by)
    tokens: list[str] = []

    def act(given: dict[str, Any]) -> str:
        tokens.append(invitations.invite(by=by, **_facts(given)))
        return reverse("account_list")

    page = {"heading": "招待する", "back": reverse("account_list")}
    answer = form_page(request, form=form, template="accounts/people/invite.html", act=act, context=page)
    return _show_link(request, tokens[0]) if tokens else answer


def _show_link(request: HttpRequest, token: str) -> HttpResponse:
    """The only moment in which the link can be seen: it is kept nowhere."""
    return render(request, "accounts/people/link.html", {"token": token, "back": reverse("account_list")})


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
    by, person = signed_in(request), _person(user_id)

    def act(given: dict[str, Any]) -> str:
        actions.rename(by=by, user=person, display_name=given["display_name"], seen=given["seen"])
        return _done(request, person, "お名前を変えました。")

    page = {"person": person, "grants": own_grants(person), "factors": second_factors(person)}
    form = forms.NameForm(posted(request), person=person)
    return form_page(request, form=form, template="accounts/people/edit.html", act=act, context=page)


@administrators
@page_with_form
def grant_give(request: HttpRequest, user_id: int) -> HttpResponse:
    by, person = signed_in(request), _person(user_id)

    def act(given: dict[str, Any]) -> str:
        actions.give_role(by=by, user=person, **_facts(given))
        return _done(request, person, "役割をわたしました。")

    form = RoleFields(posted(request), by=by)
    return form_page(request, form=form, template=GRANT_PAGE, act=act, context={"person": person})


@administrators
@page_with_form
def grant_change(request: HttpRequest, grant_id: int) -> HttpResponse:
    by, grant = signed_in(request), _grant(grant_id)

    def act(given: dict[str, Any]) -> str:
        actions.change_term(by=by, grant=grant, **_facts(given))
        return _done(request, grant.user, "期間を変えました。")

    form = forms.TermForm(posted(request), grant=grant)
    context = {"person": grant.user, "grant": grant}
    return form_page(request, form=form, template=GRANT_PAGE, act=act, context=context)


@administrators
@require_POST
def grant_end(request: HttpRequest, grant_id: int) -> HttpResponse:
    by, grant = signed_in(request), _grant(grant_id)
    with refusal_as_message(request):
        actions.end_role(by=by, grant=grant)
        messages.success(request, "役割を終わりました。")
    return redirect("account_edit", user_id=grant.user_id)


@administrators
@page_with_form
def account_end(request: HttpRequest, user_id: int) -> HttpResponse:
    by, person = signed_in(request), _person(user_id)
    if request.method != "POST":
        return render(request, "accounts/people/end.html", {"person": person})
    with refusal_as_message(request):
        actions.end_account(by=by, user=person)
        messages.success(request, "離任の手続きをしました。")
    return redirect("account_edit", user_id=person.pk)


@administrators
@never_cache
@page_with_form
def account_reinvite(request: HttpRequest, user_id: int) -> HttpResponse:
    by, person = signed_in(request), _person(user_id)
    if request.method != "POST":
        return render(request, "accounts/people/reinvite.html", {"person": person})
    with refusal_as_message(request):
        return _show_link(request, invitations.reinvite(by=by, user=person))
    return redirect("account_edit", user_id=person.pk)


def _facts(given: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in given.items() if name != "once_key"}


def _done(request: HttpRequest, person: User, words: str) -> str:
    messages.success(request, words)
    return reverse("account_edit", args=[person.pk])
