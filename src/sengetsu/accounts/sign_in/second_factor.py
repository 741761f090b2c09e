"""The second factor: when a sign-in has it, and what leads there."""

from typing import Any

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed
from django.conf import settings
from django.dispatch import receiver
from django.http import HttpRequest

from sengetsu.accounts.access import signed_in
from sengetsu.accounts.models import User

RECORDS = "account_authentication_methods"  # where allauth keeps how this session was signed in
DEMO = "demo_sign_in"
ALWAYS_OPEN = {"account_logout", "healthz", "language_choose"}
SETTING_UP = ALWAYS_OPEN | {
    "mfa_index",
    "mfa_activate_totp",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "account_reauthenticate",
}
PROVING = ALWAYS_OPEN | {"mfa_reauthenticate", "mfa_reauthenticate_webauthn"}
STRONG = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def was_used(request: HttpRequest) -> bool:
    """Whether this session was signed in with a second factor. A demo button counts in the demo only."""
    if settings.DEMO and request.session.get(DEMO):
        return True
    return any(
        entry.get("method") == "mfa" for entry in get_authentication_records(request, signed_in(request))
    )


def next_step(user: User) -> tuple[str, set[str]]:
    """Where to go first, and the names of the addresses that are open until then."""
    if has_second_factor(user):
        return "mfa_reauthenticate", PROVING
    return "mfa_index", SETTING_UP


def has_second_factor(user: User) -> bool:
    return Authenticator.objects.filter(user=user, type__in=STRONG).exists()


@receiver(authenticator_added, dispatch_uid="accounts.second_factor_added")
def added(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    """Setting one up proves that one holds it."""
    if authenticator.type in STRONG:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)


@receiver(authenticator_removed, dispatch_uid="accounts.second_factor_removed")
def removed(request: HttpRequest, user: User, **_: Any) -> None:
    """Without the last one, the session has none either, and its owner is led to set up another."""
    if not has_second_factor(user):
        records = request.session.get(RECORDS, [])
        request.session[RECORDS] = [entry for entry in records if entry.get("method") != "mfa"]
