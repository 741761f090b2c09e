"""The part of allauth that this house uses. No sign-up, no e-mail, no reset by e-mail: who has lost a
password or a second factor gets a new invitation from the administrator."""

from collections.abc import Callable

from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseBase
from django.urls import path
from django.views.decorators.http import require_http_methods, require_safe

from . import views

View = Callable[..., HttpResponseBase]


def form(view: View) -> View:
    """allauth's forms take PUT for POST; ours know two methods."""
    return require_http_methods(["GET", "HEAD", "POST"])(view)


urlpatterns = [
    path("login/", form(views.SignInView.as_view()), name="account_login"),
    path("logout/", form(views.SignOutView.as_view()), name="account_logout"),
    path("demo/<str:username>/", views.demo_sign_in, name="demo_sign_in"),
    path("reauthenticate/", form(views.ReauthenticateView.as_view()), name="account_reauthenticate"),
    path("password/change/", form(views.PasswordChangeView.as_view()), name="account_change_password"),
    path("2fa/", require_safe(mfa.index), name="mfa_index"),
    path("2fa/authenticate/", form(mfa.authenticate), name="mfa_authenticate"),
    path("2fa/reauthenticate/", form(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("2fa/totp/activate/", form(totp.activate_totp), name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", form(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("2fa/codes/", require_safe(recovery.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("2fa/codes/generate/", form(recovery.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path(
        "2fa/codes/download/",
        require_safe(recovery.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path("2fa/passkeys/", require_safe(passkeys.list_webauthn), name="mfa_list_webauthn"),
    path("2fa/passkeys/add/", form(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path("2fa/passkeys/login/", form(login_not_required(passkeys.login_webauthn)), name="mfa_login_webauthn"),
    path("2fa/passkeys/again/", form(passkeys.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("2fa/passkeys/<int:pk>/remove/", form(passkeys.remove_webauthn), name="mfa_remove_webauthn"),
    path("2fa/passkeys/<int:pk>/edit/", form(passkeys.edit_webauthn), name="mfa_edit_webauthn"),
]
