"""Sign-in and sign-out around allauth's own views, and the demo's buttons."""

from typing import Any

from allauth.account import views as account
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.signals import user_logged_in
from axes.decorators import axes_dispatch, axes_form_invalid
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator

from sengetsu.accounts.access import signed_in
from sengetsu.accounts.demo import demo_people
from sengetsu.accounts.models import User

from . import second_factor

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@method_decorator(axes_dispatch, name="dispatch")
@method_decorator(axes_form_invalid, name="form_invalid")
@method_decorator(login_not_required, name="dispatch")
class SignInView(account.LoginView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "ended": self.request.GET.get("ended", ""),
            "demo_people": demo_people() if settings.DEMO else [],
        }


@method_decorator(login_not_required, name="dispatch")
class SignOutView(account.LogoutView):
    """Also what "cancel" in the second stage of a sign-in leads to, so it is open to everybody."""

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post(*args, **kwargs)
        response["Clear-Site-Data"] = '"cache"'
        response["Cache-Control"] = "no-store"
        return response


class PasswordChangeView(account.PasswordChangeView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not signed_in(request).has_usable_password():
            raise Http404  # a person of the demo, or one who only ever signs in with a passkey
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response


class ReauthenticateView(account.ReauthenticateView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not get_adapter().get_reauthentication_methods(request.user):
            raise Http404
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response


@login_not_required
def demo_sign_in(request: HttpRequest, username: str) -> HttpResponse:
    """One button, one role: in the demo only. Otherwise this address does not exist."""
    if not settings.DEMO:
        raise Http404  # before the method is looked at: nothing tells that something could be here
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    user = get_object_or_404(User, username=username, is_demo=True, is_active=True)
    login(request, user, backend=BACKEND)
    request.session[second_factor.DEMO] = True
    record_authentication(request, user, "demo")
    user_logged_in.send(sender=User, request=request, user=user)
    return redirect(settings.LOGIN_REDIRECT_URL)
