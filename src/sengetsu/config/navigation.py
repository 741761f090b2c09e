"""What stands in the bar and at the foot of a page, by role. Templates of the open wing name no
confidential address themselves; what a signed-in person may open is composed here."""

from typing import Any

from django.http import HttpRequest


def navigation(request: HttpRequest) -> dict[str, Any]:
    return {"navigation": []}
