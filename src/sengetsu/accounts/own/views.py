from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from sengetsu.accounts.access import signed_in
from sengetsu.accounts.sessions.actions import close_other_sessions
from sengetsu.accounts.sessions.life import ROW
from sengetsu.accounts.sessions.queries import living_sessions

from . import queries


@require_safe
def account_home(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    page = {
        "grants": queries.own_grants(user),
        "factors": queries.second_factors(user),
        "sessions": living_sessions(user),
        "this_session": request.session.get(ROW),
        "sign_ins": queries.recent_sign_ins(user),
    }
    return render(request, "accounts/own/home.html", page)


@require_POST
def account_sessions_close(request: HttpRequest) -> HttpResponse:
    close_other_sessions(by=signed_in(request), request=request)
    messages.success(request, "ほかの端末でのサインインを終わりました。")
    return redirect("account_home")
