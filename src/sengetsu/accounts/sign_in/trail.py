"""Signing in and out leaves a trace; so does a wrong try, without what was typed."""

from typing import Any

from allauth.account.signals import password_changed, user_logged_in
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth.signals import user_logged_out, user_login_failed
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest

from sengetsu.accounts.models import User
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action

from .address import typed_name


def _trace(user: User | None, action: Action, thing_id: str, **detail: str) -> None:
    with transaction.atomic():
        record(by=user, action=action, thing="user", thing_id=thing_id, detail=detail)


@receiver(user_logged_in, dispatch_uid="accounts.trail.signed_in")
def signed_in(request: HttpRequest, user: User, **_: Any) -> None:
    records = request.session.get("account_authentication_methods", [])
    how = "+".join(entry.get("type") or entry["method"] for entry in records)
    _trace(user, Action.SIGNED_IN, str(user.pk), how=how)


@receiver(user_logged_out, dispatch_uid="accounts.trail.signed_out")
def signed_out(user: User | None, **_: Any) -> None:
    if user is not None:
        _trace(user, Action.SIGNED_OUT, str(user.pk))


@receiver(user_login_failed, dispatch_uid="accounts.trail.failed")
def failed(credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    """Only a try at a known account is written down: people type their password into the wrong field, and
    a stranger must not be able to fill the trail."""
    name = typed_name(request, credentials) if request else str(credentials.get("username", ""))
    if user := User.objects.filter(username__iexact=name).first():
        _trace(None, Action.SIGN_IN_FAILED, str(user.pk))


@receiver(authenticator_added, dispatch_uid="accounts.trail.factor_added")
def factor_added(user: User, authenticator: Authenticator, **_: Any) -> None:
    _trace(user, Action.SECOND_FACTOR_SET, str(user.pk), what=f"{authenticator.type} added")


@receiver(authenticator_removed, dispatch_uid="accounts.trail.factor_removed")
def factor_removed(user: User, authenticator: Authenticator, **_: Any) -> None:
    _trace(user, Action.SECOND_FACTOR_SET, str(user.pk), what=f"{authenticator.type} removed")


@receiver(authenticator_reset, dispatch_uid="accounts.trail.factor_reset")
def factor_reset(user: User, authenticator: Authenticator, **_: Any) -> None:
    _trace(user, Action.SECOND_FACTOR_SET, str(user.pk), what=f"{authenticator.type} renewed")


@receiver(password_changed, dispatch_uid="accounts.trail.password")
def password(user: User, **_: Any) -> None:
    _trace(user, Action.PASSWORD_CHANGED, str(user.pk))
