"""Deployment checks: the demo town never meets the public."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError

OWN_MACHINE = {"localhost", "127.0.0.1", "[::1]", "::1"}


def has_public_host() -> bool:
    return any(host not in OWN_MACHINE for host in settings.ALLOWED_HOSTS)


def demo_is_public() -> bool:
    """Whether somebody outside could sign in by a demo button, or meet people made up for the demo.

    With DEBUG on or on the own machine alone, nobody outside can.
    """
    if settings.DEBUG or not has_public_host():
        return False
    if settings.DEMO:
        return True
    from .models import User

    try:
        return User.objects.filter(is_demo=True).exists()
    except DatabaseError:
        return False  # no tables yet: nobody is there


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
