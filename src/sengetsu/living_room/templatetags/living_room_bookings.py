"""What a room below shows of the bookings without knowing them."""

from typing import Any

from django import template
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.living_room.bookings.queries import coming_of
from sengetsu.living_room.groups.models import Group

SHOWN = 4  # the others are on the page of the bookings
register = template.Library()


@register.inclusion_tag("living_room/bookings/_coming_dates.html")
def coming_dates(user: User, group: Group | None = None) -> dict[str, Any]:
    """`{% coming_dates user %}`: the next dates of one's groups, or of `group`."""
    dates = coming_of(user, timezone.localdate())
    if group is not None:
        dates = dates.filter(application__group=group)
    return {"dates": dates[:SHOWN], "group": group}
