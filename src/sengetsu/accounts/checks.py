"""Deployment checks: neither the demo town nor a talkative fault page ever meets the public."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError

OWN_MACHINE = {"localhost", "127.0.0.1", "[::1]", "::1"}


def has_public_host() -> bool:
    return any(host not in OWN_MACHINE for host in settings.ALLOWED_HOSTS)


def has_demo() -> bool:
    """Whether there are demo buttons, or people made up for the demo."""
    if settings.DEMO:
        return True
    from .models import User

    try:
        return User.objects.filter(is_demo=True).exists()
    except DatabaseError:
        return False  # no tables yet: nobody is there


def why_not_open(bound_to: str) -> str:
    """Why a server bound to this address must not start; "" if it may.

    A visitor writes any name into `Host`, so an address that others reach is as public as a public name.
    """
    if bound_to in OWN_MACHINE and not has_public_host():
        return ""
    if settings.DEBUG:
        return "SENGETSU_DEBUG のままでは、故障のページに中身が出ます。外からつながる形では動かせません。"
    if has_demo():
        return "デモのサインインかデモの人がいるので、外からつながる形では動かせません。"
    return ""


def demo_is_public() -> bool:
    """Whether somebody outside could sign in by a demo button, or meet people made up for the demo.

    With DEBUG on or on the own machine alone, nobody outside can.
    """
    return not settings.DEBUG and has_public_host() and has_demo()


@register(Tags.security, deploy=True)
def demo_check(**_: Any) -> list[CheckMessage]:
    if not demo_is_public():
        return []
    return [
        Error(
            "デモの人か、デモのサインインが、公開のホスト名で動こうとしています。",
            hint="SENGETSU_DEMO を外し、デモを入れていない SENGETSU_DATA を使ってください。",
            id="accounts.E001",
        )
    ]
