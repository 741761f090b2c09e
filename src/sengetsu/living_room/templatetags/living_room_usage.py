"""What a room below shows of usage without knowing it."""

from typing import Any

from django import template

from sengetsu.accounts.models import User
from sengetsu.living_room.usage.queries import reports_due

SHOWN = 3  # the others are folded away
register = template.Library()


@register.inclusion_tag("living_room/usage/_due_of.html")
def dates_to_report(user: User) -> dict[str, Any]:
    """`{% dates_to_report user %}`: the dates of one's groups that were not reported yet, the newest first;
    nothing if there are none."""
    dates = list(reports_due(user=user).order_by("-day", "-starts"))
    return {"dates": dates, "shown": SHOWN, "more": max(0, len(dates) - SHOWN)}
