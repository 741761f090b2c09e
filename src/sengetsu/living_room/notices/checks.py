"""Who has a mail server must say in whose name it sends."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register


@register()
def sender_is_named(**_: Any) -> list[CheckMessage]:
    if settings.MAIL_SERVER is None or "@" in settings.MAIL_FROM:
        return []
    return [
        Error(
            "SENGETSU_SMTP があるのに、SENGETSU_MAIL_FROM（差出人のアドレス）がありません。",
            hint="SENGETSU_MAIL_FROM='織月 <hello@example.jp>'",
            id="living_room.E001",
        )
    ]
