"""The people of an agency, for its lead. For everybody else these pages do not exist."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sengetsu.accounts import actions
from sengetsu.accounts.access import led_agencies, signed_in
from sengetsu.accounts.choices import Role
from sengetsu.accounts.invitations import actions as invitations
from sengetsu.accounts.models import Agency
from sengetsu.base.form_pages import form_page, posted, refusal_as_message

from . import queries
from .forms import ColleagueForm

View = Callable[..., HttpResponse]


def lead_page(view: View) -> View:
    """Gives the view the agencies that its reader leads."""

    @wraps(view)
    def inside(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        agencies = led_agencies(signed_in(request))
        if not agencies:
            raise Http404
        return view(request, agencies, *args, **kwargs)

    return inside


@require_safe
@lead_page
def colleague_list(request: HttpRequest, agencies: list[Agency]) -> HttpResponse:
    page = {
        "agencies": agencies,
        "people": queries.people_of(agencies),
        "invitations": queries.invitations_to(agencies),
    }
    return render(request, "accounts/colleagues/list.html", page)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@lead_page
def colleague_invite(request: HttpRequest, agencies: list[Agency]) -> HttpResponse:
    by = signed_in(request)
    form = ColleagueForm(posted(request), by=by)
    tokens: list[str] = []

    def act(given: dict[str, Any]) -> str:
        tokens.append(invitations.invite(by=by, role=Role.PARTNER, **given))
        return reverse("colleague_list")

    page = {"heading": "同僚を招待する", "back": reverse("colleague_list")}
    answer = form_page(request, form=form, template="accounts/people/invite.html", act=act, context=page)
    if not tokens:
        return answer
    return render(request, "accounts/people/link.html", {**page, "token": tokens[0]})  # shown this once


@require_POST
@lead_page
def colleague_end(request: HttpRequest, agencies: list[Agency], grant_id: int) -> HttpResponse:
    grant = queries.people_of(agencies).filter(pk=grant_id).first()
    if grant is None:
        raise Http404
    with refusal_as_message(request):
        actions.end_role(by=signed_in(request), grant=grant)
        messages.success(request, f"{grant.user}さんを外しました。開いていた画面も閉じます。")
    return redirect("colleague_list")


@require_POST
@lead_page
def colleague_revoke(request: HttpRequest, agencies: list[Agency], invitation_id: int) -> HttpResponse:
    invitation = queries.invitations_to(agencies).filter(pk=invitation_id).first()
    if invitation is None:
        raise Http404
    invitations.revoke(by=signed_in(request), invitation=invitation)
    messages.success(request, "招待を取り消しました。")
    return redirect("colleague_list")
