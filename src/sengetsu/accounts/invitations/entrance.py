"""Through the door with a link: the account is made, or given back, and its owner is signed in."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.signals import user_logged_in
from django.contrib.auth import login
from django.http import HttpRequest

from sengetsu.accounts.models import User
from sengetsu.accounts.sign_in.views import BACKEND

from . import actions


def enter(request: HttpRequest, *, token: str, given: dict[str, Any]) -> User:
    """Use the link with what a `PasswordForm` or `NewAccountForm` gave, and sign its person in.

    Raises `LinkDead`, and `ValidationError` for a name that somebody has.
    """
    user = actions.accept(
        by=None,
        token=token,
        password=given["password1"],
        display_name=given.get("display_name", ""),
        username=given.get("username", ""),
    )
    login(request, user, backend=BACKEND)
    # The password was chosen a moment ago: setting up the second factor need not ask for it again.
    record_authentication(request, user, "password", username=user.username, reauthenticated=True)
    user_logged_in.send(sender=User, request=request, user=user)
    return user
