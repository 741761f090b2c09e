"""The only writer of the head count of the place."""

from datetime import date, timedelta

from django.utils import timezone

from sengetsu.accounts.access import Refused, require
from sengetsu.accounts.models import User
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.audit.writing import writing
from sengetsu.living_room.spaces.access import can_edit_venue
from sengetsu.living_room.spaces.models import Venue
from sengetsu.living_room.usage.choices import AGES, MOST

from .drop_in_models import DropIn

BACK = timedelta(days=31)  # how long ago one still counts


@writing()
def count_drop_in(*, by: User, venue: Venue, day: date, band: str, step: int = 1) -> DropIn:
    """One tap. Two phones both count; the number stays between 0 and 999. Raises `Refused`."""
    require(can_edit_venue(by), "数えるのは、この場所の運営の人です。")
    require(band in AGES, "その年代はありません。")
    today = timezone.localdate()
    if not today - BACK <= day <= today:
        raise Refused("数えられるのは、きょうまでの1か月です。")
    DropIn.objects.get_or_create(venue=venue, day=day, band=band)
    row = DropIn.objects.select_for_update().get(venue=venue, day=day, band=band)
    row.people = min(MOST, max(0, row.people + step))
    row.save()
    record(by=by, action=Action.CHANGED, thing="drop_in", thing_id=row.pk, detail={"step": step})
    return row
